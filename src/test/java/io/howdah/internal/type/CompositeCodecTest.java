package io.howdah.internal.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.type.PgType.Field;
import io.howdah.internal.type.PgType.Form;
import io.howdah.internal.util.ByteSink;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Composite values in both formats, without a server. */
class CompositeCodecTest {
    private static final int PAIR = 90_001;
    private static final int NEST = 90_002;

    private final CodecContext context = Values.context("UTC");
    private final TypeRegistry types = context.types();
    private final PgType pair =
            composite(PAIR, "pair", new Field("id", Oids.INT4, -1), new Field("label", Oids.TEXT, -1));
    private final PgType nest = composite(
            NEST,
            "nest",
            new Field("first", PAIR, -1),
            new Field("numbers", Oids.INT4_ARRAY, -1),
            new Field("acl", Oids.BOOL, -1));

    private PgType composite(int oid, String name, Field... fields) {
        List<PgType> fieldTypes =
                Arrays.stream(fields).map(f -> types.byOid(f.typeOid())).toList();
        Codec codec = types.codecFor("public", name, Form.COMPOSITE, null, fieldTypes);
        PgType type = new PgType(oid, "public", name, Form.COMPOSITE, 0, 0, ',', codec, List.of(fields), true);
        types.learn(type);
        return type;
    }

    private byte[] encode(Object value, int format, PgType type) throws SQLException {
        ByteSink out = new ByteSink(16);
        type.codec().encode(value, format, type, out, context);
        return out.toByteArray();
    }

    private StructValue decode(byte[] bytes, int format, PgType type) throws SQLException {
        byte[] padded = Values.padded(bytes);
        return (StructValue) type.codec().decode(padded, Values.PADDING, bytes.length, format, type, context);
    }

    private StructValue text(String text, PgType type) throws SQLException {
        return decode(text.getBytes(StandardCharsets.UTF_8), Format.TEXT, type);
    }

    @Test
    void textIsReadAsTheServerReadsIt() throws SQLException {
        assertEquals("a,b", text("(1,\"a,b\")", pair).value(1));
        assertEquals("a\"b\\", text("(1,\"a\"\"b\\\\\")", pair).value(1));
        assertEquals("a\"b", text("(1,a\\\"b)", pair).value(1));
        assertEquals("a b", text(" (1,a\" \"b) ", pair).value(1));
        assertEquals("", text("(1,\"\")", pair).value(1));
        assertNull(text("(,)", pair).value(0));
        assertNull(text("(,)", pair).value(1));
        assertEquals(" x ", text("(1, x )", pair).value(1));
        assertEquals("NULL", text("(1,NULL)", pair).value(1));
    }

    @Test
    void malformedTextIsRefused() {
        for (String bad : List.of("", "(", "1,2", "(1,2", "(1,2))", "(1,\"2)", "(1,2\\", "(1,2)x", "()(")) {
            SQLException e = assertThrows(SQLException.class, () -> text(bad, pair), bad);
            assertEquals("22018", e.getSQLState(), bad);
        }
    }

    @Test
    void bothFormatsGiveTheSameValueAndText() throws SQLException {
        Object value = Arrays.asList(Arrays.asList(-5, "q \"\\(,)"), new int[] {1, 2}, true);
        assertEquals(Format.BINARY, nest.codec().encodeFormat(value, nest, context));
        StructValue binary = decode(encode(value, Format.BINARY, nest), Format.BINARY, nest);
        StructValue text = decode(encode(value, Format.TEXT, nest), Format.TEXT, nest);
        assertEquals(text, binary);
        assertEquals("(\"(-5,\"\"q \"\"\"\"\\\\\\\\(,)\"\")\",\"{1,2}\",t)", text.text());
        assertEquals(text.text(), binary.text());
        assertEquals("q \"\\(,)", ((StructValue) binary.value(0)).value(1));
        assertEquals(true, binary.value(2));
    }

    @Test
    void binaryOfOtherFieldsMeansThatTheTypeWasAltered() throws SQLException {
        byte[] bytes = encode(Arrays.asList(1, "x"), Format.BINARY, pair);
        PgType other = composite(90_003, "other", new Field("id", Oids.INT4, -1));
        assertThrows(StaleTypeException.class, () -> decode(bytes, Format.BINARY, other));
        assertFalse(types.knows(PAIR), "what is out of date was forgotten");
        PgType swapped =
                composite(90_004, "swapped", new Field("id", Oids.INT8, -1), new Field("label", Oids.TEXT, -1));
        assertThrows(StaleTypeException.class, () -> decode(bytes, Format.BINARY, swapped));
    }

    @Test
    void everyCutOfBinaryIsRefused() throws SQLException {
        byte[] bytes = encode(Arrays.asList(1, "xyz"), Format.BINARY, pair);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            SQLException e = assertThrows(SQLException.class, () -> decode(cut, Format.BINARY, pair));
            assertEquals("22P03", e.getSQLState());
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThrows(SQLException.class, () -> decode(longer, Format.BINARY, pair));
        byte[] huge = {0x7f, -1, -1, -1};
        assertThrows(SQLException.class, () -> decode(huge, Format.BINARY, pair));
    }

    @Test
    void aFieldWithoutBinaryFormMakesTheWholeText() {
        PgType withAcl = composite(90_005, "with_acl", new Field("a", Oids.ACLITEM, -1));
        assertFalse(withAcl.codec().binary());
        assertTrue(pair.codec().binary());
        assertTrue(nest.codec().binary());
        assertFalse(types.byOid(Oids.RECORD).codec().binary());
    }

    @Test
    void anonymousRecordsInBinaryTellTheirTypes() throws SQLException {
        byte[] bytes = encode(Arrays.asList(1, "x"), Format.BINARY, pair);
        StructValue record = decode(bytes, Format.BINARY, types.byOid(Oids.RECORD));
        assertEquals(1, record.value(0));
        assertEquals("(1,x)", record.text());
    }

    public record Pair(int id, String label) {}

    @Test
    void mappersAreMadeOnceForAShape() throws SQLException {
        StructValue one = text("(1,a)", pair);
        RecordMapper mapper = RecordMapper.of(Pair.class, one.fields(), context, "pair");
        assertSame(mapper, RecordMapper.of(Pair.class, text("(2,b)", pair).fields(), context, "pair"));
        assertEquals(new Pair(1, "a"), mapper.read(one.fields(), context));
    }

    public record Refusing(int id, String label) {
        public Refusing {
            throw new IllegalArgumentException("never");
        }
    }

    @Test
    void aConstructorThatRefusesIsNamed() throws SQLException {
        SQLException e =
                assertThrows(SQLException.class, () -> text("(1,a)", pair).as(Refusing.class));
        assertEquals("22000", e.getSQLState());
        assertTrue(e.getMessage().contains("Refusing"), e.getMessage());
        assertEquals("never", e.getCause().getMessage());
    }

    public record SnakeCase(int customerId, String _Label2) {}

    @Test
    void namesMatchRegardlessOfCaseAndUnderscores() throws SQLException {
        PgType snake = composite(
                90_006,
                "snake",
                new Field("more", Oids.BOOL, -1),
                new Field("customer_id", Oids.INT4, -1),
                new Field("label_2", Oids.TEXT, -1));
        assertEquals(new SnakeCase(7, "l"), text("(t,7,l)", snake).as(SnakeCase.class));
        PgType twice = composite(
                90_007,
                "twice",
                new Field("customer_id", Oids.INT4, -1),
                new Field("customerid", Oids.INT4, -1),
                new Field("label2", Oids.TEXT, -1));
        SQLException e =
                assertThrows(SQLException.class, () -> text("(1,7,l)", twice).as(SnakeCase.class));
        assertEquals("42703", e.getSQLState());
        SQLException missing =
                assertThrows(SQLException.class, () -> encode(new SnakeCase(1, "x"), Format.TEXT, snake));
        assertTrue(missing.getMessage().contains("more"), missing.getMessage());
    }
}
