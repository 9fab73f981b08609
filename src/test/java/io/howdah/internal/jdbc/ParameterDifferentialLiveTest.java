package io.howdah.internal.jdbc;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Parameters reach the server as the types and values that pgjdbc sends, but for what is listed with its reason. */
@Live
class ParameterDifferentialLiveTest {
    /** Sets the first parameter. */
    @FunctionalInterface
    private interface Setter {
        void set(PreparedStatement statement) throws SQLException;
    }

    private static Calendar tokyo() {
        return Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    }

    private static InputStream bytes() {
        return new ByteArrayInputStream("abcé".getBytes(StandardCharsets.UTF_8));
    }

    private static Reader chars() {
        return new StringReader("abcé");
    }

    private static Map<String, Setter> setters() {
        Map<String, Setter> s = new LinkedHashMap<>();
        s.put("setBoolean", p -> p.setBoolean(1, true));
        s.put("setByte", p -> p.setByte(1, (byte) -5));
        s.put("setShort", p -> p.setShort(1, (short) -5));
        s.put("setInt", p -> p.setInt(1, -5));
        s.put("setLong", p -> p.setLong(1, -5));
        s.put("setFloat", p -> p.setFloat(1, 1.5f));
        s.put("setFloat NaN", p -> p.setFloat(1, Float.NaN));
        s.put("setDouble", p -> p.setDouble(1, 0.1));
        s.put("setDouble infinite", p -> p.setDouble(1, Double.NEGATIVE_INFINITY));
        s.put("setBigDecimal", p -> p.setBigDecimal(1, new BigDecimal("1.50")));
        s.put("setBigDecimal 1E+3", p -> p.setBigDecimal(1, new BigDecimal("1E+3")));
        s.put("setBigDecimal null", p -> p.setBigDecimal(1, null));
        s.put("setString", p -> p.setString(1, "5"));
        s.put("setString null", p -> p.setString(1, null));
        s.put("setString empty", p -> p.setString(1, ""));
        s.put("setString NUL", p -> p.setString(1, "a\0b"));
        s.put("setBytes", p -> p.setBytes(1, new byte[] {1, -1}));
        s.put("setBytes null", p -> p.setBytes(1, null));
        s.put("setDate", p -> p.setDate(1, Date.valueOf("2024-02-29")));
        s.put("setDate of Tokyo", p -> p.setDate(1, Date.valueOf("2024-02-29"), tokyo()));
        s.put("setDate null", p -> p.setDate(1, null));
        s.put("setTime", p -> p.setTime(1, Time.valueOf("12:34:56")));
        s.put("setTime of Tokyo", p -> p.setTime(1, Time.valueOf("12:34:56"), tokyo()));
        s.put("setTimestamp", p -> p.setTimestamp(1, Timestamp.valueOf("2024-02-29 12:34:56.7891235")));
        s.put("setTimestamp of Tokyo", p -> p.setTimestamp(1, Timestamp.valueOf("2024-02-29 12:34:56.5"), tokyo()));
        s.put("setTimestamp infinite", p -> p.setTimestamp(1, new Timestamp(9223372036825200000L)));
        s.put("setTimestamp BC", p -> p.setTimestamp(1, new Timestamp(-99999999999999L)));
        s.put("setBinaryStream", p -> p.setBinaryStream(1, bytes()));
        s.put("setBinaryStream int", p -> p.setBinaryStream(1, bytes(), 3));
        s.put("setBinaryStream long", p -> p.setBinaryStream(1, bytes(), 3L));
        s.put("setBinaryStream null", p -> p.setBinaryStream(1, null));
        s.put("setBinaryStream negative", p -> p.setBinaryStream(1, bytes(), -3));
        s.put("setBinaryStream too short", p -> p.setBinaryStream(1, bytes(), 9));
        s.put("setAsciiStream int", p -> p.setAsciiStream(1, new ByteArrayInputStream(new byte[] {'a', 'b'}), 2));
        s.put("setAsciiStream", p -> p.setAsciiStream(1, new ByteArrayInputStream(new byte[] {'a', 'b'})));
        s.put("setCharacterStream", p -> p.setCharacterStream(1, chars()));
        s.put("setCharacterStream int", p -> p.setCharacterStream(1, chars(), 4));
        s.put("setCharacterStream part", p -> p.setCharacterStream(1, chars(), 2));
        s.put("setCharacterStream null", p -> p.setCharacterStream(1, null));
        s.put("setNString", p -> p.setNString(1, "n"));
        s.put(
                "setArray text",
                p -> p.setArray(
                        1, p.getConnection().createArrayOf("text", new Object[] {"a\"b", null, "c,d", "", "NULL"})));
        s.put("setArray int4", p -> p.setArray(1, p.getConnection().createArrayOf("int4", new Object[] {1, null})));
        s.put("setArray INTEGER", p -> p.setArray(1, p.getConnection().createArrayOf("INTEGER", new Object[] {1})));
        s.put(
                "setArray numeric",
                p -> p.setArray(1, p.getConnection().createArrayOf("numeric", new Object[] {new BigDecimal("1.10")})));
        s.put(
                "setArray uuid",
                p -> p.setArray(1, p.getConnection().createArrayOf("uuid", new Object[] {new UUID(1, 2)})));
        s.put(
                "setArray nested",
                p -> p.setArray(1, p.getConnection().createArrayOf("int8", new Long[][] {{1L, 2L}, {3L, 4L}})));
        s.put("setArray empty", p -> p.setArray(1, p.getConnection().createArrayOf("text", new Object[0])));
        s.put("setArray unknown", p -> p.setArray(1, p.getConnection().createArrayOf("no such", new Object[] {"a"})));
        s.put("setArray null", p -> p.setArray(1, null));
        s.put("setRef", p -> p.setRef(1, null));
        s.put("setRowId", p -> p.setRowId(1, null));
        s.put("setURL", p -> p.setURL(1, null));
        s.put("setSQLXML null", p -> p.setSQLXML(1, null));
        s.put("setBlob null", p -> p.setBlob(1, (java.sql.Blob) null));
        s.put("setClob null", p -> p.setClob(1, (java.sql.Clob) null));
        s.put("index 0", p -> p.setInt(0, 1));
        s.put("index 2", p -> p.setString(2, "a"));
        s.put("nothing", p -> p.clearParameters());
        Map<String, Integer> types = types();
        types.forEach((name, type) -> s.put("setNull " + name, p -> p.setNull(1, type)));
        s.put("setNull uuid", p -> p.setNull(1, java.sql.Types.OTHER, "uuid"));
        s.put("setNull _int4", p -> p.setNull(1, java.sql.Types.ARRAY, "_int4"));
        s.put("setNull unknown name", p -> p.setNull(1, java.sql.Types.OTHER, "no_such_type"));
        s.put("setNull unknown number", p -> p.setNull(1, 4711));
        values().forEach((name, value) -> {
            s.put("setObject " + name, p -> p.setObject(1, value));
            types.forEach((typeName, type) ->
                    s.put("setObject " + name + " as " + typeName, p -> p.setObject(1, value, type)));
        });
        s.put("setObject scaled", p -> p.setObject(1, new BigDecimal("1.255"), java.sql.Types.NUMERIC, 2));
        s.put("setObject text scaled", p -> p.setObject(1, "1.255", java.sql.Types.DECIMAL, 2));
        s.put("setObject double scaled", p -> p.setObject(1, 1.255, java.sql.Types.NUMERIC, 2));
        s.put("setObject SQLType", p -> p.setObject(1, "5", JDBCType.INTEGER));
        return s;
    }

    private static Map<String, Integer> types() {
        Map<String, Integer> types = new TreeMap<>();
        for (JDBCType type : JDBCType.values()) {
            types.put(type.getName(), type.getVendorTypeNumber());
        }
        return types;
    }

    private static Map<String, Object> values() {
        Map<String, Object> v = new LinkedHashMap<>();
        v.put("null", null);
        v.put("text", "abc");
        v.put("number text", "12");
        v.put("decimal text", "1.9");
        v.put("true text", "true");
        v.put("date text", "2024-02-29");
        v.put("character", 'c');
        v.put("true", true);
        v.put("byte", (byte) 7);
        v.put("short", (short) 7);
        v.put("int", 7);
        v.put("one", 1);
        v.put("large int", 70000);
        v.put("long", 7L);
        v.put("large long", 5_000_000_000L);
        v.put("float", 1.5f);
        v.put("double", 2.5);
        v.put("NaN", Double.NaN);
        v.put("BigDecimal", new BigDecimal("7.70"));
        v.put("large BigDecimal", new BigDecimal("1e30"));
        v.put("BigInteger", new BigInteger("7"));
        v.put("Date", Date.valueOf("2024-02-29"));
        v.put("Time", Time.valueOf("12:34:56"));
        v.put("Timestamp", Timestamp.valueOf("2024-02-29 12:34:56.789"));
        v.put("java.util.Date", new java.util.Date(0));
        v.put("Calendar", tokyoAtEpoch());
        v.put("LocalDate", LocalDate.of(2024, 2, 29));
        v.put("LocalTime", LocalTime.of(12, 34, 56, 789_000_000));
        v.put("end of day", LocalTime.MAX);
        v.put("LocalDateTime", LocalDateTime.of(2024, 2, 29, 12, 34, 56));
        v.put("OffsetDateTime", OffsetDateTime.parse("2024-02-29T12:34:56+09:00"));
        v.put("OffsetTime", OffsetTime.parse("12:34:56+09:00"));
        v.put("Instant", Instant.EPOCH);
        v.put("ZonedDateTime", ZonedDateTime.parse("2024-02-29T12:34:56+09:00[Asia/Tokyo]"));
        v.put("Duration", Duration.ofMinutes(90));
        v.put("Period", Period.of(1, 2, 3));
        v.put("LocalDate.MAX", LocalDate.MAX);
        v.put("OffsetDateTime.MIN", OffsetDateTime.MIN);
        v.put("UUID", new UUID(1, 2));
        v.put("bytes", new byte[] {1, 2});
        v.put("int[]", new int[] {1, 2});
        v.put("Integer[]", new Integer[] {1, null});
        v.put("long[][]", new long[][] {{1}, {2}});
        v.put("String[]", new String[] {"a", null});
        v.put("boolean[]", new boolean[] {true});
        v.put("UUID[]", new UUID[] {new UUID(1, 2)});
        v.put("Object[]", new Object[] {1, "a"});
        v.put("LocalDate[]", new LocalDate[] {LocalDate.of(2024, 2, 29)});
        v.put("List", List.of(1, 2));
        v.put("enum", DayOfWeek.MONDAY);
        v.put("StringBuilder", new StringBuilder("sb"));
        v.put("unknown", new Object() {
            @Override
            public String toString() {
                return "unknown object";
            }
        });
        return v;
    }

    private static Calendar tokyoAtEpoch() {
        Calendar calendar = tokyo();
        calendar.setTimeInMillis(0);
        return calendar;
    }

    @Test
    void settersSendTheSameTypesAndValues(PostgresServer server) throws SQLException {
        Differential d = new Differential(server);
        setters()
                .forEach((name, setter) -> d.probe(name, (c, s) -> {
                    s.step("type", () -> one(c, "select pg_typeof(?)::text", setter));
                    s.step("text", () -> one(c, "select ?::text", setter));
                    s.step("toString", () -> {
                        try (PreparedStatement statement = c.prepareStatement("select ?")) {
                            setter.set(statement);
                            return statement.toString();
                        }
                    });
                }));
        // Where pgjdbc refuses a value, ours may take it; that the server knows no type for an untyped parameter is an
        // answer.
        d.ignore(outcome -> outcome.startsWith("!") && !outcome.equals("!42P18"));
        d.differs("setCharacterStream declares what setString does", "setCharacterStream | type");
        d.differs("the server judges the text of dates and times", "setObject date text as *");
        d.differs("a NULL may be any cursor's", "*as REF_CURSOR | *", "setNull REF_CURSOR | type");
        d.differs(
                "a NULL may be a bytea or a text as well",
                "*setBlob null | type",
                "*setClob null | type",
                "setNull *LOB | type",
                "setObject null as *LOB | type");
        d.differs("a number is sent whole or not at all", "setObject large* | *", "setObject NaN as * | *");
        d.differs(
                "java.time and java.sql values keep their type, or their zone",
                "setObject Local* as * | *",
                "setObject end of day as * | *",
                "setObject Offset* as * | *",
                "setObject Instant as * | *",
                "setObject ZonedDateTime as * | *",
                "setObject Duration as * | *",
                "setObject Period as * | *",
                "setObject Date as * | *",
                "setObject Time as * | *",
                "setObject Timestamp as * | *",
                "setObject java.util.Date as * | *",
                "setObject Calendar as * | *");
        d.differs(
                "an array, list or byte array is one, not its identity",
                "setObject *[] as * | *",
                "setObject List as * | *",
                "setObject bytes as * | *");
        d.differs("arrays are shown as the server writes them", "setArray * | toString", "setObject *[] | toString");
        d.differs(
                "bytes and streams are not shown",
                "set*Stream* | toString",
                "setBytes | toString",
                "setObject bytes | toString");
        d.differs("a text is shown whole", "setString NUL | toString");
        d.differs("an object of no known class has no value", "setObject unknown as * | *");
        d.differs("a UUID keeps its type", "setObject UUID as DISTINCT | *");
        d.check();
    }

    private static String one(Connection connection, String sql, Setter setter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            setter.set(statement);
            return Differential.rows(statement.executeQuery());
        }
    }

    @Test
    void parametersAreDescribedAlike(PostgresServer server) throws SQLException {
        Differential d = new Differential(
                server,
                "create temp table t (i2 int2, i4 int4, i8 int8, f4 float4, f8 float8, n numeric(5,2), b bool, s varchar(5),"
                        + " c char(3), x text, y bytea, d date, ti time, tz timetz, ts timestamp, tt timestamptz, iv interval,"
                        + " u uuid, j json, jb jsonb, m money, o oid, a int4[], p point, ip inet, xm xml, bi bit(3))");
        d.probe("types", (c, s) -> {
            try (PreparedStatement statement = c.prepareStatement("insert into t values (?" + ", ?".repeat(26) + ")")) {
                ParameterMetaData data = statement.getParameterMetaData();
                s.step("count", data::getParameterCount);
                for (int i = 1; i <= 27; i++) {
                    int column = i;
                    s.step("type " + i, () -> data.getParameterType(column));
                    s.step("type name " + i, () -> data.getParameterTypeName(column));
                    s.step("class " + i, () -> data.getParameterClassName(column));
                    s.step("mode " + i, () -> data.getParameterMode(column));
                    s.step("nullable " + i, () -> data.isNullable(column));
                    s.step("precision " + i, () -> data.getPrecision(column));
                    s.step("scale " + i, () -> data.getScale(column));
                    s.step("signed " + i, () -> data.isSigned(column));
                }
                s.step("index 0", () -> data.getParameterType(0));
                s.step("index 28", () -> data.getParameterType(28));
            }
        });
        for (String sql : Arrays.asList(
                "select ?::int; select ?::text, ?::date",
                "select ??, ?::int",
                "select '?', ?::int -- ?",
                "select 1",
                "select ?",
                "select ?::no_such_type",
                "update t set i4 = ? where x = ? returning s")) {
            d.probe("[" + sql + "]", (c, s) -> {
                try (PreparedStatement statement = c.prepareStatement(sql)) {
                    s.step("count", () -> statement.getParameterMetaData().getParameterCount());
                    s.step("last", () -> {
                        ParameterMetaData data = statement.getParameterMetaData();
                        return data.getParameterTypeName(data.getParameterCount());
                    });
                    s.step("columns", () -> {
                        return statement.getMetaData() == null
                                ? null
                                : statement.getMetaData().getColumnTypeName(1);
                    });
                    s.step("incomplete", statement::executeQuery);
                    s.step("toString", () -> statement.toString().replaceAll(";\\s*", "; "));
                }
            });
        }
        d.differs("values of types that Java does not have are PgValue", "types | class *");
        d.check();
    }

    @Test
    void tablesAreDescribedAlike(PostgresServer server) throws SQLException {
        boolean negativeScales = server.majorVersion() >= 15;
        Differential d = new Differential(
                server,
                "create type pg_temp.mood as enum ('sad')",
                "create type pg_temp.pair as (a int, b text)",
                "create domain pg_temp.positive as int not null check (value > 0)",
                "create temp table t (id serial primary key, big bigserial, small smallserial, ident int generated always as"
                        + " identity, gen int generated always as (1) stored, i2 int2, i4 int4 not null, i8 int8, f4 float4,"
                        + " f8 float8, n numeric, n52 numeric(5,2), n50 numeric(5), nneg numeric(5,"
                        + (negativeScales ? "-2" : "2") + "), b bool, v varchar, v5"
                        + " varchar(5), c char, c3 char(3), q \"char\", x text, nm name, y bytea, d date, ti time, ti3 time(3), tz"
                        + " timetz, tz0 timetz(0), ts timestamp, ts0 timestamp(0), tt timestamptz, tt6 timestamptz(6), iv interval,"
                        + " iv2 interval(2), u uuid, j json, jb jsonb, m money, o oid, a int4[], at text[], av varchar(5)[], an"
                        + " numeric(5,2)[], p point, ip inet, xm xml, b1 bit, b3 bit(3), vb varbit, vb5 varbit(5), mood"
                        + " pg_temp.mood, moods pg_temp.mood[], pair pg_temp.pair, dom pg_temp.positive, r int4range, tsv"
                        + " tsvector, ref refcursor, rc regclass, \"Mixed Case\" int)");
        d.probe("columns", (c, s) -> {
            try (PreparedStatement statement =
                    c.prepareStatement("select t.*, i4 + 1 as expr, i4 as alias, null as nothing, 'u' as lit from t")) {
                var data = statement.executeQuery().getMetaData();
                s.step("count", data::getColumnCount);
                for (int i = 1; i <= data.getColumnCount(); i++) {
                    int column = i;
                    String name = data.getColumnLabel(i) + " ";
                    s.step(name + "name", () -> data.getColumnName(column));
                    s.step(name + "type", () -> data.getColumnType(column));
                    s.step(name + "type name", () -> data.getColumnTypeName(column));
                    s.step(name + "class", () -> data.getColumnClassName(column));
                    s.step(name + "precision", () -> data.getPrecision(column));
                    s.step(name + "scale", () -> data.getScale(column));
                    s.step(name + "display", () -> data.getColumnDisplaySize(column));
                    s.step(name + "nullable", () -> data.isNullable(column));
                    s.step(name + "auto", () -> data.isAutoIncrement(column));
                    s.step(name + "case", () -> data.isCaseSensitive(column));
                    s.step(name + "signed", () -> data.isSigned(column));
                    s.step(name + "currency", () -> data.isCurrency(column));
                    s.step(name + "searchable", () -> data.isSearchable(column));
                    s.step(name + "read only", () -> data.isReadOnly(column));
                    s.step(name + "writable", () -> data.isWritable(column));
                    s.step(name + "surely writable", () -> data.isDefinitelyWritable(column));
                    s.step(name + "table", () -> data.getTableName(column));
                    s.step(name + "schema", () -> data.getSchemaName(column));
                    s.step(name + "catalog", () -> data.getCatalogName(column));
                }
                s.step("column 0", () -> data.getColumnName(0));
                s.step("column 99", () -> data.getColumnName(99));
            }
        });
        d.differs(
                "serial is no type, and finding out would cost a query",
                "columns | id type name",
                "columns | big type name",
                "columns | small type name",
                "columns | ident type name");
        d.differs("composites are Structs", "columns | pair class");
        d.differs("the schema is known", "columns | * schema");
        if (negativeScales) {
            d.differs("a negative scale is negative", "columns | nneg scale");
        }
        d.differs(
                "values of types that Java does not have are of classes of io.howdah.types, and named so",
                "columns | iv* class",
                "columns | j* class",
                "columns | p class",
                "columns | ip class",
                "columns | b3 class",
                "columns | vb class",
                "columns | vb5 class",
                "columns | tsv class",
                "columns | rc class");
        d.differs("money is a Double, as getObject gives it", "columns | m class");
        d.check();
    }
}
