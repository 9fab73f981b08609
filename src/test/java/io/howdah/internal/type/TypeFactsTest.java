package io.howdah.internal.type;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeFactsTest {
    private static final int MAX = Integer.MAX_VALUE;

    /** Answers of pgjdbc 42.7.14 for columns with these type modifiers; classes of io.howdah.types where it has its own or says String. */
    @ParameterizedTest
    @CsvSource({
        "bool, -1, -7, java.lang.Boolean, 1, 0, 1, false, false",
        "int2, -1, 5, java.lang.Integer, 5, 0, 6, true, false",
        "int4, -1, 4, java.lang.Integer, 10, 0, 11, true, false",
        "int8, -1, -5, java.lang.Long, 19, 0, 20, true, false",
        "oid, -1, -5, java.lang.Long, 10, 0, 10, false, false",
        "float4, -1, 7, java.lang.Float, 8, 8, 15, true, false",
        "float8, -1, 8, java.lang.Double, 17, 17, 25, true, false",
        "numeric, -1, 2, java.math.BigDecimal, 0, 0, 131089, true, false",
        "numeric, 655366, 2, java.math.BigDecimal, 10, 2, 12, true, false",
        "numeric, 655364, 2, java.math.BigDecimal, 10, 0, 11, true, false",
        "varchar, 11, 12, java.lang.String, 7, 0, 7, false, true",
        "varchar, -1, 12, java.lang.String, 2147483647, 0, 2147483647, false, true",
        "bpchar, 9, 1, java.lang.String, 5, 0, 5, false, true",
        "text, -1, 12, java.lang.String, 2147483647, 0, 2147483647, false, true",
        "bytea, -1, -2, [B, 2147483647, 0, 2147483647, false, true",
        "bit, 1, -7, java.lang.Boolean, 1, 0, 1, false, false",
        "bit, 3, -7, io.howdah.types.PgBits, 3, 0, 3, false, false",
        "date, -1, 91, java.sql.Date, 13, 0, 13, false, false",
        "time, -1, 92, java.sql.Time, 15, 6, 15, false, false",
        "timetz, -1, 92, java.sql.Time, 21, 6, 21, false, false",
        "timestamp, -1, 93, java.sql.Timestamp, 29, 6, 29, false, false",
        "timestamp, 0, 93, java.sql.Timestamp, 22, 0, 22, false, false",
        "timestamptz, 3, 93, java.sql.Timestamp, 32, 3, 32, false, false",
        "uuid, -1, 1111, java.util.UUID, 2147483647, 0, 2147483647, false, true",
        "xml, -1, 2009, java.sql.SQLXML, 2147483647, 0, 2147483647, false, true",
        "interval, -1, 1111, io.howdah.types.PgInterval, 49, 6, 49, false, false",
        "interval, 196608, 1111, io.howdah.types.PgInterval, 49, 0, 49, false, false",
        "point, -1, 1111, io.howdah.types.PgPoint, 2147483647, 0, 2147483647, false, true",
        "lseg, -1, 1111, io.howdah.types.PgSegment, 2147483647, 0, 2147483647, false, true",
        "inet, -1, 1111, io.howdah.types.PgInet, 2147483647, 0, 2147483647, false, true",
        "macaddr8, -1, 1111, io.howdah.types.PgMacaddr, 2147483647, 0, 2147483647, false, true",
        "varbit, 5, 1111, io.howdah.types.PgBits, 5, 0, 5, false, false",
        "tsvector, -1, 1111, io.howdah.types.PgTsVector, 2147483647, 0, 2147483647, false, true",
        "tsquery, -1, 1111, io.howdah.types.PgValue, 2147483647, 0, 2147483647, false, true",
        "pg_lsn, -1, 1111, io.howdah.types.PgLsn, 2147483647, 0, 2147483647, false, true",
        "tid, -1, 1111, io.howdah.types.PgTid, 2147483647, 0, 2147483647, false, true",
        "xid8, -1, 1111, io.howdah.types.PgValue, 2147483647, 0, 2147483647, false, true",
        "jsonb, -1, 1111, io.howdah.types.PgValue, 2147483647, 0, 2147483647, false, true",
        "regclass, -1, 1111, io.howdah.types.PgValue, 2147483647, 0, 2147483647, false, true",
        "refcursor, -1, 2012, java.sql.ResultSet, 2147483647, 0, 2147483647, false, true",
        "_int4, -1, 2003, java.sql.Array, 10, 0, 11, true, false",
        "_numeric, 655366, 2003, java.sql.Array, 10, 2, 12, true, false",
        "int4range, -1, 1111, java.lang.String, 2147483647, 0, 2147483647, false, true"
    })
    void factsAreThoseOfPgjdbc(
            String name,
            int modifier,
            int sqlType,
            String className,
            int precision,
            int scale,
            int display,
            boolean signed,
            boolean caseSensitive) {
        PgType type = Values.type(name);

        assertEquals(sqlType, TypeFacts.sqlType(type));
        assertEquals(className, TypeFacts.className(type, modifier));
        assertEquals(precision, TypeFacts.precision(type, modifier));
        assertEquals(scale, TypeFacts.scale(type, modifier));
        assertEquals(display, TypeFacts.displaySize(type, modifier));
        assertEquals(signed, TypeFacts.isSigned(type));
        assertEquals(caseSensitive, TypeFacts.isCaseSensitive(type));
        assertEquals(false, TypeFacts.isCurrency(type));
    }

    @Test
    void formsOfLearnedTypesHaveTheirConstants() {
        TypeRegistry types = new TypeRegistry();

        assertEquals(Types.VARCHAR, TypeFacts.sqlType(types.describe(90_001, "s", "e", PgType.Form.ENUM, 0, 0, ',')));
        assertEquals(
                Types.STRUCT, TypeFacts.sqlType(types.describe(90_002, "s", "c", PgType.Form.COMPOSITE, 0, 0, ',')));
        assertEquals(
                Types.DISTINCT,
                TypeFacts.sqlType(types.describe(90_003, "s", "d", PgType.Form.DOMAIN, Oids.INT4, 0, ',')));
        assertEquals(Types.OTHER, TypeFacts.sqlType(types.byOid(90_004)));
        assertEquals(MAX, TypeFacts.precision(types.byOid(90_004), -1));
    }

    @Test
    void moneyIsCurrency() {
        assertEquals(true, TypeFacts.isCurrency(Values.type("money")));
        assertEquals("java.lang.Double", TypeFacts.className(Values.type("money"), -1));
        assertEquals(Types.DOUBLE, TypeFacts.sqlType(Values.type("money")));
    }

    @Test
    void numericScaleMayBeNegative() {
        // numeric(3,-2): 3 << 16 | (-2 & 0x7ff), and the header.
        assertEquals(-2, TypeFacts.scale(Values.type("numeric"), (3 << 16 | 0x7fe) + 4));
    }
}
