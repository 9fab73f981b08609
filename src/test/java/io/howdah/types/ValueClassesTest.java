package io.howdah.types;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueClassesTest {
    private static final Map<String, Function<String, PgObject>> PARSERS = Map.ofEntries(
            Map.entry("bits", PgBits::parse),
            Map.entry("box", PgBox::parse),
            Map.entry("cidr", PgInet::parseCidr),
            Map.entry("circle", PgCircle::parse),
            Map.entry("inet", PgInet::parse),
            Map.entry("interval", PgInterval::parse),
            Map.entry("line", PgLine::parse),
            Map.entry("lseg", PgSegment::parse),
            Map.entry("macaddr", PgMacaddr::parse),
            Map.entry("money", PgMoney::parse),
            Map.entry("path", PgPath::parse),
            Map.entry("pg_lsn", PgLsn::parse),
            Map.entry("point", PgPoint::parse),
            Map.entry("polygon", PgPolygon::parse),
            Map.entry("tid", PgTid::parse),
            Map.entry("tsvector", PgTsVector::parse));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bits | 10110 | varbit",
                "bits | '' | varbit",
                "box | (3,5),(0,-1) | box",
                "cidr | 10.0.0.0/8 | cidr",
                "cidr | 2001:db8::/32 | cidr",
                "circle | <(1,2),3> | circle",
                "inet | 192.168.1.2/24 | inet",
                "inet | ::ffff:1.2.3.4 | inet",
                "inet | 1:0:0:2::3 | inet",
                "interval | 1 day | interval",
                "line | {1,-1,0.5} | line",
                "lseg | [(0,0),(1e+20,NaN)] | lseg",
                "macaddr | 08:00:2b:01:02:03 | macaddr",
                "macaddr | 08:00:2b:01:02:03:04:ff | macaddr8",
                "money | $1,234.56 | money",
                "path | [(0,0),(1,2)] | path",
                "path | ((0,0),(1,2)) | path",
                "pg_lsn | 16/B374D848 | pg_lsn",
                "pg_lsn | FFFFFFFF/FFFFFFFF | pg_lsn",
                "point | (-0,Infinity) | point",
                "polygon | ((0,0),(1,2),(1,0)) | polygon",
                "tid | (4294967295,65535) | tid"
            })
    void textIsReadAndPrintedAlikeAndSurvivesSerialisation(String parser, String text, String type) throws Exception {
        PgObject value = PARSERS.get(parser).apply(text);

        assertEquals(text, value.toString());
        assertEquals(text, value.getValue());
        assertEquals(type, value.getType());
        PgObject again = PARSERS.get(parser).apply(text);
        assertEquals(value, again);
        assertEquals(value.hashCode(), again.hashCode());
        assertNotEquals(value, new PgValue(type, text));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertEquals(value, in.readObject());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bits | 102",
                "bits | ' 1'",
                "box | (1,2)",
                "box | (1,2),(3,4),(5,6)",
                "cidr | 10.0.0.1/8",
                "cidr | 2001:db8::1/32",
                "circle | (1,2),3",
                "circle | <(1,2),3>>",
                "inet | 1.2.3",
                "inet | 1.2.3.4.5",
                "inet | 1.2.3.256",
                "inet | 1.2.3.4/33",
                "inet | 1.2.3.4/",
                "inet | localhost",
                "inet | :::",
                "inet | 1::2::3",
                "inet | 1:2:3:4:5:6:7",
                "inet | 1:2:3:4:5:6:7:8:9",
                "inet | 1:2:3:4:5:6:7:8::",
                "inet | ::1/129",
                "inet | 12345::",
                "inet | ::1:",
                "inet | 1:2:3:4:5:6:7:1.2.3.4",
                "inet | ::g",
                "inet | ''",
                "line | {1,2}",
                "line | [1,2,3]",
                "lseg | [(0,0)]",
                "macaddr | 08:00:2b:01:02",
                "macaddr | 08:00:2b:01:02:03:04",
                "macaddr | 08:00:2b:01:02:0g",
                "macaddr | ::08002b010203",
                "money | abc",
                "money | ''",
                "money | 1,234",
                "money | 12x34",
                "path | (0,0)",
                "path | [(0,0))",
                "path | []",
                "pg_lsn | 16",
                "pg_lsn | /1",
                "pg_lsn | 1/",
                "pg_lsn | 123456789/0",
                "pg_lsn | G/0",
                "pg_lsn | 1/-1",
                "point | (1)",
                "point | (1,2",
                "point | (1,2)x",
                "point | (1d,2)",
                "point | (,2)",
                "point | (0x1p3,2)",
                "polygon | ()",
                "tid | (1)",
                "tid | (-1,0)",
                "tid | (0,65536)",
                "tid | (4294967296,0)",
                "tid | (,1)",
                "tid | (1,)",
                "tsvector | cat",
                "tsvector | 'cat",
                "tsvector | ''cat':1",
                "tsvector | 'a':",
                "tsvector | 'a':1,",
                "tsvector | 'a':1E",
                "tsvector | 'a'b",
            },
            quoteCharacter = '`')
    void otherTextIsRefused(String parser, String text) {
        Function<String, PgObject> parse = PARSERS.get(parser);

        String given = text.equals("''") ? "" : text;
        assertThrows(IllegalArgumentException.class, () -> parse.apply(given));
    }

    /** Texts of many a lc_monetary. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$0.00 | 0.00",
                "-$12.34 | -12.34",
                "($12.34) | -12.34",
                "$-12.34 | -12.34",
                "92,233,720,368,547,758.07 | 92233720368547758.07",
                "-$92,233,720,368,547,758.08 | -92233720368547758.08",
                "1.234,56 € | 1234.56",
                "1\u202f234,56 € | 1234.56",
                "-1 234 567,00 kr | -1234567.00",
                "Fr. 1'234.50 | 1234.50",
                "¥1,234,567 | 1234567",
                "¥ 12 | 12",
                "0.500 د.ك. | 0.500",
                "1,234.567 | 1234.567",
                "1234.567 | 1234.567",
                "₹ 12,34,567.89 | 1234567.89"
            })
    void amountOfMoneyIsFoundInAnyLocale(String text, BigDecimal amount) {
        assertEquals(amount, PgMoney.parse(text).amount());
        assertEquals(text, PgMoney.parse(text).toString());
    }

    @Test
    void moneyIsOrderedByAmount() {
        assertTrue(PgMoney.parse("$9.00").compareTo(PgMoney.parse("$10.00")) < 0);
        assertEquals(0, PgMoney.parse("$9.00").compareTo(PgMoney.parse("$9.00")));
    }

    @Test
    void bitsAreCountedFromTheLeft() {
        PgBits bits = PgBits.parse("10110000001");

        assertEquals(11, bits.length());
        assertTrue(bits.get(0));
        assertFalse(bits.get(1));
        assertArrayEquals(new byte[] {(byte) 0xb0, 0x20}, bits.toByteArray());
        assertEquals(bits, PgBits.of(bits.toByteArray(), 11));
        assertEquals(bits, PgBits.of(bits.toBitSet(), 11));
        assertEquals(BitSet.valueOf(new long[] {0b10000001101}), bits.toBitSet());
        assertEquals(PgBits.parse("1"), PgBits.of(true));
        assertEquals(
                PgBits.parse("101"),
                PgBits.of(new byte[] {(byte) 0xbf}, 3),
                "what is behind the length does not count");
        assertThrows(IndexOutOfBoundsException.class, () -> bits.get(11));
        assertThrows(IllegalArgumentException.class, () -> PgBits.of(new byte[1], 9));
        assertThrows(IllegalArgumentException.class, () -> PgBits.of(bits.toBitSet(), 10));
        assertTrue(PgBits.parse("10").compareTo(PgBits.parse("100")) < 0);
        assertTrue(PgBits.parse("11").compareTo(PgBits.parse("100")) > 0);
    }

    @Test
    void mappedAddressStaysOneOfVersion6() throws Exception {
        PgInet mapped = PgInet.parse("::ffff:1.2.3.4/120");

        assertInstanceOf(Inet6Address.class, mapped.toInetAddress());
        assertEquals(120, mapped.prefixLength());
        assertEquals(16, mapped.toByteArray().length);
        assertEquals(PgInet.parse("1.2.3.4"), PgInet.of(InetAddress.getByName("1.2.3.4")));
        assertEquals(PgInet.parse("1.2.3.4/8"), PgInet.of(InetAddress.getByName("1.2.3.4"), 8));
        assertEquals(PgInet.parseCidr("1.2.3.0/24"), PgInet.cidr(InetAddress.getByName("1.2.3.0"), 24));
        assertNotEquals(PgInet.parseCidr("1.2.3.0/24"), PgInet.parse("1.2.3.0/24"));
        assertThrows(IllegalArgumentException.class, () -> PgInet.of(new byte[5], 0, false));
    }

    @Test
    void addressesAreOrderedAsOnTheServer() {
        List<String> ordered =
                List.of("0.0.0.0/0", "1.2.3.4/8", "1.2.3.4/24", "1.2.3.5/24", "1.2.3.4", "2.0.0.0", "::", "::1");
        List<PgInet> sorted = ordered.stream().map(PgInet::parse).sorted().toList();

        assertEquals(ordered, sorted.stream().map(PgInet::toString).toList());
        assertTrue(PgMacaddr.parse("08:00:2b:01:02:03").compareTo(PgMacaddr.parse("ff:00:2b:01:02:03")) < 0);
        assertTrue(new PgLsn(-1).compareTo(new PgLsn(1)) > 0);
        assertTrue(new PgTid(1, 2).compareTo(new PgTid(1, 3)) < 0);
    }

    @Test
    void macAddressTakesTheFormsOfTheServer() {
        PgMacaddr address = PgMacaddr.parse("08:00:2b:01:02:03");

        for (String text :
                List.of("08-00-2b-01-02-03", "08002b:010203", "08002b-010203", "0800.2b01.0203", "08002B010203")) {
            assertEquals(address, PgMacaddr.parse(text));
        }
        assertEquals(address, PgMacaddr.of(address.toByteArray()));
        assertThrows(IllegalArgumentException.class, () -> PgMacaddr.of(new byte[7]));
    }

    @Test
    void cornersOfABoxAreOrderedAndNanIsAboveAll() {
        assertEquals(new PgPoint(3, 5), new PgBox(new PgPoint(0, 5), new PgPoint(3, -1)).high());
        assertEquals("(NaN,1),(0,0)", new PgBox(new PgPoint(0, 0), new PgPoint(Double.NaN, 1)).toString());
    }

    @Test
    void wordsOfATsVectorAreQuoted() {
        String text = "'back\\\\slash' 'cat':3A 'it''s':1,2B 'äöü':16383";
        PgTsVector vector = PgTsVector.parse(text);

        assertEquals(text, vector.toString());
        assertEquals("back\\slash", vector.lexemes().get(0).word());
        assertEquals("it's", vector.lexemes().get(2).word());
        assertEquals(
                new PgTsVector.Position(2, 'B'),
                vector.lexemes().get(2).positions().get(1));
        assertThrows(IllegalArgumentException.class, () -> new PgTsVector.Position(1, 'E'));
        assertEquals("", PgTsVector.parse("").toString());
    }
}
