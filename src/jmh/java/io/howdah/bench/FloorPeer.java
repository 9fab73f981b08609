package io.howdah.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The least a Java driver could do: requests encoded beforehand go over a blocking socket, and the answer is looked
 * through for ReadyForQuery, message by message, without decoding anything. Not a driver; what others are compared with.
 *
 * <p>Only for a server that trusts the user.
 */
final class FloorPeer implements Peer {
    private static final int OID_INT8 = 20;
    private static final int OID_INT4 = 23;
    private static final int OID_FLOAT8 = 701;
    private static final int OID_VARCHAR = 1043;

    /** Bytes; what a blocking read takes from the kernel at once. */
    private static final int READ_BUFFER = 64 * 1024;

    private final Target target;
    private final Line line;
    private final byte[] lookup = encodedLookup();
    private final int lookupIdAt = lookup.length - tailAfterLookupId();
    private final byte[] onePlusOne =
            new Message().bind("one").results(1).execute().sync().bytes();
    private final byte[] intRows =
            new Message().bind("ints").results(1).execute().sync().bytes();
    private final byte[] mixedRows =
            new Message().bind("mixed").results(1).execute().sync().bytes();
    private final byte[] batch = encodedBatch();
    private final byte[] first = encodedFirst();
    private final int firstDigitsAt = digitsAt(first);
    private final int firstIdAt = first.length - tailAfterFirstId();

    FloorPeer(Target target) throws IOException {
        this.target = target;
        line = new Line(target);
        line.exchange(
                new Message().parse("lookup", Schema.LOOKUP, OID_INT8).sync().bytes(), 0);
        line.exchange(new Message().parse("one", Schema.ONE_PLUS_ONE).sync().bytes(), 0);
        line.exchange(new Message().parse("ints", Schema.INT_ROWS).sync().bytes(), 0);
        line.exchange(new Message().parse("mixed", Schema.MIXED_ROWS).sync().bytes(), 0);
        line.exchange(
                new Message()
                        .parse("insert", Schema.INSERT, OID_INT8, OID_INT4, OID_VARCHAR, OID_FLOAT8)
                        .sync()
                        .bytes(),
                0);
    }

    @Override
    public boolean decodes() {
        return false;
    }

    @Override
    public long lookup(long id, Blackhole sink) throws IOException {
        ByteBuffer.wrap(lookup).putLong(lookupIdAt, id);
        return line.exchange(lookup, 'D');
    }

    @Override
    public long onePlusOne(Blackhole sink) throws IOException {
        return line.exchange(onePlusOne, 'D');
    }

    @Override
    public long first(long number, long id, Blackhole sink) throws IOException {
        long rest = number;
        for (int i = Schema.FIRST_DIGITS - 1; i >= 0; i--) {
            first[firstDigitsAt + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        ByteBuffer.wrap(first).putLong(firstIdAt, id);
        return line.exchange(first, 'D');
    }

    @Override
    public long intRows(Blackhole sink) throws IOException {
        return line.exchange(intRows, 'D');
    }

    @Override
    public long mixedRows(Blackhole sink) throws IOException {
        return line.exchange(mixedRows, 'D');
    }

    @Override
    public long batch() throws IOException {
        return line.exchange(batch, 'C');
    }

    @Override
    public long connect() throws IOException {
        new Line(target).close();
        return 1;
    }

    @Override
    public void close() throws IOException {
        line.close();
    }

    private static byte[] encodedLookup() {
        return new Message()
                .bind("lookup")
                .parameters(1)
                .int8(0)
                .results(1)
                .execute()
                .sync()
                .bytes();
    }

    private static int tailAfterLookupId() {
        // The id, one result format, Execute of the unnamed portal, Sync.
        return 8 + 4 + 10 + 5;
    }

    private static byte[] encodedFirst() {
        String sql = Schema.LOOKUP + Schema.FIRST_PREFIX + "#".repeat(Schema.FIRST_DIGITS) + Schema.FIRST_SUFFIX;
        return new Message()
                .parse("", sql, OID_INT8)
                .bind("")
                .parameters(1)
                .int8(0)
                .results(0)
                .describe()
                .execute()
                .sync()
                .bytes();
    }

    private static int tailAfterFirstId() {
        // As for a lookup, with Describe of the unnamed portal.
        return tailAfterLookupId() + 7;
    }

    private static int digitsAt(byte[] request) {
        int at = 0;
        while (request[at] != '#') {
            at++;
        }
        return at;
    }

    private static byte[] encodedBatch() {
        Message message = new Message();
        for (BatchRow row : BatchRow.all()) {
            message.bind("insert")
                    .parameters(4)
                    .int8(row.a())
                    .int4(row.b())
                    .text(row.c())
                    .int8(Double.doubleToRawLongBits(row.d()))
                    .results(0)
                    .execute();
        }
        return message.sync().bytes();
    }

    /** One connection. */
    private static final class Line {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;
        private final byte[] buffer = new byte[READ_BUFFER];
        private int position;
        private int limit;

        Line(Target target) throws IOException {
            socket = new Socket(target.host(), target.port());
            socket.setTcpNoDelay(true);
            in = socket.getInputStream();
            out = socket.getOutputStream();
            exchange(Message.startup(target.user(), target.database()), 0);
        }

        /** Sends a request and reads to ReadyForQuery; returns how many messages with that tag came. */
        int exchange(byte[] request, int countedTag) throws IOException {
            out.write(request);
            int counted = 0;
            while (true) {
                need(5);
                int tag = buffer[position];
                int length = (buffer[position + 1] & 0xff) << 24
                        | (buffer[position + 2] & 0xff) << 16
                        | (buffer[position + 3] & 0xff) << 8
                        | buffer[position + 4] & 0xff;
                position += 5;
                if (tag == 'E') {
                    need(length - 4);
                    throw new IOException("the server reports: "
                            + new String(buffer, position, length - 4, StandardCharsets.UTF_8).replace('\0', ' '));
                }
                skip(length - 4);
                if (tag == countedTag) {
                    counted++;
                }
                if (tag == 'Z') {
                    return counted;
                }
            }
        }

        private void need(int bytes) throws IOException {
            while (limit - position < bytes) {
                System.arraycopy(buffer, position, buffer, 0, limit - position);
                limit -= position;
                position = 0;
                read();
            }
        }

        private void skip(int bytes) throws IOException {
            int rest = bytes;
            while (limit - position < rest) {
                rest -= limit - position;
                position = 0;
                limit = 0;
                read();
            }
            position += rest;
        }

        private void read() throws IOException {
            int count = in.read(buffer, limit, buffer.length - limit);
            if (count < 0) {
                throw new EOFException("the server closed the connection");
            }
            limit += count;
        }

        void close() throws IOException {
            out.write(new byte[] {'X', 0, 0, 0, 4});
            socket.close();
        }
    }

    /** Encodes frontend messages one behind the other. */
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private ByteArrayOutputStream body = new ByteArrayOutputStream();

        static byte[] startup(String user, String database) {
            Message message = new Message();
            message.putInt(3 << 16);
            message.string("user").string(user).string("database").string(database);
            message.body.write(0);
            byte[] body = message.body.toByteArray();
            return ByteBuffer.allocate(4 + body.length)
                    .putInt(4 + body.length)
                    .put(body)
                    .array();
        }

        Message parse(String name, String sql, int... oids) {
            string(name).string(sql).putShort(oids.length);
            for (int oid : oids) {
                putInt(oid);
            }
            return end('P');
        }

        /** Followed by {@link #parameters} if there are any, and by {@link #results}. */
        Message bind(String name) {
            return string("").string(name);
        }

        /** Announces parameters, all binary. */
        Message parameters(int count) {
            putShort(1).putShort(1);
            return putShort(count);
        }

        Message int8(long value) {
            putInt(8);
            return putInt((int) (value >>> 32)).putInt((int) value);
        }

        Message int4(int value) {
            return putInt(4).putInt(value);
        }

        Message text(String value) {
            byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
            putInt(encoded.length);
            body.writeBytes(encoded);
            return this;
        }

        /** Ends Bind; all columns come in that format. */
        Message results(int format) {
            if (body.size() == bindHeader()) {
                putShort(0).putShort(0);
            }
            return putShort(1).putShort(format).end('B');
        }

        /** Bytes of the Bind message when it has no parameters: the names of portal and statement. */
        private int bindHeader() {
            byte[] soFar = body.toByteArray();
            int zeros = 0;
            int at = 0;
            while (zeros < 2) {
                if (soFar[at++] == 0) {
                    zeros++;
                }
            }
            return at;
        }

        Message describe() {
            body.write('P');
            return string("").end('D');
        }

        Message execute() {
            return string("").putInt(0).end('E');
        }

        Message sync() {
            return end('S');
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }

        private Message string(String text) {
            body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            body.write(0);
            return this;
        }

        private Message putShort(int value) {
            body.write(value >>> 8);
            body.write(value);
            return this;
        }

        private Message putInt(int value) {
            return putShort(value >>> 16).putShort(value);
        }

        private Message end(char tag) {
            bytes.write(tag);
            bytes.writeBytes(ByteBuffer.allocate(4).putInt(4 + body.size()).array());
            bytes.writeBytes(body.toByteArray());
            body = new ByteArrayOutputStream();
            return this;
        }
    }
}
