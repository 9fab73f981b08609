package io.howdah.internal.util;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static String name(String sql, int... oids) {
        byte[] name = Fingerprint.statementName(sql.getBytes(StandardCharsets.UTF_8), oids, oids.length);
        assertEquals(Fingerprint.NAME_LENGTH, name.length);
        return new String(name, StandardCharsets.US_ASCII);
    }

    /** The definition, written with the arithmetic of BigInteger: the first 100 bits of the hash to base 32. */
    private static String expected(String sql, int... oids) throws Exception {
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        ByteBuffer input = ByteBuffer.allocate(text.length + 1 + 4 * oids.length);
        input.put(text).put((byte) 0);
        for (int oid : oids) {
            input.putInt(oid);
        }
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(input.array());
        BigInteger bits = new BigInteger(1, hash).shiftRight(256 - 100);
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            name.append("abcdefghijklmnopqrstuvwxyz234567".charAt(bits.intValue() & 31));
            bits = bits.shiftRight(5);
        }
        return "h" + name.reverse();
    }

    @Test
    void theNameIsTheFirstHundredBitsOfTheHash() throws Exception {
        assertEquals(expected(""), name(""));
        assertEquals(expected("select $1", 23), name("select $1", 23));
        assertEquals(expected("select '\u20ac'", 0, -1, 2_147_483_647), name("select '\u20ac'", 0, -1, 2_147_483_647));
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            String sql = "select " + random.nextLong();
            int oid = random.nextInt();
            assertEquals(expected(sql, oid), name(sql, oid));
        }
    }

    @Test
    void textAndTypesAreKeptApart() {
        Set<String> names = new HashSet<>();
        names.add(name("select 1"));
        names.add(name("select 1", 0));
        names.add(name("select 1", 0, 0));
        names.add(name("select 1", 23));
        names.add(name("select 1 ", 23));
        names.add(name("select 1", 23, 25));
        names.add(name("select 1", 25, 23));
        assertEquals(7, names.size());
    }

    @Test
    void onlyTheParametersThatCountAreRead() {
        byte[] sql = "select $1".getBytes(StandardCharsets.UTF_8);
        String one = new String(Fingerprint.statementName(sql, new int[] {23, 25}, 1), StandardCharsets.US_ASCII);
        assertEquals(name("select $1", 23), one);
        assertNotEquals(name("select $1", 23, 25), one);
    }
}
