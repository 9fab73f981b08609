package io.howdah.internal.type;

import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;

/** The failures of codecs. Messages name types, classes and lengths, never the value itself: it may be private. Stateless. */
final class TypeErrors {
    private TypeErrors() {}

    /** 42846: a column of this type has no reading as {@code target}; {@code readings} lists those it has. */
    static SQLException noReading(PgType type, Class<?> target, String readings) {
        return new SQLDataException(
                "cannot read a value of type " + type.name() + " as " + target.getTypeName() + ": ask for " + readings
                        + ", or cast the column in the query",
                "42846");
    }

    /** 42846: {@code value} cannot be sent as this type; {@code writings} lists the classes that can. */
    static SQLException noWriting(PgType type, Object value, String writings) {
        return new SQLDataException(
                "cannot send a " + value.getClass().getTypeName() + " as type " + type.name() + ": give " + writings
                        + ", or a String in the type's text form",
                "42846");
    }

    /** 22003: the value of a column does not fit {@code target}. */
    static SQLException outOfRange(PgType type, Class<?> target, String use) {
        return new SQLDataException(
                "value of type " + type.name() + " is outside the range of " + target.getTypeName() + ": use " + use,
                "22003");
    }

    /** 22003: a Java number does not fit the type of the parameter. */
    static SQLException tooLarge(PgType type, Object value, String range) {
        return new SQLDataException(
                "a " + value.getClass().getTypeName() + " is outside the range of type " + type.name() + ": expected "
                        + range,
                "22003");
    }

    /** 22018: the text of a column is not of the form that the reading needs. */
    static SQLException badText(PgType type, int length, String expected) {
        return new SQLDataException(
                "text of " + length + " bytes of type " + type.name() + " is not " + expected, "22018");
    }

    /** 22018: as {@link #badText(PgType, int, String)}, with what refused it. */
    static SQLException badText(PgType type, int length, String expected, Throwable cause) {
        SQLException failure = badText(type, length, expected);
        failure.initCause(cause);
        return failure;
    }

    /** 22008: the value has parts that {@code target} cannot hold. */
    static SQLException cannotHold(PgType type, Class<?> target, RuntimeException cause) {
        return new SQLDataException(
                "value of type " + type.name() + " cannot be read as " + target.getTypeName() + ": "
                        + cause.getMessage(),
                "22008",
                cause);
    }

    /** 22008: a Java value has parts that the type of the parameter cannot hold. */
    static SQLException notStorable(PgType type, Object value, RuntimeException cause) {
        return new SQLDataException(
                "a " + value.getClass().getTypeName() + " cannot be sent as type " + type.name() + ": "
                        + cause.getMessage(),
                "22008",
                cause);
    }

    /** 22007: the text is no date or time in ISO form. */
    static SQLException badTime(int length, String expected) {
        return new SQLDataException(
                "text of " + length + " bytes is not " + expected
                        + "; if it came from a column of a date or time type, the session's DateStyle is not ISO: undo that SET",
                "22007");
    }

    /** 22008: a date or time that PostgreSQL or the Java class cannot hold. */
    static SQLException timeOutOfRange(String what, String range) {
        return new SQLDataException(what + " is out of range: expected " + range, "22008");
    }

    /** 22P03: binary that cannot be a value of the type. */
    static SQLException badBinary(PgType type, String problem) {
        return new SQLDataException(
                "malformed binary value of type " + type.name() + " from the server: " + problem, "22P03");
    }

    /** 22P03: a value came in binary although the driver reads the type only as text. */
    static SQLException textOnly(PgType type) {
        return new SQLDataException(
                "value of type " + type.name()
                        + " came in binary, which the driver reads only as text: cast it to text",
                "22P03");
    }

    /** The bytes as UTF-8 text. */
    static String utf8(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
}
