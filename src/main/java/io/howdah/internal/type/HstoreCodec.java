package io.howdah.internal.type;

import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.ByteSink;
import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads and writes hstore of the extension of that name: the number of pairs in 4 bytes, and key and value with their lengths in 4 bytes, -1 for
 * NULL. getObject gives a Map of Strings in the server's order, with null for NULL. Stateless.
 */
public final class HstoreCodec extends BaseCodec {
    static final HstoreCodec INSTANCE = new HstoreCodec();

    /** Two lengths. */
    private static final int LEAST_PAIR = 8;

    private HstoreCodec() {
        super(true, "java.util.Map or String");
    }

    @Override
    public int kind(int format) {
        return format == Format.TEXT ? Kind.UTF8 : Kind.OTHER;
    }

    @Override
    public Map<String, String> decode(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context) throws SQLException {
        if (format == Format.TEXT) {
            return new Parser(TypeErrors.utf8(bytes, offset, length), type).pairs();
        }
        ByteCursor in = new ByteCursor(bytes, offset, length);
        int count = in.readCount(LEAST_PAIR);
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < count && !in.failed(); i++) {
            String key = in.readUtf8(in.readInt());
            int size = in.readInt();
            map.put(key, size == -1 ? null : in.readUtf8(size));
        }
        in.checkAtEnd("value of type " + type.name());
        return map;
    }

    @Override
    public String decodeString(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return format == Format.TEXT
                ? TypeErrors.utf8(bytes, offset, length)
                : text(decode(bytes, offset, length, format, type, context), type.name());
    }

    @Override
    Class<?> elementClass() {
        return Map.class;
    }

    @Override
    Object decodeTo(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target) {
        return null;
    }

    @Override
    boolean writesBinary(Object value, PgType type, CodecContext context) {
        return value instanceof Map<?, ?>;
    }

    @Override
    void writeBinary(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        Map<?, ?> map = (Map<?, ?>) value;
        out.putInt(map.size());
        for (Map.Entry<?, ?> pair : map.entrySet()) {
            int length = out.reserveInt();
            out.putUtf8(key(pair, type.name()));
            out.patchValueLength(length);
            if (pair.getValue() == null) {
                out.putInt(-1);
            } else {
                length = out.reserveInt();
                out.putUtf8(pair.getValue().toString());
                out.patchValueLength(length);
            }
        }
    }

    @Override
    void writeText(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        if (!(value instanceof Map<?, ?> map)) {
            throw TypeErrors.noWriting(type, value, classes());
        }
        out.putUtf8(text(map, type.name()));
    }

    private static String key(Map.Entry<?, ?> pair, String type) throws SQLException {
        if (pair.getKey() == null) {
            throw new SQLDataException("a map with the key null cannot be sent as type " + type, "22004");
        }
        return pair.getKey().toString();
    }

    /**
     * {@code "key"=>"value", "other"=>NULL}, as the server prints it.
     *
     * @param type the type's name, for messages
     * @throws SQLException 22004 for the key null
     */
    public static String text(Map<?, ?> map, String type) throws SQLException {
        StringBuilder out = new StringBuilder();
        for (Map.Entry<?, ?> pair : map.entrySet()) {
            if (out.length() > 0) {
                out.append(", ");
            }
            quote(key(pair, type), out);
            out.append("=>");
            if (pair.getValue() == null) {
                out.append("NULL");
            } else {
                quote(pair.getValue().toString(), out);
            }
        }
        return out.toString();
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        out.append('"');
    }

    /** Parses what the server prints. Used once. */
    private static final class Parser {
        private final String text;
        private final PgType type;
        private int position;

        Parser(String text, PgType type) {
            this.text = text;
            this.type = type;
        }

        Map<String, String> pairs() throws SQLException {
            Map<String, String> map = new LinkedHashMap<>();
            while (position < text.length()) {
                if (!map.isEmpty()) {
                    expect(", ");
                }
                String key = quoted();
                expect("=>");
                if (text.startsWith("NULL", position)) {
                    position += 4;
                    map.put(key, null);
                } else {
                    map.put(key, quoted());
                }
            }
            return map;
        }

        private SQLException refused() {
            return TypeErrors.badText(
                    type, text.getBytes(StandardCharsets.UTF_8).length, "an hstore such as \"key\"=>\"value\"");
        }

        private void expect(String token) throws SQLException {
            if (!text.startsWith(token, position)) {
                throw refused();
            }
            position += token.length();
        }

        private String quoted() throws SQLException {
            expect("\"");
            StringBuilder out = new StringBuilder();
            while (position < text.length()) {
                char c = text.charAt(position++);
                if (c == '"') {
                    return out.toString();
                }
                if (c == '\\') {
                    if (position == text.length()) {
                        break;
                    }
                    c = text.charAt(position++);
                }
                out.append(c);
            }
            throw refused();
        }
    }
}
