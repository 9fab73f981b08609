package io.howdah.spi;

import java.lang.reflect.Type;

/**
 * A JSON library, as far as the driver needs one: {@code getObject(i, MyRecord.class)} on a json or jsonb column, and {@code setObject(i, object)} for a
 * parameter of those types. Used by many threads at once.
 */
public interface JsonMapper {
    /**
     * Reads a JSON text.
     *
     * @param json the text, which is valid JSON
     * @param type the class asked for; for components of records, the generic type
     * @return the object; null for the JSON value null
     * @throws Exception when the text does not suit the class: the driver throws an SQLException of SQLSTATE 22018 with it as the cause
     */
    Object read(String json, Type type) throws Exception;

    /**
     * Writes an object as JSON text.
     *
     * @param value the object, not null
     * @return the text
     * @throws Exception when it cannot be written: the driver throws an SQLException of SQLSTATE 22018 with it as the cause
     */
    String write(Object value) throws Exception;
}
