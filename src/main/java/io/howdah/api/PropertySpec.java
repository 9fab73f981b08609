package io.howdah.api;

import java.util.List;
import java.util.stream.Stream;

/**
 * The builder in which a {@link Property} constant states its facts; the constant copies them in its constructor and
 * lets the builder go. Used only while the enum is being initialised, on one thread.
 */
final class PropertySpec {

    final String key;
    final Property.Type type;
    String defaultValue;
    String unit;
    int minimum;
    int maximum;
    List<String> choices = List.of();
    List<String> aliases = List.of();
    String environmentVariable;
    boolean secret;
    boolean allowedInUrl = true;
    /** SQLSTATE of a bad value: invalid_parameter_value unless said otherwise. */
    String invalidValueState = "22023";

    private PropertySpec(String key, Property.Type type) {
        this.key = key;
        this.type = type;
    }

    static PropertySpec text(String key) {
        return new PropertySpec(key, Property.Type.TEXT);
    }

    static PropertySpec list(String key) {
        return new PropertySpec(key, Property.Type.LIST);
    }

    static PropertySpec bool(String key, boolean defaultValue) {
        return new PropertySpec(key, Property.Type.BOOLEAN).byDefault(Boolean.toString(defaultValue));
    }

    static PropertySpec seconds(String key, int defaultValue) {
        return new PropertySpec(key, Property.Type.SECONDS)
                .byDefault(Integer.toString(defaultValue))
                .in("seconds");
    }

    static PropertySpec size(String key) {
        return new PropertySpec(key, Property.Type.SIZE).in("bytes");
    }

    static PropertySpec integer(String key, int minimum, int maximum, int defaultValue) {
        PropertySpec spec = new PropertySpec(key, Property.Type.INTEGER).byDefault(Integer.toString(defaultValue));
        spec.minimum = minimum;
        spec.maximum = maximum;
        return spec;
    }

    /** The first choice is not the default; {@link #byDefault} is. */
    static PropertySpec choice(String key, String... choices) {
        return new PropertySpec(key, Property.Type.CHOICE).from(choices);
    }

    PropertySpec byDefault(String value) {
        defaultValue = value;
        return this;
    }

    PropertySpec in(String newUnit) {
        unit = newUnit;
        return this;
    }

    PropertySpec from(String... values) {
        choices = List.of(values);
        return this;
    }

    /** Further choices. */
    PropertySpec also(String... values) {
        choices = Stream.concat(choices.stream(), Stream.of(values)).toList();
        return this;
    }

    PropertySpec alias(String... names) {
        aliases = List.of(names);
        return this;
    }

    PropertySpec env(String variable) {
        environmentVariable = variable;
        return this;
    }

    /** The value is never shown: not in a message, not in a rebuilt URL, not in {@code toString}. */
    PropertySpec hidden() {
        secret = true;
        return this;
    }

    /** The value must not be chosen by whoever supplies the URL. */
    PropertySpec notInUrl() {
        allowedInUrl = false;
        return this;
    }

    /** A bad value means that no connection can be made: SQLSTATE 08001. */
    PropertySpec failsConnecting() {
        invalidValueState = "08001";
        return this;
    }
}
