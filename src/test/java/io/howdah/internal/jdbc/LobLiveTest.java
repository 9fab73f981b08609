package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.HowdahDriver;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blob, Clob, SQLXML and RowId as columns and as parameters. */
@Live
class LobLiveTest {
    private Connection connection;

    @BeforeEach
    void connect(PostgresServer server) throws SQLException {
        connection = new HowdahDriver().connect(server.url(), server.properties());
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create temp table lobs (id int primary key, bytes bytea, object oid, chars text, x xml)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @FunctionalInterface
    private interface Setter {
        void set(PreparedStatement statement) throws Exception;
    }

    private void insert(String columns, Setter setter) throws Exception {
        String marks = columns.replaceAll("\\w+", "?");
        try (PreparedStatement statement =
                connection.prepareStatement("insert into lobs (id, " + columns + ") values (1, " + marks + ")")) {
            setter.set(statement);
            assertEquals(1, statement.executeUpdate());
        }
    }

    @FunctionalInterface
    private interface Reader {
        void read(ResultSet row) throws Exception;
    }

    private void select(String columns, Reader reader) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + columns + " from lobs")) {
            assertTrue(row.next());
            reader.read(row);
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8));
        }
        return bytes;
    }

    @Test
    void aBlobGoesToByteaAndToALargeObjectAlike() throws Exception {
        byte[] value = bytes(40_000);
        Blob blob = connection.createBlob();
        try (OutputStream out = blob.setBinaryStream(1)) {
            out.write(value);
        }
        insert("bytes, object", s -> {
            s.setBlob(1, blob);
            s.setBlob(2, blob);
        });
        select("bytes, object", row -> {
            assertArrayEquals(value, row.getBytes(1));
            for (int column = 1; column <= 2; column++) {
                Blob got = row.getBlob(column);
                assertEquals(value.length, got.length());
                assertArrayEquals(value, got.getBytes(1, value.length));
                assertArrayEquals(value, got.getBinaryStream().readAllBytes());
                assertArrayEquals(value, row.getObject(column, Blob.class).getBytes(1, 1 << 20));
            }
        });
    }

    @Test
    void streamsReadersAndPlainValuesGoToBothToo() throws Exception {
        byte[] value = bytes(700_000);
        insert("bytes, object, chars", s -> {
            s.setBlob(1, new ByteArrayInputStream(value));
            s.setBlob(2, new ByteArrayInputStream(value), 600_000);
            s.setClob(3, new StringReader("grüße 😀!"), 8);
        });
        select("bytes, object, chars", row -> {
            assertArrayEquals(value, row.getBytes(1));
            assertEquals(600_000, row.getBlob(2).length());
            assertEquals("grüße 😀", row.getString(3));
        });
        try (PreparedStatement update =
                connection.prepareStatement("update lobs set bytes = ?, object = ?, chars = ?")) {
            update.setObject(1, new byte[] {1, 2}, Types.BLOB);
            update.setObject(2, new ByteArrayInputStream(new byte[] {3}), Types.BLOB);
            update.setObject(3, "text", Types.CLOB);
            assertEquals(1, update.executeUpdate());
            select("bytes, object, chars", row -> {
                assertArrayEquals(new byte[] {1, 2}, row.getBytes(1));
                assertArrayEquals(new byte[] {3}, row.getBlob(2).getBytes(1, 9));
                assertEquals("text", row.getClob(3).getSubString(1, 9));
            });
            update.setNull(1, Types.BLOB);
            update.setBlob(2, (Blob) null);
            update.setClob(3, (Clob) null);
            assertEquals(1, update.executeUpdate());
            select("bytes, object, chars", row -> {
                assertNull(row.getBlob(1));
                assertNull(row.getBlob(2));
                assertNull(row.getClob(3));
            });
            SQLException e = assertThrows(SQLException.class, () -> update.setObject(1, 5, Types.BLOB));
            assertEquals("07006", e.getSQLState());
        }
    }

    @Test
    void aClobGoesToTextAndToALargeObjectAlike() throws Exception {
        NClob clob = connection.createNClob();
        clob.setString(1, "äöü 😀 text");
        insert("chars, object", s -> {
            s.setClob(1, clob);
            s.setNClob(2, clob);
        });
        select("chars, object", row -> {
            for (int column = 1; column <= 2; column++) {
                Clob got = row.getClob(column);
                assertEquals(11, got.length());
                assertEquals("äöü 😀 text", got.getSubString(1, 100));
                assertEquals("😀 t", got.getSubString(5, 4));
                assertEquals(8, got.position("text", 1));
                assertEquals(-1, got.position("text", 9));
                assertEquals("??? ? text", new String(got.getAsciiStream().readAllBytes(), StandardCharsets.US_ASCII));
                char[] chars = new char[20];
                assertEquals(3, got.getCharacterStream(2, 3).read(chars));
                assertEquals("öü ", new String(chars, 0, 3));
            }
        });
    }

    @Test
    void aTypeIsAskedForOnceAndAnInsertIsOneRoundTripFromThenOn() throws Exception {
        for (int i = 0; i < 3; i++) {
            long before = ((ConnectionImpl) connection).session().traffic().roundTrips();
            try (PreparedStatement statement =
                    connection.prepareStatement("insert into lobs (id, bytes) values (?, ?)")) {
                statement.setInt(1, i);
                statement.setBlob(2, new ByteArrayInputStream(bytes(10)));
                statement.executeUpdate();
            }
            long taken = ((ConnectionImpl) connection).session().traffic().roundTrips() - before;
            assertEquals(i == 0 ? 2 : 1, taken);
        }
    }

    @Test
    void batchesTakeThemToo() throws Exception {
        try (PreparedStatement statement =
                connection.prepareStatement("insert into lobs (id, bytes, object) values (?, ?, ?)")) {
            for (int i = 0; i < 3; i++) {
                statement.setInt(1, i);
                statement.setBlob(2, new ByteArrayInputStream(bytes(i)));
                statement.setBlob(3, new ByteArrayInputStream(bytes(i)));
                statement.addBatch();
            }
            assertEquals(3, statement.executeBatch().length);
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from lobs order by id")) {
            for (int i = 0; rows.next(); i++) {
                assertArrayEquals(bytes(i), rows.getBytes("bytes"));
                assertEquals(i, rows.getBlob("object").length());
            }
        }
    }

    @Test
    void anInsertThatFailsInAutocommitLeavesNoObjectBehind() throws Exception {
        insert("object", s -> s.setBlob(1, new ByteArrayInputStream(new byte[1])));
        long before = objects();
        assertEquals(
                "23505",
                assertThrows(
                                SQLException.class,
                                () -> insert("object", s -> {
                                    s.setBlob(1, new ByteArrayInputStream(new byte[1]));
                                }))
                        .getSQLState());
        assertEquals(before, objects());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBatchThatFailsOrIsClearedInAutocommitLeavesNoObjectBehind(boolean clears) throws Exception {
        insert("object", s -> s.setBlob(1, new ByteArrayInputStream(new byte[1])));
        long before = objects();
        try (PreparedStatement statement = connection.prepareStatement("insert into lobs (id, object) values (?, ?)")) {
            for (int i = 2; i >= 0; i--) {
                statement.setInt(1, i);
                statement.setBlob(2, new ByteArrayInputStream(bytes(i)));
                statement.addBatch();
            }
            if (clears) {
                statement.clearBatch();
            } else {
                assertThrows(BatchUpdateException.class, statement::executeBatch);
            }
            assertEquals(before, objects());
            assertEquals(
                    "22023",
                    assertThrows(SQLException.class, statement::execute).getSQLState());
            statement.setInt(1, 7);
            statement.setBlob(2, new ByteArrayInputStream(bytes(7)));
            statement.addBatch();
            statement.setInt(1, 8);
            assertEquals(1, statement.executeBatch().length);
            statement.clearBatch();
        }
        assertEquals(before + 1, objects());
    }

    private long objects() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from pg_largeobject_metadata")) {
            row.next();
            return row.getLong(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLargeObjectIsChangedInPlace(boolean autoCommit) throws Exception {
        byte[] value = bytes(600_000);
        connection.setAutoCommit(autoCommit);
        insert("object", s -> s.setBlob(1, new ByteArrayInputStream(value)));
        select("object", row -> {
            Blob blob = row.getBlob(1);
            assertEquals(3, blob.setBytes(300_001, new byte[] {9, 8, 7, 6, 5}, 1, 3));
            assertArrayEquals(new byte[] {8, 7, 6}, blob.getBytes(300_001, 3));
            blob.setBytes(262_143, new byte[] {42, 43, 42, 43, 44});
            assertEquals(262_145, blob.position(new byte[] {42, 43, 44}, 1));
            assertEquals(-1, blob.position(new byte[] {42, 43, 44}, 262_146));
            Blob pattern = connection.createBlob();
            pattern.setBytes(1, new byte[] {8, 7, 6});
            assertEquals(300_001, blob.position(pattern, 1));
            try (OutputStream out = blob.setBinaryStream(599_999)) {
                out.write(new byte[] {1, 2, 3, 4});
            }
            assertEquals(600_002, blob.length());
            blob.truncate(600_000);
            assertArrayEquals(new byte[] {1, 2}, blob.getBytes(599_999, 50));
            assertArrayEquals(new byte[] {1}, blob.getBinaryStream(599_999, 1).readAllBytes());
            assertEquals(
                    "22023",
                    assertThrows(SQLException.class, () -> blob.getBytes(0, 1)).getSQLState());
            blob.free();
            blob.free();
            assertEquals("55000", assertThrows(SQLException.class, blob::length).getSQLState());
        });
        if (!autoCommit) {
            connection.rollback();
        }
    }

    @Test
    void textInALargeObjectIsChangedInPlace() throws Exception {
        insert("object", s -> s.setClob(1, new StringReader("aä😀z")));
        select("object", row -> {
            Clob clob = row.getClob(1);
            assertEquals(1, clob.setString(2, "b"));
            assertEquals("ab😀z", clob.getSubString(1, 99));
            assertEquals(2, clob.setString(3, "xxyz", 1, 2));
            assertEquals("abxyz", clob.getSubString(1, 99));
            try (Writer writer = clob.setCharacterStream(6)) {
                writer.write("-end ü");
            }
            try (Writer writer = clob.setCharacterStream(1)) {
                writer.write("Ä");
            }
            try (OutputStream out = clob.setAsciiStream(2)) {
                out.write('B');
            }
            assertEquals("ÄBxyz-end ü", clob.getSubString(1, 99));
            clob.truncate(2);
            assertEquals("ÄB", clob.getSubString(1, 99));
            assertEquals(2, clob.length());
            assertEquals(
                    "22023",
                    assertThrows(SQLException.class, () -> clob.setString(4, "x"))
                            .getSQLState());
            clob.setString(3, "😀");
            assertEquals(
                    "22023",
                    assertThrows(SQLException.class, () -> clob.truncate(3)).getSQLState());
            clob.free();
            assertEquals("55000", assertThrows(SQLException.class, clob::length).getSQLState());
        });
    }

    @Test
    void theBlobOfAnObjectThatIsGoneFails() throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select 4294967295::oid, 1.5")) {
            row.next();
            Blob blob = row.getBlob(1);
            assertEquals("42704", assertThrows(SQLException.class, blob::length).getSQLState());
            assertEquals(
                    "42846",
                    assertThrows(SQLException.class, () -> row.getBlob(2)).getSQLState());
        }
    }

    @Test
    void xmlIsReadAndWritten() throws Exception {
        SQLXML xml = connection.createSQLXML();
        xml.setString("<a>ü</a>");
        insert("x", s -> s.setSQLXML(1, xml));
        select("x, chars", row -> {
            assertEquals("<a>ü</a>", row.getSQLXML(1).getString());
            assertEquals("<a>ü</a>", ((SQLXML) row.getObject(1)).getString());
            assertEquals("<a>ü</a>", row.getObject(1, SQLXML.class).getString());
            assertEquals("<a>ü</a>", row.getString("x"));
            assertNull(row.getSQLXML(2));
        });
    }

    @Test
    void aRowIsFoundByItsRowId() throws Exception {
        insert("chars", s -> s.setString(1, "x"));
        select("ctid, id", row -> {
            RowId place = row.getRowId(1);
            assertEquals(place, row.getObject("ctid", RowId.class));
            assertEquals("(0,1)", place.toString());
            assertArrayEquals(new byte[] {0, 0, 0, 0, 0, 1}, place.getBytes());
            try (PreparedStatement update = connection.prepareStatement("update lobs set chars = 'y' where ctid = ?")) {
                update.setRowId(1, place);
                assertEquals(1, update.executeUpdate());
            }
            assertEquals(
                    "42846",
                    assertThrows(SQLException.class, () -> row.getRowId(2)).getSQLState());
        });
    }

    @Test
    void aUrlIsItsText() throws Exception {
        insert("chars", s -> s.setURL(1, URI.create("http://localhost/a?b=c").toURL()));
        select(
                "chars",
                row -> assertEquals("http://localhost/a?b=c", row.getURL(1).toString()));
    }
}
