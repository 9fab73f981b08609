package io.howdah.internal.util;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Content-addressed names of prepared statements.
 *
 * <p>The name is a function of what the statement does, so that behind a connection pooler which hands out somebody
 * else's server session a name can be missing but can never stand for other SQL. It must therefore resist collisions:
 * 100 bits of SHA-256.
 *
 * <p>Stateless; any thread.
 */
public final class Fingerprint {
    /** Length of a name in bytes: the letter h and 20 base32 characters. */
    public static final int NAME_LENGTH = 21;

    /** RFC 4648 base32 alphabet in lower case, so that a name needs no quotes in SQL. */
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

    private Fingerprint() {}

    /**
     * Computes the name of a statement.
     *
     * @param sqlUtf8 the SQL as sent to the server, without a zero byte
     * @param parameterOids type OIDs of the parameters in order, 0 for unspecified
     * @param parameterCount how many elements of {@code parameterOids} count
     * @return a new array of {@link #NAME_LENGTH} ASCII bytes without terminating zero
     */
    public static byte[] statementName(byte[] sqlUtf8, int[] parameterOids, int parameterCount) {
        MessageDigest digest = sha256();
        digest.update(sqlUtf8);
        // SQL holds no zero byte, so this one separates it from the OIDs beyond doubt.
        digest.update((byte) 0);
        byte[] oid = new byte[4];
        for (int i = 0; i < parameterCount; i++) {
            int value = parameterOids[i];
            oid[0] = (byte) (value >>> 24);
            oid[1] = (byte) (value >>> 16);
            oid[2] = (byte) (value >>> 8);
            oid[3] = (byte) value;
            digest.update(oid);
        }
        return name(digest.digest());
    }

    private static byte[] name(byte[] hash) {
        byte[] name = new byte[NAME_LENGTH];
        name[0] = 'h';
        int bits = 0;
        int held = 0;
        int next = 0;
        for (int i = 1; i < NAME_LENGTH; i++) {
            if (held < 5) {
                bits = (bits << 8 | (hash[next++] & 0xff)) & 0xfff;
                held += 8;
            }
            held -= 5;
            name[i] = (byte) BASE32.charAt(bits >>> held & 31);
        }
        return name;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform lacks SHA-256, which every platform must have", e);
        }
    }
}
