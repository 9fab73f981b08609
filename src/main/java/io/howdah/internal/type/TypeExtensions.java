package io.howdah.internal.type;

import io.howdah.spi.CodecProvider;
import io.howdah.spi.JsonMapper;
import io.howdah.spi.TypeBinding;
import io.howdah.spi.TypeCodec;
import java.lang.reflect.Type;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the application taught the driver about types, for one data source. Immutable; for any number of threads. */
public final class TypeExtensions {
    public static final TypeExtensions NONE = new TypeExtensions(List.of());

    private final List<CodecProvider> providers;
    private final Map<Class<?>, TypeBinding> bindings = new HashMap<>();

    /** By enum class; the constants by label. */
    private final Map<Class<?>, Map<String, Object>> constants = new HashMap<>();

    private final JsonMapper jsonMapper;

    /** @param providers the ones to be asked first are the first */
    public TypeExtensions(List<CodecProvider> providers) {
        this.providers = List.copyOf(providers);
        JsonMapper mapper = null;
        for (CodecProvider provider : this.providers) {
            for (TypeBinding binding : provider.bindings()) {
                bindings.putIfAbsent(binding.javaClass(), binding);
            }
            mapper = mapper == null ? provider.jsonMapper() : mapper;
        }
        this.jsonMapper = mapper;
        for (TypeBinding binding : bindings.values()) {
            if (binding.javaClass().isEnum()) {
                constants.put(binding.javaClass(), byLabel(binding));
            }
        }
    }

    private static Map<String, Object> byLabel(TypeBinding binding) {
        Map<String, Object> byLabel = new HashMap<>();
        for (Object constant : binding.javaClass().getEnumConstants()) {
            byLabel.putIfAbsent(binding.label((Enum<?>) constant), constant);
        }
        return byLabel;
    }

    /** The codec of a type of the database; null when nobody provides one. */
    Codec codec(String schema, String name) {
        for (CodecProvider provider : providers) {
            TypeCodec<?> codec = provider.codec(schema, name);
            if (codec != null) {
                return new ProvidedCodec<>(codec);
            }
        }
        return null;
    }

    /** The name of the type that a class stands for, by itself or as a subclass of one that is bound; null when it is not bound. */
    public String typeName(Class<?> javaClass) {
        if (bindings.isEmpty()) {
            return null;
        }
        for (Class<?> bound = javaClass; bound != null; bound = bound.getSuperclass()) {
            TypeBinding binding = bindings.get(bound);
            if (binding != null) {
                return binding.typeName();
            }
        }
        return null;
    }

    /** The label of a constant: its name unless its class is bound with other labels. */
    public String label(Enum<?> constant) {
        TypeBinding binding = bindings.get(constant.getDeclaringClass());
        return binding == null ? constant.name() : binding.label(constant);
    }

    /** The constants of a bound enum by their labels; null for a class that is not bound. */
    Map<String, Object> constants(Class<?> javaClass) {
        return constants.get(javaClass);
    }

    public boolean hasJsonMapper() {
        return jsonMapper != null;
    }

    /**
     * An object of a JSON text, by the application's library.
     *
     * @return null for the JSON value null
     */
    Object readJson(String json, Type type) throws SQLException {
        try {
            return jsonMapper.read(json, type);
        } catch (Exception e) {
            throw new SQLDataException(
                    "cannot read JSON of " + json.length() + " characters as " + type.getTypeName() + ": "
                            + jsonMapper.getClass().getName() + " refused it",
                    "22018",
                    e);
        }
    }

    /** The JSON text of an object, by the application's library. */
    public String writeJson(Object value) throws SQLException {
        try {
            return jsonMapper.write(value);
        } catch (Exception e) {
            throw new SQLDataException(
                    "cannot write a " + value.getClass().getTypeName() + " as JSON: "
                            + jsonMapper.getClass().getName() + " refused it",
                    "22018",
                    e);
        }
    }
}
