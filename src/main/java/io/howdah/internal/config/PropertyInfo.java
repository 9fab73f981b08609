package io.howdah.internal.config;

import io.howdah.api.Property;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** What {@code Driver.getPropertyInfo} answers, made from the declarations of the properties. Stateless. */
public final class PropertyInfo {

    private static final String[] BOOLEANS = {"true", "false"};

    private PropertyInfo() {}

    /**
     * All properties with the values they have in a URL and {@code Properties}, or their defaults; of a secret never the
     * value.
     *
     * @param url null, or not this driver's, counts as one without values
     * @param info null for none
     * @throws SQLException 99999 if the URL is this driver's but malformed
     */
    public static DriverPropertyInfo[] of(String url, Properties info) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        SettingsSource.overlay(values, SettingsSource.flatten(info));
        Map<String, String> fromUrl = UrlParser.parse(url);
        if (fromUrl != null) {
            SettingsSource.overlay(values, fromUrl);
        }
        Property[] properties = Property.values();
        DriverPropertyInfo[] infos = new DriverPropertyInfo[properties.length];
        for (int i = 0; i < properties.length; i++) {
            Property property = properties[i];
            String value = values.getOrDefault(property.key(), property.defaultValue());
            DriverPropertyInfo one = new DriverPropertyInfo(property.key(), property.secret() ? null : value);
            one.description = property.description();
            one.required = property == Property.DATABASE || property == Property.USER;
            one.choices = choices(property);
            infos[i] = one;
        }
        return infos;
    }

    private static String[] choices(Property property) {
        return switch (property.type()) {
            case BOOLEAN -> BOOLEANS.clone();
            case CHOICE -> property.choices().toArray(String[]::new);
            default -> null;
        };
    }
}
