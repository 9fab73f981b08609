package io.howdah.spi;

import java.util.List;

/**
 * Teaches the driver types of the database that it does not know, such as those of extensions, and Java classes of the application.
 *
 * <p>Providers are found by {@link java.util.ServiceLoader} (a file {@code META-INF/services/io.howdah.spi.CodecProvider}, or {@code provides} in a module), by the
 * connection property {@code codecProviders}, and given to {@code HowdahDataSource.Builder.codecProvider}. They serve all connections of a data
 * source: those given to the builder are asked first, then those of the property, then those found. A provider is asked by many threads.
 */
public interface CodecProvider {
    /**
     * The codec of a type that is not built into PostgreSQL. Asked when a type of that name is first met; what is made of it (arrays, domains,
     * composites, ranges) then works as well.
     *
     * @param schema the schema that the type is in; extensions may be installed in any
     * @param typeName name of the type, such as {@code vector}
     * @return null for types of no concern to this provider
     */
    default TypeCodec<?> codec(String schema, String typeName) {
        return null;
    }

    /**
     * The classes that stand for types, which decides as what {@code setObject(i, object)} sends them.
     *
     * @return the bindings; empty for none
     */
    default List<TypeBinding> bindings() {
        return List.of();
    }

    /**
     * The JSON library by which json and jsonb are read and written as objects.
     *
     * @return null for none
     */
    default JsonMapper jsonMapper() {
        return null;
    }
}
