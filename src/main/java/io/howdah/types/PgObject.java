package io.howdah.types;

import java.io.Serializable;

/**
 * A value of a PostgreSQL type that the JDK has no class for. As a parameter it is sent as a value of the type it names. Implementations are
 * immutable, have {@code equals} and {@code hashCode}, and their {@code toString} is the server's text.
 */
public interface PgObject extends Serializable {
    /**
     * The type's name.
     *
     * @return the name as in {@code pg_type}, such as {@code interval}
     */
    String getType();

    /**
     * The value in text form.
     *
     * @return what the server prints for the value, and reads as it
     */
    String getValue();
}
