package io.howdah.internal.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.types.PgValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ParamTypesTest {
    private static final TypeRegistry TYPES = Values.TYPES;

    private enum Colour {
        RED
    }

    private static String ofValue(Object value) throws SQLException {
        return ParamTypes.forValue(value, TYPES).name();
    }

    private static String of(int sqlType, Object value) throws SQLException {
        return ParamTypes.forSqlType(sqlType, value, TYPES).name();
    }

    @Test
    void valueDecidesAsInPgjdbc() throws SQLException {
        assertEquals("bool", ofValue(true));
        assertEquals("int2", ofValue((byte) 1));
        assertEquals("int2", ofValue((short) 1));
        assertEquals("int4", ofValue(1));
        assertEquals("int8", ofValue(1L));
        assertEquals("float4", ofValue(1f));
        assertEquals("float8", ofValue(1d));
        assertEquals("numeric", ofValue(BigDecimal.ONE));
        assertEquals("numeric", ofValue(BigInteger.ONE));
        assertEquals("varchar", ofValue("x"));
        assertEquals("varchar", ofValue('x'));
        assertEquals("bytea", ofValue(new byte[0]));
        assertEquals("uuid", ofValue(new UUID(0, 0)));
        assertEquals("unspecified", ofValue(new Date(0)));
        assertEquals("unspecified", ofValue(new Time(0)));
        assertEquals("unspecified", ofValue(new Timestamp(0)));
        assertEquals("date", ofValue(LocalDate.EPOCH));
        assertEquals("time", ofValue(LocalTime.NOON));
        assertEquals("timestamp", ofValue(LocalDateTime.MIN));
        assertEquals("timetz", ofValue(OffsetTime.MIN));
        assertEquals("timestamptz", ofValue(OffsetDateTime.MIN));
        assertEquals("_int4", ofValue(new int[0]));
        assertEquals("_int4", ofValue(new Integer[0]));
        assertEquals("_int8", ofValue(new long[0][0]));
        assertEquals("_varchar", ofValue(new String[0]));
        assertEquals("_bytea", ofValue(new byte[0][]));
        assertEquals("_bool", ofValue(new boolean[0]));
        assertEquals("_uuid", ofValue(new UUID[0]));
        assertEquals("_numeric", ofValue(new BigDecimal[0]));
    }

    @Test
    void classesThatPgjdbcRefusesHaveATypeToo() throws SQLException {
        assertEquals("timestamptz", ofValue(Instant.EPOCH));
        assertEquals("timestamptz", ofValue(ZonedDateTime.now()));
        assertEquals("unspecified", ofValue(new java.util.Date()));
        assertEquals("unspecified", ofValue(Calendar.getInstance()));
        assertEquals("unspecified", ofValue(Colour.RED));
        assertEquals("interval", ofValue(Duration.ZERO));
        assertEquals("varchar", ofValue(new StringBuilder()));
        assertEquals("_date", ofValue(new LocalDate[0]));
        assertEquals("_timestamptz", ofValue(new Timestamp[0]));
        assertEquals("_int4", ofValue(new Object[] {null, 1, 2}));
        assertEquals("_varchar", ofValue(List.of(List.of("a"))));
        assertEquals("unspecified", ofValue(new Object[] {1, "a"}));
        assertEquals("unspecified", ofValue(List.of()));
        assertEquals("unspecified", ofValue(Arrays.asList(null, null)));
        assertEquals("jsonb", ofValue(new PgValue("jsonb", "{}")));
        assertEquals("unspecified", ofValue(new PgValue("no_such_type", "x")));
    }

    @Test
    void unknownClassIsRefused() {
        assertEquals(
                "07006",
                assertThrows(SQLException.class, () -> ofValue(new Object())).getSQLState());
        assertEquals(
                "07006",
                assertThrows(SQLException.class, () -> ofValue(new Thread())).getSQLState());
    }

    @Test
    void targetTypeDecides() throws SQLException {
        assertEquals("int4", of(Types.INTEGER, "5"));
        assertEquals("int2", of(Types.TINYINT, 5));
        assertEquals("numeric", of(Types.DECIMAL, 5.0));
        assertEquals("varchar", of(Types.CHAR, "x"));
        assertEquals("varchar", of(Types.LONGNVARCHAR, 5));
        assertEquals("bool", of(Types.BIT, true));
        assertEquals("bytea", of(Types.LONGVARBINARY, new byte[0]));
        assertEquals("unspecified", of(Types.OTHER, "{}"));
        assertEquals("unspecified", of(Types.OTHER, new UUID(0, 0)));
        assertEquals("jsonb", of(Types.OTHER, new PgValue("jsonb", "{}")));
        assertEquals("unspecified", of(Types.TIMESTAMP, new Timestamp(0)));
        assertEquals("unspecified", of(Types.TIMESTAMP, "2024-01-01"));
        assertEquals("timestamp", of(Types.TIMESTAMP, LocalDateTime.MIN));
        assertEquals("timestamp", of(Types.TIMESTAMP, LocalDate.EPOCH));
        assertEquals("timestamptz", of(Types.TIMESTAMP, OffsetDateTime.MIN));
        assertEquals("timestamptz", of(Types.TIMESTAMP_WITH_TIMEZONE, LocalDateTime.MIN));
        assertEquals("timestamptz", of(Types.TIMESTAMP_WITH_TIMEZONE, Instant.EPOCH));
        assertEquals("date", of(Types.DATE, LocalDate.EPOCH));
        assertEquals("timetz", of(Types.TIME_WITH_TIMEZONE, OffsetTime.MIN));
        assertEquals("_int4", of(Types.ARRAY, new int[0]));
        assertEquals("unspecified", of(Types.ARRAY, "{1}"));
        assertEquals("xml", of(Types.SQLXML, "<a/>"));
        assertEquals(
                "07006",
                assertThrows(SQLException.class, () -> of(Types.ROWID, "x")).getSQLState());
    }

    @Test
    void nullsAreTypedAsInPgjdbc() throws SQLException {
        assertEquals("int4", ParamTypes.forNull(Types.INTEGER, TYPES).name());
        assertEquals("varchar", ParamTypes.forNull(Types.VARCHAR, TYPES).name());
        assertEquals("oid", ParamTypes.forNull(Types.BLOB, TYPES).name());
        assertEquals("date", ParamTypes.forNull(Types.DATE, TYPES).name());
        assertSame(TypeRegistry.UNSPECIFIED, ParamTypes.forNull(Types.TIMESTAMP, TYPES));
        assertSame(TypeRegistry.UNSPECIFIED, ParamTypes.forNull(Types.OTHER, TYPES));
        assertSame(TypeRegistry.UNSPECIFIED, ParamTypes.forNull(Types.NULL, TYPES));
        assertEquals(
                "07006",
                assertThrows(SQLException.class, () -> ParamTypes.forNull(4711, TYPES))
                        .getSQLState());
        assertEquals("uuid", ParamTypes.forName("uuid", TYPES).name());
        assertNull(ParamTypes.forName("no_such_type", TYPES));
    }

    @Test
    void scaleRoundsHalfUp() throws SQLException {
        assertEquals(new BigDecimal("1.3"), ParamTypes.convert(new BigDecimal("1.25"), Types.NUMERIC, 1));
        assertEquals(new BigDecimal("-1.3"), ParamTypes.convert("-1.25", Types.DECIMAL, 1));
        assertEquals(new BigDecimal("2.00"), ParamTypes.convert(BigInteger.TWO, Types.NUMERIC, 2));
        assertEquals(new BigDecimal("1.3"), ParamTypes.convert(1.25, Types.NUMERIC, 1));
        assertEquals(Double.NaN, ParamTypes.convert(Double.NaN, Types.NUMERIC, 1));
        assertEquals("1.25", ParamTypes.convert("1.25", Types.NUMERIC, ParamTypes.NO_SCALE));
        assertEquals(
                "07006",
                assertThrows(SQLException.class, () -> ParamTypes.convert("x", Types.NUMERIC, 1))
                        .getSQLState());
    }

    @Test
    void classesOfJavaSqlBecomeWhatTheTargetStandsFor() throws SQLException {
        Timestamp timestamp = new Timestamp(1_234);

        assertEquals(new Date(1_234), ParamTypes.convert(timestamp, Types.DATE, ParamTypes.NO_SCALE));
        assertEquals(new Time(1_234), ParamTypes.convert(timestamp, Types.TIME, ParamTypes.NO_SCALE));
        assertEquals(timestamp, ParamTypes.convert(new java.util.Date(1_234), Types.TIMESTAMP, ParamTypes.NO_SCALE));
        assertSame(timestamp, ParamTypes.convert(timestamp, Types.TIMESTAMP, ParamTypes.NO_SCALE));
    }

    @Test
    void namedElementsGoByNameThenByClass() {
        Object[] booleans = {true, null};
        assertEquals("bool", ParamTypes.forElementsNamed("BIT", booleans, TYPES).name());
        assertEquals(
                "bit",
                ParamTypes.forElementsNamed("BIT", new Object[] {"1"}, TYPES).name());
        assertEquals("int4", ParamTypes.forElementsNamed("INTEGER", null, TYPES).name());
        assertEquals(
                "int4",
                ParamTypes.forElementsNamed("int4[]", new Object[] {1}, TYPES).name());
        assertEquals(
                "uuid",
                ParamTypes.forElementsNamed("UNKNOWN_TYPE", new Object[] {new UUID(0, 0)}, TYPES)
                        .name());
        assertNull(ParamTypes.forElementsNamed("no_such_type", new Object[0], TYPES));
    }
}
