package io.howdah.internal.config;

import io.howdah.api.Property;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The value of every property in its Java type, defaults applied. Immutable; owned by one {@link Settings}. */
final class TypedValues {

    /** Choices that are kept as constants, so that reading one while a statement runs costs nothing. */
    private static final Map<Property, Class<? extends Enum<?>>> CONSTANTS = Map.of(
            Property.READ_ONLY_MODE, Settings.ReadOnlyMode.class,
            Property.CHANNEL_BINDING, Settings.ChannelBinding.class,
            Property.PREFER_QUERY_MODE, Settings.QueryMode.class,
            Property.BATCH_MODE, Settings.BatchMode.class,
            Property.ESCAPE_SYNTAX_CALL_MODE, Settings.CallMode.class,
            Property.STRING_TYPE, Settings.StringType.class,
            Property.AUTOSAVE, Settings.Autosave.class,
            Property.INTERRUPT, Settings.InterruptMode.class,
            Property.VALIDATION, Settings.Validation.class);

    private final Map<Property, Object> values = new EnumMap<>(Property.class);

    /**
     * @param raw values as given, by canonical name; other names are of no concern here
     * @throws SQLException 22023 or 08001 for a bad value
     */
    TypedValues(Map<String, String> raw) throws SQLException {
        for (Property property : Property.values()) {
            String text = raw.getOrDefault(property.key(), property.defaultValue());
            if (text != null) {
                Object value = PropertyValues.parse(property, text);
                Class<? extends Enum<?>> constants = CONSTANTS.get(property);
                values.put(property, constants == null ? value : PropertyValues.constant(constants, (String) value));
            }
        }
    }

    /** Text, or a choice that is not kept as a constant; null if it was not given and has no default. */
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
        return type.cast(values.get(property));
    }
}
