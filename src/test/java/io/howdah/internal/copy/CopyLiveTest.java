package io.howdah.internal.copy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.api.CopyIn;
import io.howdah.api.CopyOut;
import io.howdah.api.HowdahConnection;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Live
class CopyLiveTest {
    private final PostgresServer server;
    private HowdahConnection connection;

    CopyLiveTest(PostgresServer server) {
        this.server = server;
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = open();
        run("create temp table t (id int primary key, name text)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private HowdahConnection open(String... properties) throws SQLException {
        Properties info = new Properties();
        info.setProperty("user", server.user());
        info.setProperty("password", server.password());
        for (int i = 0; i < properties.length; i += 2) {
            info.setProperty(properties[i], properties[i + 1]);
        }
        String url = server.url().replace("jdbc:postgresql:", "jdbc:howdah:");
        return DriverManager.getConnection(url, info).unwrap(HowdahConnection.class);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertTrue(row.next());
            return row.getString(1);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static SQLException failure(String state, Executable call) {
        SQLException e = assertThrows(SQLException.class, call);
        assertEquals(state, e.getSQLState(), e.getMessage());
        return e;
    }

    @Test
    void writtenRowsAreCountedAndThere() throws SQLException {
        try (CopyIn copy = connection.copyIn("copy t from stdin")) {
            assertFalse(copy.isBinary());
            assertEquals(2, copy.columnCount());
            copy.write(utf8("1\tone\n"));
            copy.write(utf8("xx2\t\\N\nyy"), 2, 5);
            ByteBuffer direct = ByteBuffer.allocateDirect(16).put(utf8("3\t\n")).flip();
            copy.write(direct);
            assertEquals(0, direct.remaining());
            ByteBuffer slice =
                    ByteBuffer.wrap(utf8("..4\tfour\n..")).position(2).limit(9).slice();
            copy.write(slice);
            assertEquals(0, slice.remaining());
            assertEquals(4, copy.finish());
        }
        assertEquals(
                "1=one,2=null,3=,4=four",
                value("select string_agg(id || '=' || coalesce(name, 'null'), ',' order by id) from t"));
    }

    @Test
    void ignoredRowsAreToldByWarning() throws SQLException {
        assumeTrue(server.majorVersion() >= 17);
        byte[] rows = utf8("1\tone\nx\ttwo\n3\tthree\n");
        assertEquals(2, connection.copyIn("copy t from stdin (on_error ignore)", new ByteArrayInputStream(rows)));
        SQLWarning warning = connection.getWarnings();
        assertTrue(warning.getMessage().contains("1 row was skipped"), warning.getMessage());
        assertEquals("2", value("select count(*) from t"));
    }

    @Test
    void nothingIsCopiedWithoutFinish() throws SQLException {
        try (CopyIn copy = connection.copyIn("copy t from stdin")) {
            copy.write(utf8("1\tone\n"));
            copy.flush();
        }
        assertEquals("0", value("select count(*) from t"));
    }

    @Test
    void abandonedCopyFailsItsTransaction() throws SQLException {
        connection.setAutoCommit(false);
        run("insert into t values (9)");
        try (CopyIn copy = connection.copyIn("copy t from stdin")) {
            copy.write(utf8("1\tone\n"));
            copy.abort("changed my mind");
            copy.abort("twice is fine");
        }
        failure("25P02", () -> value("select 1"));
        connection.rollback();
        assertEquals("0", value("select count(*) from t"));
    }

    @Test
    void copyRunsInTheTransactionItBegins() throws SQLException {
        connection.setAutoCommit(false);
        assertEquals(1, connection.copyIn("copy t from stdin", new StringReader("1\tone\n")));
        connection.rollback();
        assertEquals("0", value("select count(*) from t"));
        assertEquals(1, connection.copyIn("copy t from stdin", new StringReader("1\tone\n")));
        connection.commit();
        connection.rollback();
        assertEquals("1", value("select count(*) from t"));
    }

    @Test
    void failedBeginOrSettingCopiesNothing() throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        connection.setSchema("pg_temp");
        connection.setClientInfo("ApplicationName", "copy");
        assertEquals(1, connection.copyIn("copy t from stdin", new StringReader("1\tone\n")));
        assertEquals("copy", value("select current_setting('application_name')"));
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        run("select 1");
        connection.rollback();
        // A temporary table may be written even so; a permanent one not.
        connection.setReadOnly(false);
        run("create table if not exists public.copy_permanent (id int)");
        connection.commit();
        connection.setReadOnly(true);
        failure("25006", () -> connection.copyIn("copy public.copy_permanent from stdin", new StringReader("1\n")));
        connection.rollback();
        connection.setReadOnly(false);
        run("drop table public.copy_permanent");
        connection.commit();
    }

    @Test
    void serverFailureEndsTheTransferAndLeavesTheConnectionUsable() throws SQLException {
        SQLException e =
                failure("22P02", () -> connection.copyIn("copy t from stdin", new StringReader("1\ta\nx\tb\n")));
        assertTrue(e.getMessage().contains("COPY t, line 2"), e.getMessage());
        failure("23505", () -> connection.copyIn("copy t from stdin", new StringReader("1\ta\n1\tb\n")));
        failure("22P04", () -> connection.copyIn("copy t from stdin", new StringReader("1\ta\tmore\n")));
        assertEquals("0", value("select count(*) from t"));
        assertEquals(1, connection.copyIn("copy t from stdin", new StringReader("1\ta\n")));
    }

    @Test
    void serverFailureStopsTheProducer() throws SQLException {
        byte[] row = utf8("1\tsame key\n");
        int enough = 100_000_000 / row.length;
        int[] written = new int[1];
        try (CopyIn copy = connection.copyIn("copy t from stdin")) {
            failure("23505", () -> {
                while (written[0] < enough) {
                    copy.write(row);
                    written[0]++;
                }
            });
            failure("55000", () -> copy.write(row));
            failure("55000", copy::finish);
            copy.abort("nothing to abort");
        }
        assertTrue(written[0] < enough, "the whole of 100 MB was taken");
        assertEquals("0", value("select count(*) from t"));
    }

    @Test
    void deferredConstraintFailsAtTheEnd() throws SQLException {
        run("create temp table d (id int unique deferrable initially deferred)");
        failure("23505", () -> connection.copyIn("copy d from stdin", new StringReader("1\n1\n")));
        assertEquals("0", value("select count(*) from d"));
    }

    @Test
    void commandsThatAreNoSuchCopyAreRefused(@TempDir Path directory) throws SQLException {
        failure("42601", () -> connection.copyIn("select 1"));
        failure("42601", () -> connection.copyIn("drop table t; copy t from stdin"));
        failure("42601", () -> connection.copyIn("copy t from nowhere at all"));
        failure("42P01", () -> connection.copyIn("copy nobody from stdin"));
        failure("42P01", () -> connection.copyOut("copy nobody to stdout"));
        failure("0A000", () -> connection.copyIn("copy t to stdout"));
        failure("0A000", () -> connection.copyOut("copy t from stdin"));
        assertEquals(
                "0A000",
                failure("0A000", () -> connection.copyOut("copy (select 1) to program 'cat > /dev/null'"))
                        .getSQLState());
        Path file = directory.resolve("kept.txt");
        assertThrows(SQLException.class, () -> connection.copyOut("copy nobody to stdout", file));
        assertFalse(Files.exists(file));
        failure("58030", () -> connection.copyIn("copy t from stdin", directory.resolve("missing")));
        assertEquals("0", value("select count(*) from t"));
    }

    @Test
    void connectionIsTakenMeanwhile() throws SQLException {
        try (CopyIn copy = connection.copyIn("copy t from stdin")) {
            failure("55006", () -> value("select 1"));
            failure("55006", () -> connection.copyOut("copy t to stdout"));
            assertTrue(connection.isValid(1));
            copy.write(utf8("1\tone\n"));
            assertEquals(1, copy.finish());
        }
        assertEquals("1", value("select count(*) from t"));
    }

    @Test
    void failingSourceIsTheCause() throws SQLException {
        IOException broken = new IOException("disk gone");
        InputStream source = new SequenceInputStream(new ByteArrayInputStream(utf8("1\tone\n")), new InputStream() {
            @Override
            public int read() throws IOException {
                throw broken;
            }
        });
        SQLException e = failure("58030", () -> connection.copyIn("copy t from stdin", source));
        assertSame(broken, e.getCause());
        RuntimeException bug = new IllegalStateException("bug");
        InputStream buggy = new InputStream() {
            @Override
            public int read() {
                throw bug;
            }
        };
        assertSame(bug, assertThrows(IllegalStateException.class, () -> connection.copyIn("copy t from stdin", buggy)));
        assertEquals("0", value("select count(*) from t"));
    }

    @Test
    void failingTargetIsTheCause() throws SQLException {
        IOException full = new IOException("disk full");
        OutputStream target = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw full;
            }
        };
        SQLException e = failure(
                "58030", () -> connection.copyOut("copy (select * from generate_series(1, 100000)) to stdout", target));
        assertSame(full, e.getCause());
        assertEquals("1", value("select 1"));
    }

    @Test
    void everyCharacterTravels() throws SQLException {
        StringBuilder text = new StringBuilder();
        StringBuilder escaped = new StringBuilder();
        for (int c = 1; c < 0x11000; c = c < 0x3000 ? c + 1 : c + 97) {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                continue;
            }
            text.appendCodePoint(c);
            switch (c) {
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                case '\\' -> escaped.append("\\\\");
                default -> escaped.appendCodePoint(c);
            }
        }
        assertEquals(1, connection.copyIn("copy t from stdin", new StringReader("7\t" + escaped + "\n")));
        assertEquals(text.toString(), value("select name from t where id = 7"));
        assertEquals(
                1,
                connection.copyIn(
                        "copy t from stdin (format csv)",
                        new StringReader("8,\"" + text.toString().replace("\"", "\"\"") + "\"\n")));
        assertEquals(text.toString(), value("select name from t where id = 8"));
        StringWriter out = new StringWriter();
        // The server escapes some of the others too.
        assertEquals(2, connection.copyOut("copy t to stdout (format csv)", out));
        assertTrue(out.toString().contains(text.toString().replace("\"", "\"\"")));
    }

    @Test
    void readRowsAreTheServers() throws SQLException {
        connection.copyIn("copy t from stdin", new StringReader("1\tone\n2\t\\N\n"));
        try (CopyOut copy = connection.copyOut("copy (select * from t order by id) to stdout")) {
            assertEquals(2, copy.columnCount());
            assertFalse(copy.isBinary());
            assertEquals(-1, copy.rowCount());
            assertArrayEquals(utf8("1\tone\n"), copy.next());
            byte[] part = new byte[3];
            assertEquals(3, copy.read(part, 0, 3));
            assertArrayEquals(utf8("2\t\\"), part);
            assertArrayEquals(utf8("N\n"), copy.next());
            assertNull(copy.next());
            assertNull(copy.next());
            assertEquals(-1, copy.read(part, 0, 3));
            assertEquals(2, copy.rowCount());
        }
        assertEquals("2", value("select count(*) from t"));
    }

    @Test
    void emptyTransfers() throws SQLException {
        assertEquals(0, connection.copyIn("copy t from stdin", InputStream.nullInputStream()));
        ByteArrayOutputStream nothing = new ByteArrayOutputStream();
        assertEquals(0, connection.copyOut("copy t to stdout", nothing));
        assertEquals(0, nothing.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "csv", "binary"})
    void bigTablesGoOutAndInAgain(String format, @TempDir Path directory) throws SQLException, IOException {
        run("insert into t select i, repeat(md5(i::text), i % 20) from generate_series(1, 20000) i");
        String digest = value("select md5(string_agg(t::text, '' order by id)) from t");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertEquals(20_000, connection.copyOut("copy t to stdout (format " + format + ")", bytes));
        Path file = directory.resolve("t");
        assertEquals(20_000, connection.copyOut("copy t to stdout (format " + format + ")", file));
        assertArrayEquals(bytes.toByteArray(), Files.readAllBytes(file));
        run("truncate t");
        assertEquals(
                20_000,
                connection.copyIn(
                        "copy t from stdin (format " + format + ")", new ByteArrayInputStream(bytes.toByteArray())));
        assertEquals(digest, value("select md5(string_agg(t::text, '' order by id)) from t"));
        run("truncate t");
        assertEquals(20_000, connection.copyIn("copy t from stdin (format " + format + ")", file));
        assertEquals(digest, value("select md5(string_agg(t::text, '' order by id)) from t"));
    }

    @Test
    void oneRowOfMegabytes() throws SQLException {
        String large = "x".repeat(20_000_000);
        assertEquals(1, connection.copyIn("copy t from stdin", new StringReader("1\t" + large + "\n")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        connection.copyOut("copy t to stdout", out);
        assertEquals(large.length() + 3, out.size());
    }

    @Test
    void closingEarlyDropsTheRest() throws SQLException {
        CopyOut copy = connection.copyOut("copy (select generate_series(1, 1000000)) to stdout");
        assertArrayEquals(utf8("1\n"), copy.next());
        copy.close();
        assertNull(copy.next());
        assertEquals("1", value("select 1"));
    }

    @Test
    void closingEarlyCancelsWhenWanted() throws SQLException {
        try (HowdahConnection eager = open("closeCancels", "true")) {
            CopyOut copy = eager.copyOut("copy (select generate_series(1, 100000000000)) to stdout");
            assertArrayEquals(utf8("1\n"), copy.next());
            copy.close();
            assertTrue(eager.isValid(5));
        }
    }

    @Test
    void cancelEndsEitherDirection() throws SQLException {
        CopyOut out = connection.copyOut("copy (select generate_series(1, 100000000000)) to stdout");
        out.next();
        out.cancel();
        failure("57014", () -> {
            while (out.next() != null) {
                // Rows that were under way.
            }
        });
        try (CopyIn in = connection.copyIn("copy t from stdin")) {
            in.cancel();
            failure("57014", () -> {
                for (int i = 0; i < 100_000_000; i++) {
                    in.write(utf8(i + "\trow\n"));
                    in.flush();
                }
            });
        }
        assertEquals("0", value("select count(*) from t"));
    }

    @Test
    void failureInTheMiddleComesBehindTheRows() throws SQLException {
        List<byte[]> rows = new ArrayList<>();
        try (CopyOut copy = connection.copyOut("copy (select 1 / (5 - i) from generate_series(1, 10) i) to stdout")) {
            failure("22012", () -> {
                for (byte[] row = copy.next(); row != null; row = copy.next()) {
                    rows.add(row);
                }
            });
        }
        assertEquals(4, rows.size());
        assertEquals("1", value("select 1"));
    }

    @Test
    void lostConnectionIsReported() throws SQLException {
        HowdahConnection lost = open();
        try (Statement statement = lost.createStatement()) {
            statement.execute("create temp table l (b text)");
        }
        CopyIn copy = lost.copyIn("copy l from stdin");
        server.terminate(Integer.toString(lost.backendPid()));
        SQLException e = assertThrows(SQLException.class, () -> {
            for (int i = 0; i < 1_000_000; i++) {
                copy.write(new byte[10_000]);
            }
        });
        assertTrue(e.getSQLState().equals("57P01") || e.getSQLState().startsWith("08"), e.getSQLState());
        assertTrue(lost.isClosed());
        copy.close();
    }

    @Test
    void progressIsTold() throws SQLException {
        List<Long> in = new ArrayList<>();
        byte[] rows = utf8(("1".repeat(8) + "\n").repeat(10_000));
        run("create temp table n (n int)");
        long[] last = new long[2];
        try (CopyIn copy = connection.copyIn("copy n from stdin").onProgress((count, bytes) -> {
            in.add(bytes);
            last[0] = count;
            last[1] = bytes;
        })) {
            for (int i = 0; i < 10; i++) {
                copy.write(rows);
            }
            assertEquals(100_000, copy.finish());
        }
        assertTrue(in.size() >= 10, in.toString());
        assertEquals(100_000, last[0]);
        assertEquals(900_000, last[1]);
        try (CopyOut copy = connection.copyOut("copy n to stdout").onProgress((count, bytes) -> {
            last[0] = count;
            last[1] = bytes;
        })) {
            copy.inputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertEquals(100_000, last[0]);
        assertEquals(900_000, last[1]);
    }

    @Test
    void closedByAnotherThread() throws SQLException {
        HowdahConnection other = open();
        CopyOut copy = other.copyOut("copy (select generate_series(1, 100000000000)) to stdout");
        copy.next();
        CompletableFuture.runAsync(() -> {
                    try {
                        other.close();
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                })
                .join();
        SQLException e = assertThrows(SQLException.class, () -> {
            while (copy.next() != null) {
                // What was received before.
            }
        });
        assertTrue(e.getSQLState().startsWith("08"), e.getSQLState());
        copy.close();
    }

    @Test
    void statementsAndSettingsBeforeAndAfterAreUndisturbed() throws SQLException {
        try (var query = connection.prepareStatement("select name from t where id = ?")) {
            for (int i = 1; i <= 4; i++) {
                assertEquals(1, connection.copyIn("copy t from stdin", new StringReader(i + "\tn" + i + "\n")));
                query.setInt(1, i);
                try (ResultSet row = query.executeQuery()) {
                    assertTrue(row.next());
                    assertEquals("n" + i, row.getString(1));
                }
            }
        }
    }

    @Test
    void streamedResultIsKeptForItsReader() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select i, repeat('x', 100) from generate_series(1, 200000) i")) {
            assertTrue(rows.next());
            assertEquals(1, connection.copyIn("copy t from stdin", new StringReader("1\tone\n")));
            int count = 1;
            while (rows.next()) {
                count++;
            }
            assertEquals(200_000, count);
        }
    }
}
