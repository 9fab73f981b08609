package io.howdah.internal.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.config.Settings;
import io.howdah.internal.connect.FakeServer.Conversation;
import io.howdah.internal.connect.FakeServer.Script;
import io.howdah.internal.session.Session;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for a server among several, which follow scripts. */
@Timeout(60)
class ConnectorScriptTest {
    private static final Script PRIMARY = client -> role(client, "off", "off");
    private static final Script READ_ONLY_PRIMARY = client -> role(client, "off", "on");
    private static final Script STANDBY = client -> role(client, "on", "on");
    private static final Script FULL = client -> refuse(client, "53300", "too many clients");
    private static final Script WRONG_PASSWORD = client -> refuse(client, "28P01", "wrong password");
    private static final Script NO_DATABASE = client -> refuse(client, "3D000", "no such database");

    private final List<FakeServer> servers = new ArrayList<>();

    @AfterEach
    void scriptsHaveRunAsWritten() throws IOException {
        for (FakeServer server : servers) {
            server.close();
        }
    }

    private static void role(Conversation client, String inRecovery, String readOnly) throws IOException {
        client.startup().authenticationOk().settings().parameterStatus("in_hot_standby", inRecovery);
        client.parameterStatus("default_transaction_read_only", readOnly).ready();
        client.expectEnd();
    }

    private static void refuse(Conversation client, String sqlState, String text) throws IOException {
        client.startup().error(sqlState, text);
        client.expectEnd();
    }

    /** A server before PostgreSQL 14, which must be asked. */
    private static Script old(String answer) {
        return client -> {
            client.startup()
                    .authenticationOk()
                    .parameterStatus("server_version", "13.20")
                    .ready();
            assertTrue(client.read()
                    .text()
                    .matches("SELECT pg_catalog.pg_is_in_recovery\\(\\)|SHOW transaction_read_only"));
            client.message('T', "\0\1a\0" + "\0".repeat(18));
            client.message('D', "\0\1\0\0\0" + (char) answer.length() + answer);
            client.message('C', "SELECT 1\0").ready();
            client.expectEnd();
        };
    }

    @ParameterizedTest
    @CsvSource({
        "any, standby",
        "primary, read-only primary",
        "master, read-only primary",
        "secondary, standby",
        "slave, standby",
        "preferPrimary, read-only primary",
        "preferSecondary, standby",
        "preferSlave, standby",
        "read-write, primary",
        "read-only, standby",
        "standby, standby",
        "prefer-standby, standby",
    })
    void wantedRoleIsFoundByWhatServersReport(String wanted, String found) throws Exception {
        Session session = context(
                        List.of(server(STANDBY), server(READ_ONLY_PRIMARY), server(PRIMARY)),
                        "targetServerType",
                        wanted)
                .connect();
        assertEquals(found, roleOf(session));
        session.close();
    }

    @ParameterizedTest
    @CsvSource({
        "primary, f, true", "primary, t, false", "secondary, t, true", "secondary, f, false",
        "read-write, off, true", "read-write, on, false", "read-only, on, true", "read-only, off, false",
    })
    void olderServerIsAsked(String wanted, String answer, boolean suits) throws Exception {
        DriverContext context = context(List.of(server(old(answer))), "targetServerType", wanted);
        if (suits) {
            context.connect().close();
        } else {
            assertEquals(
                    "08001", assertThrows(SQLException.class, context::connect).getSQLState());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0\2\0\0\0\1f\377\377\377\377",
                "\0\1\377\377\377\377",
                "\0\1\0\0\0\2f",
                "\0\1\0\0\0\1fx",
                "\0\0"
            })
    void senselessAnswerOfAnOlderServerIsAViolation(String row) throws Exception {
        DriverContext context = context(
                List.of(server(client -> {
                    client.startup().authenticationOk().ready();
                    client.read();
                    client.message('D', row).ready();
                    client.expectEnd();
                })),
                "targetServerType",
                "primary");
        assertEquals("08P01", assertThrows(SQLException.class, context::connect).getSQLState());
    }

    @Test
    void errorInAnswerToTheQuestionIsReported() throws Exception {
        DriverContext context = context(
                List.of(server(client -> {
                    client.startup().authenticationOk().ready();
                    client.read();
                    client.error("57014", "cancelled").ready();
                    client.expectEnd();
                })),
                "targetServerType",
                "primary");
        assertEquals("57014", assertThrows(SQLException.class, context::connect).getSQLState());
    }

    @Test
    void preferenceIsSatisfiedByWhatThereIsWithoutConnectingAgain() throws Exception {
        FakeServer primary = server(PRIMARY);
        FakeServer down = server(FULL);
        Session session = context(List.of(primary, down), "targetServerType", "preferSecondary")
                .connect();
        assertEquals("primary", roleOf(session));
        session.close();
        assertEquals(1, primary.connections());
    }

    @Test
    void unsuitableServersAreNamedWithTheirRole() throws Exception {
        SQLException e = assertThrows(
                SQLException.class,
                context(List.of(server(PRIMARY), server(READ_ONLY_PRIMARY)), "targetServerType", "secondary")::connect);
        assertEquals("08001", e.getSQLState());
        assertTrue(e.getMessage().contains("is a primary that accepts writes"), e.getMessage());
        assertTrue(e.getMessage().contains("is a primary whose sessions are read-only"), e.getMessage());
        assertTrue(e.getMessage().contains("targetServerType"), e.getMessage());
    }

    @Test
    void everyFailureIsReported() throws Exception {
        SQLException e = assertThrows(
                SQLException.class,
                context(List.of(closedPort(), server(FULL), server(client -> client.startup())))::connect);
        assertEquals("08001", e.getSQLState());
        assertInstanceOf(SQLTransientConnectionException.class, e);
        assertEquals(3, e.getSuppressed().length);
        assertEquals("08001", ((SQLException) e.getSuppressed()[0]).getSQLState());
        assertEquals("53300", ((SQLException) e.getSuppressed()[1]).getSQLState());
        assertEquals("08006", ((SQLException) e.getSuppressed()[2]).getSQLState());
        assertSame(e.getSuppressed()[2], e.getCause());
        for (Throwable each : e.getSuppressed()) {
            assertTrue(e.getMessage().contains(each.getMessage()), e.getMessage());
        }
    }

    @Test
    void failureThatIsTheOnlyOneIsThrownAsItself() throws Exception {
        SQLException e = assertThrows(SQLException.class, context(List.of(server(FULL)))::connect);
        assertEquals("53300", e.getSQLState());
        assertEquals(0, e.getSuppressed().length);
    }

    @Test
    void refusedPortNamesHostAndRemedy() throws Exception {
        FakeServer closed = closedPort();
        SQLException e = assertThrows(SQLException.class, context(List.of(closed))::connect);
        assertEquals("08001", e.getSQLState());
        assertTrue(e.getMessage().contains("127.0.0.1:" + closed.port()), e.getMessage());
        assertTrue(e.getMessage().contains("listen_addresses"), e.getMessage());
    }

    @Test
    void wrongPasswordAndMissingDatabaseEndTheSearch() throws Exception {
        for (Script script : List.of(WRONG_PASSWORD, NO_DATABASE)) {
            FakeServer next = server(PRIMARY);
            SQLException e =
                    assertThrows(SQLException.class, context(List.of(closedPort(), server(script), next))::connect);
            assertTrue(Set.of("28P01", "3D000").contains(e.getSQLState()), e.toString());
            assertEquals(1, e.getSuppressed().length, "the failure before it");
            assertEquals(0, next.connections());
        }
    }

    @Test
    void unknownHostDoesNotHideTheOthers() throws Exception {
        FakeServer server = server(PRIMARY);
        Session session = DriverContext.of(Settings.of(Map.of(
                        "PGHOST", "no-such-host.invalid,127.0.0.1", "PGPORT", "5432," + server.port(), "user", "me")))
                .connect();
        session.close();
        SQLException e = assertThrows(
                SQLException.class,
                DriverContext.of(Settings.of(Map.of("PGHOST", "no-such-host.invalid", "user", "me")))::connect);
        assertEquals("08001", e.getSQLState());
        assertTrue(e.getMessage().contains("no-such-host.invalid"), e.getMessage());
    }

    @Test
    void allAddressesOfANameAreTried() throws Exception {
        // localhost is 127.0.0.1 here, and ::1 on most machines: the server listens on one of them only.
        FakeServer server = server(PRIMARY);
        DriverContext.of(Settings.of(
                        Map.of("PGHOST", "localhost", "PGPORT", Integer.toString(server.port()), "user", "me")))
                .connect()
                .close();
        assertEquals(1, server.connections());
    }

    @Test
    void deafServerCostsOneConnectTimeoutAndTheNextIsTried() throws Exception {
        FakeServer deaf = server(Conversation::stall);
        DriverContext context = context(List.of(deaf, server(PRIMARY)), "connectTimeout", "0.1");
        context.connect().close();
        context.connect().close();
        assertEquals(1, deaf.connections(), "the second search begins with the server that answers");
    }

    @Test
    void loginTimeoutCoversTheWholeSearch() throws Exception {
        FakeServer never = server(PRIMARY);
        SQLException e = assertThrows(
                SQLException.class,
                context(List.of(server(Conversation::stall), never), "loginTimeout", "0.1", "connectTimeout", "0")
                        ::connect);
        assertEquals("08001", e.getSQLState());
        assertTrue(e.getMessage().contains("loginTimeout"), e.getMessage());
        assertEquals(0, never.connections());
    }

    @Test
    void knownRolesAreTriedFirstUntilTheyAreOld() throws Exception {
        FakeServer standby = server(STANDBY);
        FakeServer primary = server(PRIMARY);
        DriverContext remembers = context(List.of(standby, primary), "targetServerType", "primary");
        remembers.connect().close();
        remembers.connect().close();
        assertEquals(1, standby.connections());
        assertEquals(2, primary.connections());
        DriverContext forgets =
                context(List.of(standby, primary), "targetServerType", "primary", "hostRecheckSeconds", "0");
        forgets.connect().close();
        forgets.connect().close();
        assertEquals(3, standby.connections());
        assertEquals(4, primary.connections());
    }

    @Test
    void hostKnownToBeUnsuitableIsStillTriedWhenNothingElseIsLeft() throws Exception {
        FakeServer promoted = server(STANDBY, PRIMARY);
        DriverContext context = context(List.of(promoted, server(FULL)), "targetServerType", "primary");
        assertThrows(SQLException.class, context::connect);
        context.connect().close();
        assertEquals(2, promoted.connections());
    }

    @Test
    void loadIsSpreadOverAllHosts() throws Exception {
        DriverContext context =
                context(List.of(server(PRIMARY), server(PRIMARY), server(PRIMARY)), "loadBalanceHosts", "true");
        // The odds that one of three is missed in sixty draws are below one in ten thousand million.
        for (int i = 0; i < 60; i++) {
            context.connect().close();
        }
        for (FakeServer server : servers) {
            assertTrue(server.connections() > 0);
        }
    }

    private static String roleOf(Session session) {
        if (session.state().parameter("in_hot_standby").equals("on")) {
            return "standby";
        }
        return session.state().parameter("default_transaction_read_only").equals("on")
                ? "read-only primary"
                : "primary";
    }

    private FakeServer server(Script... scripts) throws IOException {
        FakeServer server = new FakeServer(scripts);
        servers.add(server);
        return server;
    }

    /** A server that no longer listens. */
    private static FakeServer closedPort() throws IOException {
        FakeServer server = new FakeServer(PRIMARY);
        server.close();
        return server;
    }

    private static DriverContext context(List<FakeServer> servers, String... properties) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(
                "PGHOST",
                String.join(",", servers.stream().map(s -> "127.0.0.1").toList()));
        values.put(
                "PGPORT",
                String.join(
                        ",",
                        servers.stream().map(s -> Integer.toString(s.port())).toList()));
        values.put("user", "me");
        values.put("sslmode", "disable");
        for (int i = 0; i < properties.length; i += 2) {
            values.put(properties[i], properties[i + 1]);
        }
        return DriverContext.of(Settings.of(values));
    }
}
