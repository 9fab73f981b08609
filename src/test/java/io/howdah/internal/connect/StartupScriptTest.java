package io.howdah.internal.connect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.api.ServerErrorInfo;
import io.howdah.internal.auth.ScramServer;
import io.howdah.internal.config.Settings;
import io.howdah.internal.connect.FakeServer.Conversation;
import io.howdah.internal.session.Session;
import io.howdah.internal.wire.Protocol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLTransientConnectionException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first exchange of a connection against a server that follows a script. */
@Timeout(60)
class StartupScriptTest {
    private static final String PASSWORD = "s3cret-pässword";

    // ---- what is sent

    @Test
    void everySettingTravelsInTheStartupMessage() throws Exception {
        AtomicReference<Conversation> seen = new AtomicReference<>();
        try (FakeServer server = new FakeServer(client -> {
            seen.set(client.welcome());
            client.expectEnd();
        })) {
            connect(
                            server,
                            "currentSchema",
                            "a,\"B\"",
                            "ApplicationName",
                            "the app",
                            "options",
                            "-c geqo=off",
                            "readOnly",
                            "true",
                            "readOnlyMode",
                            "always")
                    .close();
        }
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("user", "me");
        expected.put("database", "db");
        expected.put("client_encoding", "UTF8");
        expected.put("DateStyle", "ISO");
        expected.put("TimeZone", StartupParameters.serverZone(StartupParameters.currentZone()));
        expected.put("application_name", "the app");
        expected.put("search_path", "a,\"B\"");
        expected.put("default_transaction_read_only", "on");
        expected.put("options", "-c geqo=off");
        assertEquals(expected, seen.get().parameters());
        assertEquals(Protocol.VERSION_3_0, seen.get().protocolVersion());
    }

    @Test
    void reportedSettingsReachTheSession() throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.welcome();
            client.expectEnd();
        })) {
            Session session = connect(server);
            assertEquals(180006, session.state().serverVersionNumber());
            assertEquals("ISO, MDY", session.state().parameter("DateStyle"));
            assertEquals(42, session.state().backendKey().pid());
            assertArrayEquals(
                    "key!".getBytes(StandardCharsets.US_ASCII),
                    session.state().backendKey().secretKey());
            session.close();
        }
    }

    @Test
    void noticesAndAMissingCancelKeyAreNoProblem() throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.startup().message('N', "SNOTICE\0C00000\0Mhello\0\0").authenticationOk();
            client.message('N', "SNOTICE\0C00000\0Mhello\0\0").settings().ready();
            client.expectEnd();
        })) {
            Session session = connect(server);
            assertNull(session.state().backendKey());
            session.close();
        }
    }

    // ---- authentication end to end

    @Test
    void scramTakesThreeRoundTripsAndTrustTakesOne() throws Exception {
        CountingTransport.Totals totals = new CountingTransport.Totals();
        ScramServer scram = new ScramServer(PASSWORD, 4096);
        try (FakeServer server = new FakeServer(
                client -> {
                    client.startup()
                            .scram(scram)
                            .authenticationOk()
                            .settings()
                            .backendKey(1, "abcd")
                            .ready();
                    client.expectEnd();
                },
                client -> {
                    client.welcome();
                    client.expectEnd();
                })) {
            DriverContext context = DriverContext.of(settings(server, "sslmode", "disable"), totals::count);
            context.connect().close();
            assertEquals(3, totals.roundTrips());
            totals.reset();
            context.connect().close();
            assertEquals(1, totals.roundTrips());
        }
    }

    @Test
    void byteAtATimeIsEnough() throws Exception {
        ScramServer scram = new ScramServer(PASSWORD, 4096);
        try (FakeServer server = new FakeServer(client -> {
            client.startup()
                    .scram(scram)
                    .authenticationOk()
                    .settings()
                    .backendKey(1, "abcd")
                    .ready();
            client.expectEnd();
        })) {
            DriverContext.of(settings(server), TricklingTransport::new)
                    .connect()
                    .close();
        }
    }

    @Test
    void serverThatSkipsItsProofIsRefused() throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.startup().sasl("SCRAM-SHA-256").read();
            client.authenticationOk().settings().ready();
            client.expectEnd();
        })) {
            refused("08P01", server);
        }
    }

    @Test
    void serverWithAWrongSignatureIsRefused() throws Exception {
        ScramServer scram = new ScramServer(PASSWORD, 4096);
        try (FakeServer server = new FakeServer(client -> {
            client.startup().sasl("SCRAM-SHA-256");
            String initial = client.read().text();
            client.authentication(11, scram.first(initial.substring(initial.indexOf('\0') + 5)));
            client.read();
            client.authentication(12, "v=" + "A".repeat(43) + "=")
                    .authenticationOk()
                    .settings()
                    .ready();
            client.expectEnd();
        })) {
            refused("08P01", server);
        }
    }

    @Test
    void hugeIterationCountIsRefused() throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.startup().sasl("SCRAM-SHA-256");
            String nonce = client.read().text().replaceAll("(?s).*,r=", "");
            client.authentication(11, "r=" + nonce + "x,s=MDEyMw==,i=2000000000");
            client.expectEnd();
        })) {
            refused("08004", server);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5, 10})
    void requiredChannelBindingSendsNothingOverAPlainConnection(int method) throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.startup();
            if (method == 10) {
                client.sasl("SCRAM-SHA-256");
            } else {
                client.authentication(method, method == 5 ? "salt" : "");
            }
            client.settings().ready();
            client.expectEnd();
        })) {
            refused("08004", server, "channelBinding", "require");
        }
    }

    @Test
    void requireAuthSendsNothingToAServerThatAsksForSomethingElse() throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.startup().authentication(3, "");
            client.expectEnd();
        })) {
            refused("08004", server, "requireAuth", "scram-sha-256");
        }
    }

    // ---- TLS request

    @Test
    void bytesBehindTheAnswerToTheTlsRequestAreRefused() throws Exception {
        for (char answer : new char[] {'S', 'N'}) {
            try (FakeServer server = new FakeServer(client -> {
                client.readUntyped();
                client.raw(answer).error("28000", "injected");
                client.expectEnd();
            })) {
                SQLException e = refused("08P01", server);
                assertFalse(e.getMessage().contains("injected"));
            }
        }
    }

    @Test
    void errorInsteadOfAnAnswerIsNotShown() throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.readUntyped();
            client.error("28000", "written by anybody");
            client.expectEnd();
        })) {
            SQLException e = refused("08004", server, "sslmode", "require");
            assertFalse(e.getMessage().contains("anybody"));
            assertEquals(1, server.connections());
        }
    }

    @Test
    void errorInsteadOfAnAnswerMeansThatPreferTriesWithoutTls() throws Exception {
        try (FakeServer server = new FakeServer(
                client -> {
                    client.readUntyped();
                    client.error("0A000", "unsupported frontend protocol");
                    client.expectEnd();
                },
                client -> {
                    assertEquals(Protocol.VERSION_3_0, client.readUntyped());
                    client.authenticationOk().settings().ready();
                    client.expectEnd();
                })) {
            connect(server, "sslmode", "prefer").close();
            assertEquals(2, server.connections());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"require", "verify-ca", "verify-full"})
    void insistingOnTlsRefusesAServerWithout(String mode) throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            assertEquals(Protocol.SSL_REQUEST_CODE, client.readUntyped());
            client.raw('N');
            client.expectEnd();
        })) {
            SQLException e = refused("08004", server, "sslmode", mode);
            assertTrue(e.getMessage().contains("does not support TLS"), e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "allow"})
    void withoutTlsNothingIsAskedFor(String mode) throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            assertEquals(Protocol.VERSION_3_0, client.readUntyped());
            client.authenticationOk().settings().ready();
            client.expectEnd();
        })) {
            connect(server, "sslmode", mode).close();
        }
    }

    @Test
    void otherAnswersAreViolations() throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.readUntyped();
            client.raw('H');
            client.expectEnd();
        })) {
            SQLException e = refused("08P01", server);
            assertTrue(e.getMessage().contains("PostgreSQL server"), e.getMessage());
        }
    }

    @Test
    void allowTriesTlsWhenAPlainConnectionIsRefusedAndReportsTheFirstRefusal() throws Exception {
        try (FakeServer server = new FakeServer(
                client -> {
                    client.readUntyped();
                    client.error("28000", "no pg_hba.conf entry, no encryption");
                    client.expectEnd();
                },
                client -> {
                    assertEquals(Protocol.SSL_REQUEST_CODE, client.readUntyped());
                    client.raw('N');
                    client.expectEnd();
                })) {
            SQLException e = refused("28000", server, "sslmode", "allow");
            assertTrue(e.getMessage().contains("no encryption"), e.getMessage());
            assertTrue(e.getSuppressed()[0].getMessage().contains("does not support TLS"));
        }
    }

    @Test
    void allowDoesNotTryAgainOnceAPasswordWasAskedFor() throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.startup().authentication(3, "").read();
            client.error("28000", "no");
            client.expectEnd();
        })) {
            refused("28000", server, "sslmode", "allow");
            assertEquals(1, server.connections());
        }
    }

    @Test
    void preferDoesNotTryAgainWhatWasPlainAnyway() throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.startup().error("28000", "no");
            client.expectEnd();
        })) {
            refused("28000", server, "sslmode", "prefer");
            assertEquals(1, server.connections());
        }
    }

    // ---- protocol versions

    @ParameterizedTest
    @ValueSource(ints = {Protocol.VERSION_3_0, 0})
    void serverOfAnEarlierVersionIsAcceptedInBothFormsOfItsAnswer(int newest) throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.startup();
            assertEquals(Protocol.VERSION_3_2, client.protocolVersion());
            client.message('v', new byte[] {0, (byte) (newest >>> 16), 0, 0, 0, 0, 0, 0});
            client.authenticationOk().settings().backendKey(1, "abcd").ready();
            client.expectEnd();
        })) {
            connect(server, "protocolVersion", "3.2").close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3.0, 3, 0, 0", // nothing to negotiate
        "3.2, 3, 2, 0", // we asked for that
        "3.2, 3, 3, 0", // later than ours
        "3.2, 2, 0, 0",
        "3.2, 3, 0, 1", // an option that we never sent
    })
    void senselessNegotiationIsAViolation(String asked, int major, int minor, int options) throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.startup();
            byte[] body = new byte[8 + 2 * options];
            body[1] = (byte) major;
            body[3] = (byte) minor;
            body[7] = (byte) options;
            if (options > 0) {
                body[8] = 'x';
            }
            client.message('v', body).authenticationOk().settings().ready();
            client.expectEnd();
        })) {
            refused("08P01", server, "protocolVersion", asked);
        }
    }

    @Test
    void repeatedNegotiationIsAViolation() throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.startup();
            byte[] body = {0, 3, 0, 0, 0, 0, 0, 0};
            client.message('v', body)
                    .message('v', body)
                    .authenticationOk()
                    .settings()
                    .ready();
            client.expectEnd();
        })) {
            refused("08P01", server, "protocolVersion", "3.2");
        }
    }

    @Test
    void longCancelKeyOfVersion32IsKept() throws Exception {
        String key = "k".repeat(32);
        try (FakeServer server = new FakeServer(client -> {
            client.startup().authenticationOk().settings().backendKey(7, key).ready();
            client.expectEnd();
        })) {
            Session session = connect(server, "protocolVersion", "3.2");
            assertEquals(32, session.state().backendKey().secretKey().length);
            session.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 257})
    void cancelKeysOfImpossibleLengthAreViolations(int length) throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.startup()
                    .authenticationOk()
                    .settings()
                    .backendKey(7, "k".repeat(length))
                    .ready();
            client.expectEnd();
        })) {
            refused("08P01", server, "protocolVersion", "3.2");
        }
    }

    // ---- refusals of the server

    @ParameterizedTest
    @ValueSource(strings = {"53300", "57P03"})
    void serverThatHasNoRoomNowIsATransientFailure(String sqlState) throws Exception {
        SQLException e = serverRefuses(sqlState, "not now");
        assertInstanceOf(SQLTransientConnectionException.class, e);
    }

    @ParameterizedTest
    @ValueSource(strings = {"28P01", "28000"})
    void refusedLoginIsAnAuthorizationFailure(String sqlState) throws Exception {
        SQLException e = serverRefuses(sqlState, "password authentication failed for user \"me\"");
        assertInstanceOf(SQLInvalidAuthorizationSpecException.class, e);
    }

    @Test
    void missingDatabaseKeepsItsState() throws Exception {
        serverRefuses("3D000", "database \"db\" does not exist");
    }

    private SQLException serverRefuses(String sqlState, String text) throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.startup().error(sqlState, text);
            client.expectEnd();
        })) {
            SQLException e = refused(sqlState, server);
            assertTrue(e.getMessage().contains(text), e.getMessage());
            assertEquals(sqlState, ((ServerErrorInfo) e).serverError().sqlState());
            return e;
        }
    }

    @Test
    void errorAfterAuthenticationIsReportedAsItself() throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.startup().authenticationOk().parameterStatus("a", "b").error("22023", "invalid value for parameter");
            client.expectEnd();
        })) {
            refused("22023", server);
        }
    }

    @Test
    void refusalInTheFormOfPostgres7IsUnderstood() throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.startup();
            for (byte b : "Ecould not fork new process for connection\n\0".getBytes(StandardCharsets.US_ASCII)) {
                client.raw(b);
            }
            client.flush();
        })) {
            SQLException e = refused("08004", server);
            assertTrue(e.getMessage().contains("\"could not fork new process for connection\""), e.getMessage());
        }
    }

    // ---- violations

    @Test
    void giantMessageBeforeAuthenticationIsRefusedAtOnce() throws Exception {
        for (char tag : new char[] {'R', 'E', 'N', 'v'}) {
            try (FakeServer server = new FakeServer(client -> {
                client.startup().raw(tag, 0x60, 0, 0, 0, 'x', 0);
                client.expectEnd();
            })) {
                refused(tag == 'E' ? "08004" : "08P01", server);
            }
        }
    }

    @Test
    void largeMessagesAreFineAfterAuthentication() throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.startup()
                    .authenticationOk()
                    .parameterStatus("search_path", "x".repeat(100_000))
                    .settings()
                    .ready();
            client.expectEnd();
        })) {
            Session session = connect(server);
            assertEquals(100_000, session.state().parameter("search_path").length());
            session.close();
        }
    }

    @Test
    void maxMessageSizeBoundsMessagesAfterAuthentication() throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.startup()
                    .authenticationOk()
                    .parameterStatus("search_path", "x".repeat(70_000))
                    .settings()
                    .ready();
            client.expectEnd();
        })) {
            refused("08P01", server, "maxMessageSize", "64KiB");
        }
    }

    @ParameterizedTest
    @ValueSource(chars = {'S', 'K', 'Z', 'T', 'D', 'C', 'A', 'v', '1', 'G', 'W', 'x', 0, 255})
    void messagesThatMayNotComeBeforeAuthenticationAreViolations(char tag) throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.startup().message(tag, "a\0b\0");
            client.expectEnd();
        })) {
            refused("08P01", server);
        }
    }

    @ParameterizedTest
    @ValueSource(chars = {'T', 'D', 'C', 'A', 'v', '1', 'G', 'W', 'R', 'x', 0, 255})
    void messagesThatMayNotComeAfterAuthenticationAreViolations(char tag) throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.startup().authenticationOk().settings().message(tag, "a\0b\0");
            client.expectEnd();
        })) {
            refused("08P01", server);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"T", "E", "?", "", "II"})
    void newSessionThatIsNotIdleIsAViolation(String status) throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.startup().authenticationOk().settings().message('Z', status);
            client.expectEnd();
        })) {
            refused("08P01", server);
        }
    }

    @Test
    void endlessNoticesAreCutOff() throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.startup();
            for (int i = 0; i < 20_000; i++) {
                client.message('N', "SNOTICE\0C00000\0Mmore\0\0");
            }
            client.expectEnd();
        })) {
            refused("08P01", server);
        }
    }

    @ParameterizedTest
    @CsvSource({"client_encoding, LATIN1", "DateStyle, 'SQL, DMY'", "integer_datetimes, off"})
    void settingsThatWouldSpoilValuesAreRefused(String name, String value) throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            client.startup()
                    .authenticationOk()
                    .settings()
                    .parameterStatus(name, value)
                    .ready();
            client.expectEnd();
        })) {
            SQLException e = refused("08004", server);
            assertTrue(e.getMessage().contains(name) && e.getMessage().contains(value), e.getMessage());
        }
    }

    // ---- adversity

    private static byte[] welcomeBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {'R', 0, 0, 0, 8, 0, 0, 0, 0});
        for (String status : List.of("server_version\00018.6\0", "client_encoding\0UTF8\0", "DateStyle\0ISO, MDY\0")) {
            bytes.write('S');
            bytes.writeBytes(new byte[] {0, 0, 0, (byte) (4 + status.length())});
            bytes.writeBytes(status.getBytes(StandardCharsets.US_ASCII));
        }
        bytes.writeBytes(new byte[] {'K', 0, 0, 0, 12, 0, 0, 0, 1, 'k', 'e', 'y', '!'});
        bytes.writeBytes(new byte[] {'Z', 0, 0, 0, 5, 'I'});
        return bytes.toByteArray();
    }

    private static void send(Conversation client, byte[] bytes, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            client.raw(bytes[i]);
        }
        client.flush();
    }

    @Test
    void everyCutIsACleanFailure() throws Exception {
        byte[] bytes = welcomeBytes();
        for (int cut = 0; cut < bytes.length; cut++) {
            int count = cut;
            try (FakeServer server = new FakeServer(client -> send(client.startup(), bytes, count))) {
                SQLException e = refused("08006", server, "sslmode", "disable");
                assertTrue(e.getMessage().contains("127.0.0.1:" + server.port()), e.getMessage());
            }
        }
    }

    @Test
    void everyDamagedByteIsASessionOrACleanFailure() throws Exception {
        byte[] bytes = welcomeBytes();
        for (int position = 0; position < bytes.length; position++) {
            for (int damage : new int[] {0x00, 0x7f, 0xff}) {
                byte[] damaged = bytes.clone();
                damaged[position] = (byte) damage;
                try (FakeServer server = new FakeServer(client -> send(client.startup(), damaged, damaged.length))) {
                    try {
                        connect(server, "sslmode", "disable").close();
                    } catch (SQLException e) {
                        assertTrue(e.getSQLState().startsWith("08"), e.toString());
                    }
                }
            }
        }
    }

    @Test
    void everyStallEndsAtTheDeadline() throws Exception {
        byte[] bytes = welcomeBytes();
        List<Integer> ends = FakeServer.messageEnds(bytes);
        for (int end : ends.subList(0, ends.size() - 1)) {
            try (FakeServer server = new FakeServer(client -> {
                send(client.startup(), bytes, end);
                client.stall();
            })) {
                SQLException e = refused("08001", server, "connectTimeout", "0.05");
                assertInstanceOf(SQLTransientConnectionException.class, e);
                assertTrue(e.getMessage().contains("connectTimeout"), e.getMessage());
            }
        }
    }

    @Test
    void serverThatNeverAnswersHitsTheLoginTimeout() throws Exception {
        try (FakeServer server = new FakeServer(Conversation::stall)) {
            SQLException e = refused("08001", server, "loginTimeout", "0.05");
            assertTrue(e.getMessage().contains("loginTimeout"), e.getMessage());
        }
    }

    @Test
    void callersLoginTimeoutCountsWhenThereIsNoneOfOurs() throws Exception {
        try (FakeServer server = new FakeServer(Conversation::stall)) {
            DriverContext context = DriverContext.of(settings(server, "connectTimeout", "0"));
            SQLException e = assertThrows(SQLException.class, () -> context.connect(1));
            assertEquals("08001", e.getSQLState());
        }
    }

    @Test
    void passwordNeverShowsInTheTrace(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("trace");
        try (FakeServer server = new FakeServer(client -> {
            client.startup().authentication(3, "").read();
            client.authenticationOk().settings().backendKey(42, "key!").ready();
            client.expectEnd();
        })) {
            connect(server, "wireTrace", file.toString()).close();
        }
        String trace = Files.readString(file);
        assertTrue(trace.contains("#1\tF\t"), trace);
        assertTrue(trace.contains("\tB\t12\tBackendKeyData\t 42 ***\n"), trace);
        assertTrue(trace.contains("\tB\t5\tReadyForQuery\t I\n"), trace);
        assertFalse(trace.contains("key!") || trace.contains("s3cret"), trace);
    }

    @Test
    void traceFileThatCannotBeWrittenIsRefused(@TempDir Path directory) {
        SQLException e = assertThrows(
                SQLException.class, () -> DriverContext.of(Settings.of(Map.of("wireTrace", directory.toString()))));
        assertTrue(e.getMessage().contains("wireTrace"), e.getMessage());
    }

    // ---- helpers

    private static Settings settings(FakeServer server, String... properties) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("PGHOST", "127.0.0.1");
        values.put("PGPORT", Integer.toString(server.port()));
        values.put("user", "me");
        values.put("PGDBNAME", "db");
        values.put("password", PASSWORD);
        for (int i = 0; i < properties.length; i += 2) {
            values.put(properties[i], properties[i + 1]);
        }
        return Settings.of(values);
    }

    private static Session connect(FakeServer server, String... properties) throws SQLException {
        return DriverContext.of(settings(server, properties)).connect();
    }

    private static SQLException refused(String sqlState, FakeServer server, String... properties) {
        SQLException e = assertThrows(
                SQLException.class, () -> connect(server, properties).close());
        assertEquals(sqlState, e.getSQLState(), e.toString());
        assertFalse(e.toString().contains(PASSWORD));
        return e;
    }
}
