package io.howdah.internal.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.howdah.internal.type.PgType.Field;
import io.howdah.internal.type.PgType.Form;
import java.sql.SQLException;
import java.util.List;

/** Composite values, anonymous records and arrays of both, with any bytes: every reading gives a value or an SQLException, within the value's bounds. */
class CompositeFuzzTest {
    private static final int PAIR = 90_001;
    private static final int PAIRS = 90_002;
    private static final int NEST = 90_003;
    private static final int[] TYPES = {PAIR, PAIRS, NEST, Oids.RECORD, Oids.RECORD_ARRAY};

    public record Pair(int id, String label) {}

    private interface Reading {
        Object read() throws SQLException;
    }

    private static void expectValueOrSqlException(Reading reading) {
        try {
            assertNotNull(reading.read());
        } catch (SQLException refused) {
            assertEquals(5, refused.getSQLState().length(), refused.getMessage());
        }
    }

    private static CodecContext context() {
        CodecContext context = Values.context("UTC");
        TypeRegistry types = context.types();
        learn(types, PAIR, "pair", new Field("id", Oids.INT4, -1), new Field("label", Oids.TEXT, -1));
        types.learn(types.describe(PAIRS, "public", "_pair", Form.ARRAY, PAIR, 0, ','));
        learn(types, NEST, "nest", new Field("one", PAIR, -1), new Field("many", PAIRS, -1));
        return context;
    }

    private static void learn(TypeRegistry types, int oid, String name, Field... fields) {
        List<PgType> parts = List.of(types.byOid(fields[0].typeOid()), types.byOid(fields[1].typeOid()));
        Codec codec = types.codecFor("public", name, Form.COMPOSITE, null, parts);
        types.learn(new PgType(oid, "public", name, Form.COMPOSITE, 0, oid + 1, ',', codec, List.of(fields), true));
    }

    @FuzzTest
    void anyBytesAreACompositeOrRefused(FuzzedDataProvider data) {
        int oid = TYPES[data.consumeInt(0, TYPES.length - 1)];
        int format = data.consumeBoolean() ? Format.BINARY : Format.TEXT;
        byte[] value = data.consumeRemainingAsBytes();
        byte[] bytes = Values.padded(value);
        for (Class<?> target : List.of(String.class, Object.class, Pair.class, Pair[].class, List.class)) {
            // A value of other fields makes the registry forget the type.
            CodecContext context = context();
            PgType type = context.types().byOid(oid);
            expectValueOrSqlException(() -> {
                Object read = type.codec().decodeAs(bytes, Values.PADDING, value.length, format, type, context, target);
                if (read instanceof StructValue struct) {
                    for (int i = 0; i < struct.fields().count(); i++) {
                        struct.value(i);
                    }
                    return struct.text();
                }
                return read.toString();
            });
        }
    }
}
