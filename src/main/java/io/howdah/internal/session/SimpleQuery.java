package io.howdah.internal.session;

import io.howdah.internal.sql.Identifiers;
import io.howdah.internal.sql.ParsedStatement;
import io.howdah.internal.type.Format;
import io.howdah.internal.type.Oids;
import io.howdah.internal.type.PgType;
import io.howdah.internal.type.TypeRegistry;
import io.howdah.internal.util.ByteSink;
import io.howdah.internal.util.Bytes;
import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;

/**
 * Writes a statement as text for the simple protocol, with the values of its parameters in it as constants. Stateless.
 *
 * <p>Every value, numbers too, becomes {@code ('text'::type)}: within parentheses nothing before or behind it can run together with it, so that
 * a minus sign ahead of a negative number does not begin a comment. A text with a backslash becomes {@code E'...'} with the backslash doubled,
 * which means the same whatever {@code standard_conforming_strings} is; quotes are doubled; a zero byte, which would end the message, is refused.
 */
final class SimpleQuery {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private SimpleQuery() {}

    /**
     * Appends a statement.
     *
     * @param oids the types of its parameters
     * @param row its values as {@link BatchValues#writeValues} writes them
     * @throws SQLException 22021 for a zero in a text, 0A000 for a value that has no text
     */
    static void append(ByteSink out, ParsedStatement statement, int[] oids, ByteSink row, TypeRegistry types)
            throws SQLException {
        if (statement.parameterCount() == 0) {
            out.putBytes(statement.nativeUtf8());
            return;
        }
        String text = statement.nativeSql();
        byte[] bytes = row.array();
        int count = statement.parameterCount();
        int formats = 2;
        int at = formats + 2 * count + 2;
        int copied = 0;
        for (int i = 0; i < count; i++) {
            int placeholder = statement.parameterPosition(i);
            out.putUtf8(text.substring(copied, placeholder));
            copied = placeholder + 1 + digits(i + 1);
            int length = Bytes.getInt(bytes, at);
            at += 4;
            if (length < 0) {
                out.putAscii("(NULL)");
            } else {
                appendValue(out, bytes, at, length, Bytes.getShort(bytes, formats + 2 * i), types.byOid(oids[i]));
                at += length;
            }
        }
        out.putUtf8(text.substring(copied));
    }

    private static int digits(int number) {
        int digits = 1;
        for (int rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private static void appendValue(ByteSink out, byte[] bytes, int offset, int length, int format, PgType type)
            throws SQLException {
        out.putByte('(');
        if (format == Format.TEXT) {
            appendText(out, bytes, offset, length);
        } else if (type.oid() == Oids.BYTEA) {
            appendHex(out, bytes, offset, length);
        } else {
            throw new SQLException(
                    "a value of type " + type.name()
                            + " was given in binary, which preferQueryMode=simple cannot send: give it as text",
                    "0A000");
        }
        if (hasName(type)) {
            out.putAscii("::");
            out.putUtf8(Identifiers.quote(type.schema()));
            out.putByte('.');
            out.putUtf8(Identifiers.quote(type.name()));
        }
        out.putByte(')');
    }

    /** False for strings, which the server may take for whatever it needs, and for types that are not known. */
    private static boolean hasName(PgType type) {
        return type.oid() != Oids.UNSPECIFIED
                && type.oid() != Oids.VARCHAR
                && type.form() != PgType.Form.UNKNOWN
                && !type.schema().isEmpty();
    }

    private static void appendText(ByteSink out, byte[] bytes, int offset, int length) throws SQLException {
        boolean backslash = false;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == 0) {
                throw new SQLDataException(
                        "a parameter has the character U+0000 in it, which PostgreSQL cannot store", "22021");
            }
            backslash |= bytes[i] == '\\';
        }
        if (backslash) {
            out.putByte('E');
        }
        out.putByte('\'');
        for (int i = offset; i < offset + length; i++) {
            byte b = bytes[i];
            if (b == '\'' || b == '\\') {
                out.putByte(b);
            }
            out.putByte(b);
        }
        out.putByte('\'');
    }

    private static void appendHex(ByteSink out, byte[] bytes, int offset, int length) {
        out.putAscii("E'\\\\x");
        for (int i = offset; i < offset + length; i++) {
            out.putByte(HEX[bytes[i] >> 4 & 0xF]);
            out.putByte(HEX[bytes[i] & 0xF]);
        }
        out.putByte('\'');
    }
}
