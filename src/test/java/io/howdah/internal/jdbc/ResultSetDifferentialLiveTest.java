package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.HowdahDriver;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import io.howdah.live.PostgresServers;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The getters answer the same in text and in binary, and wherever pgjdbc has an answer for a value that came in text, it is ours too, but for the
 * few listed here.
 */
@Live
class ResultSetDifferentialLiveTest {
    private interface Getter {
        Object get(ResultSet rs) throws SQLException;
    }

    private static final Map<String, Getter> GETTERS = getters();

    /** Answers that differ on purpose, as {@code expression | getter}. */
    private static final List<String> OURS_IS_BETTER = List.of(
            // float8 beyond float: an error rather than Infinity
            "1e300::float8 | getFloat",
            // The empty text is no number for getByte either
            "''::text | getByte",
            // name is no array of "char" for an application, and longer than one
            "'name'::name | getArray",
            "'name'::name | precision",
            "'name'::name | display");

    private static Map<String, Getter> getters() {
        Map<String, Getter> getters = new LinkedHashMap<>();
        getters.put("getString", rs -> rs.getString(1));
        getters.put("getInt", rs -> rs.getInt(1));
        getters.put("getLong", rs -> rs.getLong(1));
        getters.put("getShort", rs -> rs.getShort(1));
        getters.put("getByte", rs -> rs.getByte(1));
        getters.put("getDouble", rs -> rs.getDouble(1));
        getters.put("getFloat", rs -> rs.getFloat(1));
        getters.put("getBoolean", rs -> rs.getBoolean(1));
        getters.put("getBigDecimal", rs -> rs.getBigDecimal(1));
        getters.put("getBytes", rs -> rs.getBytes(1));
        getters.put("getDate", rs -> rs.getDate(1));
        getters.put("getTime", rs -> rs.getTime(1));
        getters.put("getTimestamp", rs -> rs.getTimestamp(1));
        getters.put("getDate of Tokyo", rs -> rs.getDate(1, tokyo()));
        getters.put("getTime of Tokyo", rs -> rs.getTime(1, tokyo()));
        getters.put("getTimestamp of Tokyo", rs -> rs.getTimestamp(1, tokyo()));
        getters.put("getObject", rs -> rs.getObject(1));
        getters.put("getArray", rs -> rs.getArray(1));
        for (Class<?> target : List.of(
                String.class,
                Integer.class,
                Long.class,
                Short.class,
                Boolean.class,
                Float.class,
                Double.class,
                BigDecimal.class,
                LocalDate.class,
                LocalTime.class,
                LocalDateTime.class,
                OffsetDateTime.class,
                OffsetTime.class,
                UUID.class,
                byte[].class,
                Timestamp.class)) {
            getters.put("getObject of " + target.getSimpleName(), rs -> rs.getObject(1, target));
        }
        getters.put("wasNull", rs -> rs.getString(1) == null && rs.wasNull());
        getters.put("type", rs -> rs.getMetaData().getColumnType(1));
        getters.put("type name", rs -> rs.getMetaData().getColumnTypeName(1));
        getters.put("class", rs -> rs.getMetaData().getColumnClassName(1));
        getters.put("precision", rs -> rs.getMetaData().getPrecision(1));
        getters.put("scale", rs -> rs.getMetaData().getScale(1));
        getters.put("display", rs -> rs.getMetaData().getColumnDisplaySize(1));
        getters.put("signed", rs -> rs.getMetaData().isSigned(1));
        getters.put("case", rs -> rs.getMetaData().isCaseSensitive(1));
        getters.put("nullable", rs -> rs.getMetaData().isNullable(1));
        return getters;
    }

    private static Calendar tokyo() {
        return Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "false",
                "null::bool",
                "0::int2",
                "1::int4",
                "300::int4",
                "null::int4",
                "-1::int8",
                "9223372036854775807::int8",
                "4294967295::oid",
                "1.5::float4",
                "1.5::float8",
                "0::float8",
                "1e20::float8",
                "0.1::float8",
                "1e300::float8",
                "'NaN'::float8",
                "1.50::numeric",
                "1.50::numeric(10,2)",
                "'NaN'::numeric",
                "123456789012345678901234567890::numeric",
                "null::numeric",
                "'ab'::bpchar(4)",
                "'ab'::varchar(5)",
                "''::text",
                "'1.9'::text",
                "'t'::text",
                "'yes'::text",
                "' 5 '::text",
                "'1e3'::text",
                "'abc'::text",
                "'2024-02-29'::text",
                "'2024-02-29 12:34:56.7'::text",
                "'12:34:56'::text",
                "null::text",
                "'name'::name",
                "'\\xdead'::bytea",
                "'2024-02-29'::date",
                "'0044-03-15 BC'::date",
                "'infinity'::date",
                "null::date",
                "'12:34:56.789'::time",
                "'24:00'::time",
                "'12:34:56+02'::timetz",
                "'2024-02-29 12:34:56.789123'::timestamp",
                "'2024-11-03 01:30'::timestamp",
                "'1500-01-01'::timestamp",
                "'infinity'::timestamp",
                "null::timestamp",
                "'2024-02-29 12:34:56.789123+00'::timestamptz",
                "'-infinity'::timestamptz",
                "'00112233-4455-6677-8899-aabbccddeeff'::uuid",
                "'{1,2,NULL}'::int4[]",
                "'{a,b}'::text[]",
                "'{t,f}'::bool[]",
                "null"
            })
    void answersAreThoseOfTheTextForm(String expression) throws SQLException {
        PostgresServer server = PostgresServers.shared();
        String sql = "select " + expression;
        Map<String, String> text;
        List<String> differences = new ArrayList<>();
        try (Connection ours = new HowdahDriver().connect(server.url(), server.properties());
                Connection binary = new HowdahDriver().connect(server.url("prepareThreshold=-1"), server.properties());
                Connection simple =
                        new HowdahDriver().connect(server.url("preferQueryMode=simple"), server.properties());
                Connection oracle = server.oracle()) {
            text = answers(ours, sql, Way.PREPARED_ONCE);
            for (Way way : Way.values()) {
                assertEquals(text, answers(ours, sql, way), way.name());
                assertEquals(text, answers(binary, sql, way), "in binary, " + way);
                assertEquals(text, answers(simple, sql, way), "by the simple protocol, " + way);
            }
            Map<String, String> inText = answers(oracle, sql, Way.PREPARED_ONCE);
            for (Way way : Way.values()) {
                answers(oracle, sql, way).forEach((getter, answer) -> {
                    boolean bothRefuse =
                            answer.startsWith("!") && text.get(getter).startsWith("!");
                    if (bothRefuse || answer.equals(text.get(getter))) {
                        TALLY.equal();
                    } else if (answer.startsWith("!")
                            || !answer.equals(inText.get(getter))
                            || OURS_IS_BETTER.contains(expression + " | " + getter)) {
                        // No answer, one that depends on how the value travelled, or a difference with a reason.
                        TALLY.allowed();
                    } else {
                        TALLY.different();
                        differences.add(way + " " + getter + ": ours " + text.get(getter) + ", theirs " + answer);
                    }
                });
            }
        }
        assertEquals(List.of(), differences);
    }

    /** How a value comes to the application. */
    private enum Way {
        STATEMENT,
        PREPARED_ONCE,
        PREPARED_TEN_TIMES,
        CURSOR
    }

    private static final Tally TALLY = new Tally();

    @AfterAll
    static void count() {
        TALLY.print("ResultSetDifferentialLiveTest");
    }

    private static Map<String, String> answers(Connection connection, String sql, Way way) throws SQLException {
        Map<String, String> answers = new LinkedHashMap<>();
        connection.setAutoCommit(way != Way.CURSOR);
        try (PreparedStatement statement = connection.prepareStatement(sql);
                Statement plain = connection.createStatement()) {
            for (int i = 1; way == Way.PREPARED_TEN_TIMES && i < 10; i++) {
                statement.executeQuery().close();
            }
            statement.setFetchSize(way == Way.CURSOR ? 1 : 0);
            try (ResultSet rs = way == Way.STATEMENT ? plain.executeQuery(sql) : statement.executeQuery()) {
                rs.next();
                GETTERS.forEach((name, getter) -> answers.put(name, answer(getter, rs)));
            }
        }
        connection.setAutoCommit(true);
        return answers;
    }

    private static String answer(Getter getter, ResultSet rs) {
        try {
            return show(getter.get(rs));
        } catch (SQLException e) {
            return "!" + e.getSQLState();
        } catch (RuntimeException e) {
            // pgjdbc lets some escape.
            return "!" + e;
        }
    }

    private static String show(Object value) throws SQLException {
        if (value instanceof byte[] bytes) {
            return "bytes " + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Array array) {
            return "Array " + array + Arrays.deepToString((Object[]) array.getArray());
        }
        if (value instanceof java.util.Date date && !(value instanceof Timestamp)) {
            return value.getClass().getSimpleName() + " " + date.getTime();
        }
        return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    }
}
