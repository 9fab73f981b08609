package io.howdah.internal.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.HowdahDriver;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import io.howdah.types.PgInterval;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Period;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** interval in every style that a session can ask for, with the server's text as judge. */
@Live
class IntervalLiveTest {
    private static Connection connect(PostgresServer server, PgInterval.Style style) throws SQLException {
        Connection connection = new HowdahDriver().connect(server.url(), server.properties());
        try (Statement statement = connection.createStatement()) {
            statement.execute("set intervalstyle = " + style);
        }
        return connection;
    }

    /** Every combination of signs and zeros of the three parts, and random ones. */
    private static PgInterval[] intervals(PostgresServer server) {
        // Older servers count hours in an int.
        int leastShift = server.majorVersion() >= 15 ? 0 : 1;
        Random random = new Random(3);
        PgInterval[] intervals = new PgInterval[3_000];
        int count = 0;
        for (int months : new int[] {0, 1, -1, 12, -12, 25, -25}) {
            for (int days : new int[] {0, 1, -1, 40, -40}) {
                for (long micros :
                        new long[] {0, 1, -1, 1_000_000, -1_000_000, 60_000_000, -3_600_000_000L, 90_061_000_001L}) {
                    intervals[count++] = new PgInterval(months, days, micros);
                }
            }
        }
        for (; count < intervals.length; count++) {
            intervals[count] = new PgInterval(
                    random.nextInt() >> random.nextInt(32),
                    random.nextInt() >> random.nextInt(32),
                    random.nextLong() >> leastShift + random.nextInt(64 - leastShift));
        }
        return intervals;
    }

    @ParameterizedTest
    @EnumSource(PgInterval.Style.class)
    void textIsTheServersInEveryStyleAndFormat(PgInterval.Style style, PostgresServer server) throws SQLException {
        PgInterval[] sent = intervals(server);
        try (Connection connection = connect(server, style);
                PreparedStatement statement =
                        connection.prepareStatement("select i, i::text, i from unnest(?::interval[]) as i")) {
            statement.setObject(1, sent);
            for (int execution = 1; execution <= 3; execution++) {
                try (ResultSet rows = statement.executeQuery()) {
                    for (PgInterval interval : sent) {
                        assertTrue(rows.next());
                        String judge = rows.getString(2);
                        assertEquals(judge, rows.getString(1));
                        assertEquals(interval, rows.getObject(1));
                        assertEquals(judge, interval.format(style));
                        assertEquals(interval, PgInterval.parse(judge));
                    }
                }
            }
        }
    }

    /** The parts are told apart by signs, which the standard's style gives to all parts where only the first has one. */
    @ParameterizedTest
    @EnumSource(PgInterval.Style.class)
    void whatIsSentAsTextIsReadAlikeInEveryStyle(PgInterval.Style style, PostgresServer server) throws SQLException {
        PgInterval sent = new PgInterval(-14, 3, -4_000_001);
        try (Connection connection = connect(server, style);
                PreparedStatement statement = connection.prepareStatement("select ?::text::interval")) {
            statement.setString(1, sent.getValue());
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                assertEquals(sent, rows.getObject(1, PgInterval.class));
            }
        }
    }

    @Test
    void durationsAndPeriodsGoBothWays(PostgresServer server) throws SQLException {
        try (Connection connection = connect(server, PgInterval.Style.POSTGRES);
                PreparedStatement statement =
                        connection.prepareStatement("select ?::interval, ?::interval, ?::interval")) {
            Duration duration = Duration.ofSeconds(-100_000, 123_456_000);
            Period period = Period.of(-3, 2, 1);
            statement.setObject(1, duration);
            statement.setObject(2, period);
            statement.setObject(3, new PgInterval(0, 2, 3_600_000_000L));
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                assertEquals(duration, rows.getObject(1, Duration.class));
                assertEquals("-27:46:39.876544", rows.getString(1));
                assertEquals(Period.of(-2, -10, 1), rows.getObject(2, Period.class));
                assertEquals("-2 years -10 mons +1 day", rows.getString(2));
                assertEquals(Duration.ofHours(49), rows.getObject(3, Duration.class));
                assertEquals(
                        "22008",
                        assertThrows(SQLException.class, () -> rows.getObject(3, Period.class))
                                .getSQLState());
                assertEquals(
                        "22008",
                        assertThrows(SQLException.class, () -> rows.getObject(2, Duration.class))
                                .getSQLState());
                assertEquals("io.howdah.types.PgInterval", rows.getMetaData().getColumnClassName(1));
            }
        }
    }
}
