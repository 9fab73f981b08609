package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.HowdahDriver;
import io.howdah.api.HowdahConnection;
import io.howdah.api.LargeObject;
import io.howdah.api.LargeObjects;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The large object API against a server, with and without a transaction. */
@Live
class LargeObjectsLiveTest {
    private static final long GIB = 1L << 30;

    private Connection connection;
    private LargeObjects objects;

    @BeforeEach
    void connect(PostgresServer server) throws SQLException {
        connection = new HowdahDriver().connect(server.url(), server.properties());
        objects = connection.unwrap(HowdahConnection.class).largeObjects();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static SQLException cause(IOException e) {
        return (SQLException) e.getCause();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2047, 2048, 16 * 1024, 16 * 1024 + 1, 512 * 1024, 512 * 1024 + 1, 1_300_000})
    void importedBytesComeOutAgain(int length) throws Exception {
        byte[] bytes = random(length);
        long oid = objects.importFrom(new ByteArrayInputStream(bytes));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(length, objects.exportTo(oid, out));
        assertArrayEquals(bytes, out.toByteArray());
        try (LargeObject object = objects.open(oid);
                InputStream in = object.inputStream()) {
            assertEquals(length, object.size());
            assertArrayEquals(bytes, in.readAllBytes());
            assertEquals(-1, in.read());
        }
        objects.unlink(oid);
    }

    @Test
    void filesAreImportedAndExported(@TempDir Path directory) throws Exception {
        byte[] bytes = random(100_000);
        Path source = Files.write(directory.resolve("source"), bytes);
        Path target = directory.resolve("target");
        long oid = objects.importFrom(source);
        assertEquals(100_000, objects.exportTo(oid, target));
        assertArrayEquals(bytes, Files.readAllBytes(target));
        objects.unlink(oid);
    }

    @Test
    void smallReadsAndWritesAreBuffered() throws Exception {
        long oid = objects.create();
        try (LargeObject object = objects.open(oid)) {
            OutputStream out = object.outputStream();
            long before = roundTrips();
            for (int i = 0; i < 100_000; i++) {
                out.write(i);
            }
            out.flush();
            assertEquals(1, roundTrips() - before);
            object.position(0);
            before = roundTrips();
            InputStream in = object.inputStream();
            for (int i = 0; i < 100_000; i++) {
                assertEquals(i & 0xFF, in.read(), "byte " + i);
            }
            assertEquals(-1, in.read());
            // 16, 32 and 64 KiB read ahead, then the end.
            assertTrue(roundTrips() - before <= 4, "round trips: " + (roundTrips() - before));
        }
        objects.unlink(oid);
    }

    private long roundTrips() throws SQLException {
        return ((ConnectionImpl) connection).session().traffic().roundTrips();
    }

    @Test
    void positionReadWriteAndTruncateActAsThoseOfAFile(@TempDir Path directory) throws Exception {
        Random random = new Random(7);
        long oid = objects.create();
        try (LargeObject object = objects.open(oid);
                FileChannel file = FileChannel.open(
                        directory.resolve("file"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            for (int i = 0; i < 400; i++) {
                switch (random.nextInt(5)) {
                    case 0 -> {
                        long position = random.nextInt(60_000);
                        object.position(position);
                        file.position(position);
                    }
                    case 1 -> {
                        byte[] bytes = random(random.nextInt(9_000));
                        assertEquals(bytes.length, object.write(ByteBuffer.wrap(bytes)));
                        file.write(ByteBuffer.wrap(bytes));
                    }
                    case 2 -> {
                        long size = random.nextInt(70_000);
                        object.truncate(size);
                        file.truncate(size);
                    }
                    case 3 -> assertEquals(file.size(), object.size());
                    default -> {
                        ByteBuffer ours = ByteBuffer.allocate(random.nextInt(30_000));
                        ByteBuffer theirs = ByteBuffer.allocate(ours.capacity());
                        while (ours.hasRemaining() && object.read(ours) >= 0) {
                            // Until full or at the end.
                        }
                        while (theirs.hasRemaining() && file.read(theirs) >= 0) {
                            // Until full or at the end.
                        }
                        assertEquals(theirs.flip(), ours.flip());
                    }
                }
                assertEquals(file.position(), object.position(), "step " + i);
            }
        }
        objects.unlink(oid);
    }

    @Test
    void placesBeyondTwoGibibytesCanBeReachedAndGapsAreZeros() throws Exception {
        long oid = objects.create();
        try (LargeObject object = objects.open(oid)) {
            object.position(5 * GIB).write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            assertEquals(5 * GIB + 3, object.size());
            object.position(5 * GIB - 2);
            byte[] around = object.inputStream().readAllBytes();
            assertArrayEquals(new byte[] {0, 0, 1, 2, 3}, around);
            object.truncate(5 * GIB + 1);
            assertEquals(5 * GIB + 1, object.size());
            assertEquals(5 * GIB + 1, object.position());
        }
        objects.unlink(oid);
    }

    @Test
    void inATransactionEverythingIsUndoneByRollback() throws Exception {
        long kept = objects.create();
        connection.setAutoCommit(false);
        long oid = objects.create();
        try (LargeObject object = objects.open(oid);
                LargeObject other = objects.open(kept)) {
            object.outputStream().write(new byte[10]);
            other.outputStream().write(new byte[10]);
        }
        connection.rollback();
        try (LargeObject object = objects.open(oid)) {
            assertEquals(
                    "42704",
                    cause(assertThrows(IOException.class, object::size)).getSQLState());
        }
        connection.rollback();
        try (LargeObject object = objects.open(kept)) {
            assertEquals(0, object.size());
        }
        objects.unlink(kept);
        connection.commit();
    }

    @Test
    void anObjectCanBeMadeUnderAnOidOfUnsignedRangeAndOnlyOnce() throws Exception {
        long oid = 4_000_000_001L;
        objects.create(oid);
        assertEquals(
                "23505",
                assertThrows(SQLException.class, () -> objects.create(oid)).getSQLState());
        try (LargeObject object = objects.open(oid)) {
            assertEquals(oid, object.oid());
            object.outputStream().write(5);
            object.position(0);
            assertEquals(5, object.inputStream().read());
        }
        objects.unlink(oid);
        assertEquals(
                "42704",
                assertThrows(SQLException.class, () -> objects.unlink(oid)).getSQLState());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 0x1_0000_0000L})
    void aNumberThatIsNoOidIsRefused(long oid) {
        assertEquals(
                "22023",
                assertThrows(SQLException.class, () -> objects.open(oid)).getSQLState());
        assertEquals(
                "22023",
                assertThrows(SQLException.class, () -> objects.unlink(oid)).getSQLState());
    }

    @Test
    void aSourceThatFailsLeavesNoObjectBehindInAutocommit() throws Exception {
        long before = count();
        InputStream failing = new InputStream() {
            private int left = 700_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("broken");
                }
                return 1;
            }
        };
        assertEquals(
                "broken",
                assertThrows(IOException.class, () -> objects.importFrom(failing))
                        .getMessage());
        assertEquals(before, count());
    }

    private long count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from pg_largeobject_metadata")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void aClosedObjectIsOneAndBytesRefusedOnceAreNotSentAgain() throws Exception {
        long oid = objects.create();
        LargeObject object = objects.open(oid);
        object.close();
        object.close();
        assertFalse(object.isOpen());
        assertThrows(ClosedChannelException.class, object::size);
        assertThrows(ClosedChannelException.class, () -> object.write(ByteBuffer.allocate(1)));
        objects.unlink(oid);
        LargeObject gone = objects.open(oid);
        gone.write(ByteBuffer.allocate(1));
        assertEquals(
                "42704", cause(assertThrows(IOException.class, gone::flush)).getSQLState());
        gone.close();
    }

    @Test
    void textTransferWorksAsWell(PostgresServer server) throws Exception {
        Properties properties = server.properties();
        properties.setProperty("binaryTransfer", "false");
        try (Connection text = new HowdahDriver().connect(server.url(), properties)) {
            LargeObjects own = text.unwrap(HowdahConnection.class).largeObjects();
            byte[] bytes = random(50_000);
            long oid = own.importFrom(new ByteArrayInputStream(bytes));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            own.exportTo(oid, out);
            assertTrue(Arrays.equals(bytes, out.toByteArray()));
            own.unlink(oid);
        }
    }
}
