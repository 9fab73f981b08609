package io.howdah.internal.config;

import io.howdah.api.Property;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The value of every property in its Java type, defaults applied. Immutable; owned by one {@link Settings}. */
final class TypedValues {

    private final Map<Property, Object> values = new EnumMap<>(Property.class);

    /**
     * @param raw values as given, by canonical name; other names are of no concern here
     * @throws SQLException 22023 or 08001 for a bad value
     */
    TypedValues(Map<String, String> raw) throws SQLException {
        for (Property property : Property.values()) {
            String text = raw.getOrDefault(property.key(), property.defaultValue());
            if (text != null) {
                values.put(property, PropertyValues.parse(property, text));
            }
        }
    }

    /** Text, or a choice as it is declared; null if it was not given and has no default. */
    String text(Property property) {
        return (String) values.get(property);
    }

    boolean bool(Property property) {
        return (Boolean) values.get(property);
    }

    /** A whole number, or the milliseconds of a duration. */
    int integer(Property property) {
        return (Integer) values.get(property);
    }

    /** Bytes. */
    long size(Property property) {
        return (Long) values.get(property);
    }

    /** Empty if it was not given and has no default. */
    @SuppressWarnings("unchecked")
    List<String> list(Property property) {
        return (List<String>) values.getOrDefault(property, List.of());
    }

    <E extends Enum<E>> E choice(Property property, Class<E> type) {
        return PropertyValues.constant(type, text(property));
    }
}
