package io.howdah.internal.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.howdah.internal.config.Settings;
import io.howdah.internal.session.Session;
import io.howdah.internal.util.Deadline;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in to a real server without TLS: methods, names, passwords, addresses, failures. */
@Live
class ConnectLiveTest {
    private final PostgresServer server;

    ConnectLiveTest(PostgresServer server) {
        this.server = server;
    }

    @ParameterizedTest
    @ValueSource(strings = {"trust", "password", "md5", "app", "howdah"})
    void everyMethodLetsUsIn(String user) throws SQLException {
        Session session = connect("user", user);
        assertEquals(user, session.state().parameter("session_authorization"));
        assertEquals(server.versionNumber(), session.state().serverVersionNumber());
        assertEquals(
                user,
                server.value("select usename from pg_stat_activity where pid = "
                        + session.state().backendKey().pid()));
        session.ping(10_000);
        session.close();
    }

    @ParameterizedTest
    @CsvSource({"trust, 1", "app, 3", "md5, 2", "password, 2"})
    void roundTripsAreThoseOfTheMethod(String user, int expected) throws SQLException {
        CountingTransport.Totals totals = new CountingTransport.Totals();
        DriverContext.of(settings("user", user), totals::count).connect().close();
        assertEquals(expected, totals.roundTrips());
    }

    @Test
    void connectAndCloseMakeLittleGarbage() throws SQLException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        DriverContext context = DriverContext.of(settings("user", "trust"));
        for (int i = 0; i < 200; i++) {
            context.connect().close();
        }
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            context.connect().close();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(least <= 25_000, least + " bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trust", "app", "md5"})
    void byteAtATimeIsEnough(String user) throws SQLException {
        Session session = DriverContext.of(settings("user", user), TricklingTransport::new)
                .connect();
        session.ping(10_000);
        session.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "md5", "password"})
    void wrongPasswordIsAnAuthorizationFailureThatDoesNotShowIt(String user) {
        SQLException e = failure("user", user, "password", "not-the-passw0rd");
        assertEquals("28P01", e.getSQLState());
        assertInstanceOf(SQLInvalidAuthorizationSpecException.class, e);
        assertFalse(e.toString().contains("not-the-passw0rd"));
    }

    @ParameterizedTest
    @CsvSource({"app, scram-sha-256", "md5, md5", "password, password", "trust, none"})
    void requireAuthAcceptsTheMethodAndRefusesTheOthers(String user, String method) throws SQLException {
        connect("user", user, "requireAuth", method).close();
        assertEquals("08004", failure("user", user, "requireAuth", "!" + method).getSQLState());
    }

    @ParameterizedTest
    @ValueSource(strings = {"trust", "app", "md5", "password"})
    void requiredChannelBindingNeedsTls(String user) {
        assertEquals("08004", failure("user", user, "channelBinding", "require").getSQLState());
    }

    @Test
    void missingPasswordSaysHowToGiveOne() {
        SQLException e = failure("user", "app", "password", "");
        assertEquals("08004", e.getSQLState());
        assertTrue(e.getMessage().contains("password file"), e.getMessage());
    }

    @Test
    void missingDatabaseAndMissingRoleKeepTheServersStates() {
        assertEquals("3D000", failure("PGDBNAME", "no such database").getSQLState());
        assertEquals("28P01", failure("user", "no such role").getSQLState());
    }

    @Test
    void roleThatMayNotLogInIsRefused() throws SQLException {
        server.sql("create role nologin_role nologin password 'x'");
        try {
            assertEquals(
                    "28000", failure("user", "nologin_role", "password", "x").getSQLState());
        } finally {
            server.sql("drop role nologin_role");
        }
    }

    @Test
    void fullServerIsATransientFailure() throws SQLException {
        server.sql("create role limited login connection limit 1 password 'x'");
        Session first = connect("user", "limited", "password", "x");
        try {
            assertEquals("53300", failure("user", "limited", "password", "x").getSQLState());
        } finally {
            first.close();
            server.sql("drop role limited");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                " leading and trailing ",
                "pässwörd",
                "\u00aa\u2168", // SASLprep changes these
                "I\u00adX", // and removes a soft hyphen
                "no\u00a0break",
                "\u0627\u0031", // and forbids this: the password is then taken as it is
                "\ud83d\ude00",
                "=,=2C,n=p=",
                "'\"\\\t",
                "\u0001\u007f",
            })
    void passwordsOfEveryKindWorkWithEveryMethod(String password) throws SQLException {
        String literal = "E'" + password.replace("\\", "\\\\").replace("'", "\\'") + "'";
        server.sql(
                "set password_encryption = 'scram-sha-256'",
                "alter role app password " + literal,
                "alter role password password " + literal);
        try {
            connect("user", "app", "password", password).close();
            connect("user", "password", "password", password).close();
        } finally {
            server.sql(
                    "alter role app password '" + server.password() + "'",
                    "alter role password password '" + server.password() + "'");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with \"quotes\" and 'those'",
                "größe",
                "\u65e5\u672c",
                "UPPER lower",
                "a,b",
                "back\\slash",
                "dollar$1"
            })
    void namesOfEveryKindWork(String name) throws SQLException {
        String quoted = '"' + name.replace("\"", "\"\"") + '"';
        server.sql("create role " + quoted + " login password 'x'", "create database " + quoted);
        try {
            Session session = connect("user", name, "password", "x", "PGDBNAME", name);
            assertEquals(name, session.state().parameter("session_authorization"));
            assertEquals(
                    name,
                    server.value("select datname from pg_stat_activity where pid = "
                            + session.state().backendKey().pid()));
            session.close();
        } finally {
            server.sql("drop database " + quoted + " with (force)", "drop role " + quoted);
        }
    }

    @Test
    void nameWithAZeroCharacterIsRefusedBeforeItIsSent() {
        assertEquals("22023", failure("user", "a\0b").getSQLState());
    }

    @Test
    void unixSocketIsUsedWhateverSslmodeSays() throws SQLException {
        Session session = connect(
                "PGHOST",
                server.socketDir().toString(),
                "user",
                "app",
                "sslmode",
                "verify-full",
                "requireAuth",
                "none");
        assertEquals(
                null,
                server.value("select client_addr from pg_stat_activity where pid = "
                        + session.state().backendKey().pid()));
        session.close();
    }

    @Test
    void settingsOfTheUrlHoldInTheSession() throws SQLException {
        Session session = connect(
                "ApplicationName",
                "my app",
                "currentSchema",
                "a,\"B c\"",
                "options",
                "-c geqo=off -c statement_timeout=7min",
                "readOnly",
                "true",
                "readOnlyMode",
                "always");
        assertEquals("my app", session.state().parameter("application_name"));
        if (server.majorVersion() >= 14) {
            assertEquals("on", session.state().parameter("default_transaction_read_only"));
        }
        assertEquals("UTF8", session.state().parameter("client_encoding"));
        assertTrue(session.state().parameter("DateStyle").startsWith("ISO"));
        if (server.majorVersion() >= 18) {
            assertEquals("a,\"B c\"", session.state().parameter("search_path"));
        }
        session.close();
    }

    @Test
    void badOptionIsTheServersError() {
        assertEquals(
                "42704",
                failure("options", "-c no.such.thing.at.all=1 -c nonsense=2").getSQLState());
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, Europe/Berlin",
        "GMT+02:00, Etc/GMT-2",
        "GMT+05:30, <+05:30>-05:30",
        "GMT-03:30, <-03:30>+03:30",
        "PST, America/Los_Angeles",
        "America/Argentina/ComodRivadavia, America/Argentina/ComodRivadavia",
    })
    void defaultTimeZoneOfTheJvmIsTheSessions(String jvm, String expected) throws SQLException {
        TimeZone before = TimeZone.getDefault();
        DriverContext context = DriverContext.of(settings());
        TimeZone.setDefault(TimeZone.getTimeZone(jvm));
        try {
            Session session = context.connect();
            assertEquals(expected, session.state().parameter("TimeZone"));
            session.close();
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GMT+02:00, 02:00:00",
        "GMT+05:30, 05:30:00",
        "GMT-03:30, -03:30:00",
        "GMT-13:00, -13:00:00",
        "GMT+15:00, 15:00:00"
    })
    void customZoneMeansTheSameToTheServer(String jvm, String offset) throws SQLException {
        String zone = StartupParameters.serverZone(jvm);
        assertEquals(
                offset,
                server.value("select timestamp '2024-07-01 00:00' at time zone 'UTC' at time zone '" + zone
                        + "' - timestamp '2024-07-01 00:00'"));
    }

    @ParameterizedTest
    @CsvSource({"3.0, 4", "3.2, 32", "latest, 32"})
    void protocolVersionDecidesTheLengthOfTheCancelKey(String version, int keyBytes) throws SQLException {
        Session session = connect("protocolVersion", version);
        int expected = server.majorVersion() >= 18 ? keyBytes : 4;
        assertEquals(expected, session.state().backendKey().secretKey().length);
        session.cancelToken().cancel(Deadline.afterMillis(10_000));
        session.ping(10_000);
        session.close();
    }

    @Test
    void targetServerTypeIsJudgedByTheServer() throws SQLException {
        connect("targetServerType", "primary").close();
        connect("targetServerType", "read-write").close();
        connect("targetServerType", "preferSecondary").close();
        assertEquals("08001", failure("targetServerType", "secondary").getSQLState());
        server.sql("alter role app set default_transaction_read_only = on");
        try {
            connect("user", "app", "targetServerType", "read-only").close();
            connect("user", "app", "targetServerType", "primary").close();
            assertEquals(
                    "08001",
                    failure("user", "app", "targetServerType", "read-write").getSQLState());
        } finally {
            server.sql("alter role app reset default_transaction_read_only");
        }
    }

    @Test
    void reachableHostIsFoundBehindUnreachableOnes() throws SQLException {
        connect("PGHOST", "no-such-host.invalid,127.0.0.1," + server.host(), "PGPORT", "5432,1," + server.port())
                .close();
    }

    @Test
    void wrongPortNamesHostAndRemedy() {
        SQLException e = failure("PGPORT", "1");
        assertEquals("08001", e.getSQLState());
        assertTrue(e.getMessage().contains(server.host() + ":1"), e.getMessage());
    }

    @Test
    void replicationConnectionOpens() throws SQLException {
        Session session = connect("replication", "database");
        session.close();
        connect("replication", "true", "targetServerType", "primary").close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"require", "verify-ca", "verify-full"})
    void serverWithoutTlsIsRefusedWhenTlsIsInsistedOn(String mode) {
        assertEquals("08004", failure("sslmode", mode).getSQLState());
    }

    // ---- helpers

    private Settings settings(String... properties) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("PGHOST", server.host());
        values.put("PGPORT", Integer.toString(server.port()));
        values.put("PGDBNAME", server.database());
        values.put("user", server.user());
        values.put("password", server.password());
        values.put("sslmode", "disable");
        values.put("passfile", "/nonexistent");
        for (int i = 0; i < properties.length; i += 2) {
            values.put(properties[i], properties[i + 1]);
        }
        return Settings.of(values);
    }

    private Session connect(String... properties) throws SQLException {
        return DriverContext.of(settings(properties)).connect();
    }

    private SQLException failure(String... properties) {
        SQLException e =
                assertThrows(SQLException.class, () -> connect(properties).close());
        assertFalse(e.toString().contains(server.password()));
        return e;
    }
}
