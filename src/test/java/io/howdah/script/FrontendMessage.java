package io.howdah.script;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message from the client, as a value that can be encoded and decoded. The driver itself has no such objects. */
public sealed interface FrontendMessage {
    /** The type byte; 0 for those that begin a connection and have none. */
    char tag();

    /** Writes what follows the length word. */
    void write(BodyWriter out);

    /** The whole message. */
    default byte[] encode() {
        BodyWriter out = new BodyWriter();
        write(out);
        byte[] message = out.toMessage(tag());
        return tag() != 0 ? message : Arrays.copyOfRange(message, 1, message.length);
    }

    /** The next message of a stream after its beginning; null at its end. */
    static FrontendMessage read(DataInputStream in) throws IOException {
        int tag = in.read();
        if (tag < 0) {
            return null;
        }
        return decode((char) tag, body(in));
    }

    /** The first message of a connection, or the one after an encryption request. */
    static FrontendMessage readFirst(DataInputStream in) throws IOException {
        BodyReader body = new BodyReader(body(in));
        int code = body.int32();
        return body.end(
                switch (code) {
                    case SslRequest.CODE -> new SslRequest();
                    case CancelRequest.CODE -> new CancelRequest(body.int32(), body.rest());
                    default -> new Startup(code, Startup.readParameters(body));
                });
    }

    private static byte[] body(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] body = in.readNBytes(length - 4);
        if (body.length < length - 4) {
            throw new EOFException("a message of " + length + " bytes ends early");
        }
        return body;
    }

    static FrontendMessage decode(char tag, byte[] body) {
        BodyReader in = new BodyReader(body);
        return in.end(
                switch (tag) {
                    case 'B' -> Bind.readFrom(in);
                    case 'C' -> new Close((char) in.int8(), in.string());
                    case 'd' -> new CopyData(in.rest());
                    case 'c' -> new CopyDone();
                    case 'f' -> new CopyFail(in.string());
                    case 'D' -> new Describe((char) in.int8(), in.string());
                    case 'E' -> new Execute(in.string(), in.int32());
                    case 'H' -> new Flush();
                    case 'P' -> new Parse(in.string(), in.string(), in.list(in.int16(), in::int32));
                    case 'p' -> new Password(in.rest());
                    case 'Q' -> new Query(in.string());
                    case 'S' -> new Sync();
                    case 'X' -> new Terminate();
                    default -> throw new IllegalArgumentException("a message of type " + tag);
                });
    }

    /** A message without a body. */
    sealed interface Empty extends FrontendMessage {
        @Override
        default void write(BodyWriter out) {}
    }

    record Startup(int version, Map<String, String> parameters) implements FrontendMessage {
        private static Map<String, String> readParameters(BodyReader in) {
            Map<String, String> parameters = new LinkedHashMap<>();
            for (String name = in.string(); !name.isEmpty(); name = in.string()) {
                parameters.put(name, in.string());
            }
            return parameters;
        }

        @Override
        public char tag() {
            return 0;
        }

        @Override
        public void write(BodyWriter out) {
            out.int32(version);
            parameters.forEach((name, value) -> out.string(name).string(value));
            out.int8(0);
        }
    }

    record SslRequest() implements FrontendMessage {
        static final int CODE = 80877103;

        @Override
        public char tag() {
            return 0;
        }

        @Override
        public void write(BodyWriter out) {
            out.int32(CODE);
        }
    }

    record CancelRequest(int pid, Octets secretKey) implements FrontendMessage {
        static final int CODE = 80877102;

        @Override
        public char tag() {
            return 0;
        }

        @Override
        public void write(BodyWriter out) {
            out.int32(CODE).int32(pid).octets(secretKey);
        }
    }

    /** PasswordMessage, SASLInitialResponse or SASLResponse: only what the server asked tells which. */
    record Password(Octets data) implements FrontendMessage {
        @Override
        public char tag() {
            return 'p';
        }

        @Override
        public void write(BodyWriter out) {
            out.octets(data);
        }
    }

    record Parse(String name, String sql, List<Integer> typeOids) implements FrontendMessage {
        @Override
        public char tag() {
            return 'P';
        }

        @Override
        public void write(BodyWriter out) {
            out.string(name).string(sql).int16(typeOids.size());
            typeOids.forEach(out::int32);
        }
    }

    /** A Bind with one format code for each parameter; null among the values for NULL. */
    record Bind(
            String portal, String statement, List<Integer> formats, List<Octets> values, List<Integer> resultFormats)
            implements FrontendMessage {
        private static Bind readFrom(BodyReader in) {
            return new Bind(
                    in.string(),
                    in.string(),
                    in.list(in.int16(), in::int16),
                    in.list(in.int16(), in::value),
                    in.list(in.int16(), in::int16));
        }

        /** The same with one parameter more, in text. */
        public Bind text(String value) {
            return parameter(0, value == null ? null : Octets.of(value));
        }

        /** The same with one parameter more, an int4 in binary. */
        public Bind int4(int value) {
            return parameter(1, Octets.int4(value));
        }

        private Bind parameter(int format, Octets value) {
            List<Integer> moreFormats = new ArrayList<>(formats);
            moreFormats.add(format);
            List<Octets> moreValues = new ArrayList<>(values);
            moreValues.add(value);
            return new Bind(portal, statement, moreFormats, moreValues, resultFormats);
        }

        /** The same, asking for these formats: none for text, one for all columns, or one for each. */
        public Bind results(Integer... asked) {
            return new Bind(portal, statement, formats, values, List.of(asked));
        }

        @Override
        public char tag() {
            return 'B';
        }

        @Override
        public void write(BodyWriter out) {
            out.string(portal).string(statement).int16(formats.size());
            formats.forEach(out::int16);
            out.int16(values.size());
            values.forEach(out::value);
            out.int16(resultFormats.size());
            resultFormats.forEach(out::int16);
        }
    }

    /** @param kind 'S' for a statement, 'P' for a portal */
    record Close(char kind, String name) implements FrontendMessage {
        @Override
        public char tag() {
            return 'C';
        }

        @Override
        public void write(BodyWriter out) {
            out.int8(kind).string(name);
        }
    }

    record CopyData(Octets data) implements FrontendMessage {
        @Override
        public char tag() {
            return 'd';
        }

        @Override
        public void write(BodyWriter out) {
            out.octets(data);
        }
    }

    record CopyDone() implements Empty {
        @Override
        public char tag() {
            return 'c';
        }
    }

    record CopyFail(String reason) implements FrontendMessage {
        @Override
        public char tag() {
            return 'f';
        }

        @Override
        public void write(BodyWriter out) {
            out.string(reason);
        }
    }

    /** @param kind 'S' for a statement, 'P' for a portal */
    record Describe(char kind, String name) implements FrontendMessage {
        @Override
        public char tag() {
            return 'D';
        }

        @Override
        public void write(BodyWriter out) {
            out.int8(kind).string(name);
        }
    }

    record Execute(String portal, int maxRows) implements FrontendMessage {
        @Override
        public char tag() {
            return 'E';
        }

        @Override
        public void write(BodyWriter out) {
            out.string(portal).int32(maxRows);
        }
    }

    record Flush() implements Empty {
        @Override
        public char tag() {
            return 'H';
        }
    }

    record Query(String sql) implements FrontendMessage {
        @Override
        public char tag() {
            return 'Q';
        }

        @Override
        public void write(BodyWriter out) {
            out.string(sql);
        }
    }

    record Sync() implements Empty {
        @Override
        public char tag() {
            return 'S';
        }
    }

    record Terminate() implements Empty {
        @Override
        public char tag() {
            return 'X';
        }
    }
}
