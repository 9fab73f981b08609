package io.howdah.types;

import java.util.Objects;

/**
 * A value of a PostgreSQL type that has no Java class of its own, as the server's text: what {@code getObject} gives for json, enums of other
 * schemas, extension types and the like. As a parameter it is sent as that text, for the type it names. Immutable.
 */
public final class PgValue implements PgObject {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final String value;

    /**
     * Makes a value of a type.
     *
     * @param type the type's name as in {@code pg_type}, such as {@code jsonb}
     * @param value the value in the server's text form
     */
    public PgValue(String type, String value) {
        this.type = Objects.requireNonNull(type, "type");
        this.value = Objects.requireNonNull(value, "value");
    }

    @Override
    public String getType() {
        return type;
    }

    @Override
    public String getValue() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PgValue that && type.equals(that.type) && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + value.hashCode();
    }

    /** The value itself. */
    @Override
    public String toString() {
        return value;
    }
}
