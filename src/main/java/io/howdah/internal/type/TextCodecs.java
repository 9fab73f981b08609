package io.howdah.internal.type;

import io.howdah.internal.util.ByteSink;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.Calendar;
import java.util.Locale;
import java.util.UUID;

/**
 * The codecs of types whose value is text: text, varchar, bpchar, name, unknown, enums, refcursor, xml, "char". getObject gives String. Read as
 * a number, boolean, date or time, the text is parsed leniently, as JDBC wants. Stateless.
 */
final class TextCodecs extends BaseCodec {
    /** Text that is the same bytes in both formats. */
    static final TextCodecs TEXT = new TextCodecs(true, false);
    /** Types whose binary form is not the text: xml, whose binary output may add an encoding declaration. */
    static final TextCodecs TEXT_ONLY = new TextCodecs(false, false);
    /** The one-byte type "char". */
    static final TextCodecs CHAR = new TextCodecs(true, true);

    private static final String CLASSES = "String, a number, Boolean or a class of java.time";

    private static final int OCTAL_CHAR_VERSION = 160_000;

    private final boolean singleByte;

    private TextCodecs(boolean binary, boolean singleByte) {
        super(binary, CLASSES);
        this.singleByte = singleByte;
    }

    @Override
    public int kind(int format) {
        return singleByte && format == Format.BINARY || format == Format.BINARY && !binary() ? Kind.OTHER : Kind.UTF8;
    }

    /** True when a value has the same bytes in both formats, so that its text may stand in a binary array. */
    boolean sameInBothFormats() {
        return binary() && !singleByte;
    }

    @Override
    public String decodeString(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (format == Format.BINARY) {
            if (!binary()) {
                throw TypeErrors.textOnly(type);
            }
            if (singleByte) {
                return charText(bytes, offset, length, type, context);
            }
        }
        return TypeErrors.utf8(bytes, offset, length);
    }

    /** Zero is the empty text. Since PostgreSQL 16 bytes that are not ASCII are shown in octal; before, the server prints them as they are. */
    private static String charText(byte[] bytes, int offset, int length, PgType type, CodecContext context)
            throws SQLException {
        if (length != 1) {
            throw TypeErrors.badBinary(type, "expected 1 byte, got " + length);
        }
        int value = bytes[offset] & 0xff;
        if (value == 0) {
            return "";
        }
        if (value >= 0x80 && context.serverVersionNumber() >= OCTAL_CHAR_VERSION) {
            return "\\" + Integer.toOctalString(value);
        }
        return TypeErrors.utf8(bytes, offset, length);
    }

    @Override
    public Object decode(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return decodeString(bytes, offset, length, format, type, context);
    }

    @Override
    public boolean decodeBoolean(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return parseBoolean(decodeString(bytes, offset, length, format, type, context), type);
    }

    /** True for t, true, y, yes, on, 1 in any case, false for their opposites, and numbers that equal 1 or 0; else 42846. */
    static boolean parseBoolean(String text, PgType type) throws SQLException {
        switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "t", "true", "y", "yes", "on", "1" -> {
                return true;
            }
            case "f", "false", "n", "no", "off", "0" -> {
                return false;
            }
            default -> {
                byte[] ascii = text.getBytes(StandardCharsets.UTF_8);
                double number;
                try {
                    number = Numbers.parseDouble(ascii, 0, ascii.length, type);
                } catch (SQLException e) {
                    throw TypeErrors.noReading(type, boolean.class, "String: the text is no boolean");
                }
                return Numbers.toBoolean(number, type);
            }
        }
    }

    @Override
    public int decodeInt(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return Numbers.toInt(decodeLong(bytes, offset, length, format, type, context), type);
    }

    @Override
    public long decodeLong(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return Numbers.parseLong(bytes, offset, length, type, long.class);
    }

    @Override
    public double decodeDouble(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return Numbers.parseDouble(bytes, offset, length, type);
    }

    @Override
    public float decodeFloat(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return Numbers.parseFloat(bytes, offset, length, type);
    }

    @Override
    Class<?> elementClass() {
        return String.class;
    }

    @Override
    Object decodeTo(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException {
        if (format == Format.BINARY && !sameInBothFormats()) {
            byte[] text =
                    decodeString(bytes, offset, length, format, type, context).getBytes(StandardCharsets.UTF_8);
            return parse(text, 0, text.length, type, context, target);
        }
        return parse(bytes, offset, length, type, context, target);
    }

    /** Text in UTF-8 read as {@code target}; null when that is no class that text can be parsed to. */
    static Object parse(byte[] bytes, int offset, int length, PgType type, CodecContext context, Class<?> target)
            throws SQLException {
        if (target == Boolean.class) {
            return parseBoolean(TypeErrors.utf8(bytes, offset, length), type);
        }
        if (target == Double.class) {
            return Numbers.parseDouble(bytes, offset, length, type);
        }
        if (target == Float.class) {
            return Numbers.parseFloat(bytes, offset, length, type);
        }
        if (target == BigDecimal.class || target == BigInteger.class) {
            return Numbers.ofDecimal(Numbers.parseDecimal(bytes, offset, length, type, target), type, target);
        }
        if (Numbers.isWhole(target)) {
            return Numbers.parseWhole(bytes, offset, length, type, target);
        }
        if (target == Character.class) {
            return firstCharacter(bytes, offset, length, type);
        }
        if (target == byte[].class) {
            byte[] copy = new byte[length];
            System.arraycopy(bytes, offset, copy, 0, length);
            return copy;
        }
        if (target == UUID.class) {
            return UuidCodec.parse(bytes, offset, length, type);
        }
        if (target.isEnum()) {
            return EnumLabels.constant(TypeErrors.utf8(bytes, offset, length), target, type, context);
        }
        if (isTemporal(target)) {
            return DateTimeCodecs.ofText(bytes, offset, length)
                    .decodeTo(bytes, offset, length, Format.TEXT, type, context, target);
        }
        return null;
    }

    private static boolean isTemporal(Class<?> target) {
        return Temporal.class.isAssignableFrom(target)
                || java.util.Date.class.isAssignableFrom(target)
                || Calendar.class.isAssignableFrom(target);
    }

    private static Character firstCharacter(byte[] bytes, int offset, int length, PgType type) throws SQLException {
        String text = TypeErrors.utf8(bytes, offset, length);
        if (text.length() != 1) {
            throw TypeErrors.badText(type, length, "a single character");
        }
        return text.charAt(0);
    }

    @Override
    boolean writesBinary(Object value, PgType type, CodecContext context) {
        return false;
    }

    @Override
    void writeBinary(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        writeText(value, type, out, context);
    }

    @Override
    void writeText(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        if (value instanceof char[] chars) {
            out.putUtf8(new String(chars));
        } else if (value.getClass().isArray()) {
            throw TypeErrors.noWriting(type, value, value instanceof byte[] ? "it to a bytea parameter" : CLASSES);
        } else {
            out.putUtf8(value.toString());
        }
    }
}
