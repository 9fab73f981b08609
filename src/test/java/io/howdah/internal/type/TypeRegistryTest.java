package io.howdah.internal.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeRegistryTest {
    private final TypeRegistry types = new TypeRegistry();

    @ParameterizedTest
    @CsvSource({
        "int4, int4",
        "INTEGER, int4",
        "Int, int4",
        "serial, int4",
        "BIGINT, int8",
        "smallint, int2",
        "TINYINT, int2",
        "REAL, float4",
        "double precision, float8",
        "DOUBLE, float8",
        "FLOAT, float8",
        "NUMERIC, numeric",
        "Decimal, numeric",
        "'numeric(10,2)', numeric",
        "VARCHAR, varchar",
        "varchar(20), varchar",
        "character varying, varchar",
        "CHAR, bpchar",
        "char(3), bpchar",
        "text, text",
        "CLOB, text",
        "BOOLEAN, bool",
        "BIT, bit",
        "bytea, bytea",
        "VARBINARY, bytea",
        "DATE, date",
        "TIME, time",
        "time with time zone, timetz",
        "TIMESTAMP, timestamp",
        "timestamptz, timestamptz",
        "timestamp with time zone, timestamptz",
        "timestamp(3) with time zone, timestamptz",
        "TIMESTAMP_WITH_TIMEZONE, timestamptz",
        "timestamp without time zone, timestamp",
        "pg_catalog.int4, int4",
        "int4[], _int4",
        "_int4, _int4",
        "INTEGER[], _int4",
        "int[][], _int4",
        "'numeric(10,2)[]', _numeric",
        "' uuid ', uuid",
        "jsonb, jsonb",
        "SQLXML, xml"
    })
    void namesOfSqlAndJdbcAreKnownInAnyCase(String name, String expected) {
        assertEquals(expected, types.byName(name).name());
    }

    @Test
    void namesDoNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertEquals("int4", types.byName("INTEGER").name());
            assertEquals("bit", types.byName("BIT").name());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void unknownNamesAreNull() {
        assertNull(types.byName("no_such_type"));
        assertNull(types.byName("no_such_type[]"));
        assertNull(types.byName("("));
        assertNull(types.byName(""));
    }

    @Test
    void oneByteCharIsReachedByItsQuotedName() {
        assertEquals(Oids.CHAR, types.byName("\"char\"").oid());
        assertEquals(Oids.BPCHAR, types.byName("char").oid());
    }

    @Test
    void unknownOidIsATypeReadAsText() {
        PgType type = types.byOid(0x8000_0001);

        assertEquals(PgType.Form.UNKNOWN, type.form());
        assertEquals("2147483649", type.name());
        assertFalse(type.codec().binary());
        assertFalse(types.knows(0x8000_0001));
        assertSame(TypeRegistry.UNSPECIFIED, types.byOid(0));
    }

    @Test
    void arraysAndElementsKnowEachOther() {
        for (String name : List.of("int4", "box", "record", "int4range", "timestamptz", "jsonb")) {
            PgType type = types.byName(name);
            PgType array = types.arrayOf(type);

            assertEquals("_" + name, array.name());
            assertEquals(PgType.Form.ARRAY, array.form());
            assertSame(type, types.elementOf(array));
            assertEquals(type.codec().binary(), array.codec().binary());
        }
        assertEquals(';', types.byName("box").delimiter());
        assertNull(types.arrayOf(types.byName("void")));
    }

    @Test
    void learnedTypesAreFoundByOidAndName() throws Exception {
        PgType mood = types.describe(90_001, "public", "mood", PgType.Form.ENUM, 0, 90_002, ',');
        types.learn(mood);
        types.learn(types.describe(90_002, "public", "_mood", PgType.Form.ARRAY, 90_001, 0, ','));

        assertSame(mood, types.byOid(90_001));
        assertSame(mood, types.byName("mood"));
        assertSame(mood, types.byName("public.mood"));
        assertSame(mood, types.byName("\"public\".\"mood\""));
        assertSame(mood, types.byName("Mood"));
        assertEquals("_mood", types.byName("mood[]").name());
        assertTrue(types.byName("mood[]").codec().binary(), "an enum's binary form is its text");
        assertTrue(types.knows(90_002));
        assertEquals("sad", Values.decode(mood, Format.BINARY, "sad".getBytes("UTF-8"), Values.UTC));
    }

    @Test
    void learnedTypesDoNotReplaceBuiltInOnes() {
        types.learn(new PgType(Oids.INT4, "public", "int4", PgType.Form.BASE, 0, 0, ',', FallbackCodec.INSTANCE));

        assertEquals("pg_catalog", types.byOid(Oids.INT4).schema());
        assertEquals("pg_catalog", types.byName("int4").schema());
    }

    @Test
    void domainHasTheCodecOfItsBase() {
        PgType domain = types.describe(90_003, "public", "price", PgType.Form.DOMAIN, Oids.NUMERIC, 0, ',');

        assertSame(types.byOid(Oids.NUMERIC).codec(), domain.codec());
    }

    @Test
    void citextIsText() {
        PgType citext = types.describe(90_004, "public", "citext", PgType.Form.BASE, 0, 0, ',');

        assertSame(types.byOid(Oids.TEXT).codec(), citext.codec());
    }

    @Test
    void learningFromManyThreadsLosesNothing() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int base = 100_000 + t * 1_000;
            threads.add(new Thread(() -> {
                for (int i = 0; i < 200; i++) {
                    types.learn(types.describe(base + i, "s", "t" + (base + i), PgType.Form.BASE, 0, 0, ','));
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        for (int t = 0; t < 4; t++) {
            for (int i = 0; i < 200; i++) {
                assertTrue(types.knows(100_000 + t * 1_000 + i));
            }
        }
    }
}
