package io.howdah.internal.config;

import io.howdah.api.Property;
import java.util.Map;
import java.util.TreeMap;

/** Writes the manual's page on connection properties from their declarations. */
final class PropertiesManual {

    private PropertiesManual() {}

    /** The page in Markdown. */
    static String page() {
        StringBuilder page = new StringBuilder("""
                # Connection properties

                <!-- Generated from io.howdah.api.Property; do not edit.
                     To renew: mvn test -Dtest=PropertiesManualTest -Ddocs.update=true -->

                Properties are given as arguments of the URL (`jdbc:postgresql://host/db?name=value&...`, values
                percent-encoded), in the `Properties` of `DriverManager.getConnection`, or on a data source. A URL argument
                is stronger than `Properties`, which are stronger than the connection service file, which is stronger than
                the environment (read only with `env=true`), which is stronger than the default.

                Names are case-sensitive. An empty value of a property that is not plain text means that it is not given. A
                value that is not allowed is an error that names the property, with SQLSTATE 22023 unless said otherwise.
                Unknown names are ignored, but are visible to a socket factory.

                - A **duration** is in seconds and may have decimals.
                - A **size** is in bytes, or has a unit: `K`, `M`, `G` are powers of 1000, `KiB`, `MiB`, `GiB` powers of 1024,
                  `p` (or `pct`, `percent`) is a percentage of the largest heap.
                - A **boolean** is `true` or `false`; `on`, `off`, `yes`, `no`, `1` and `0` are understood.

                """);
        for (Property.Group group : Property.Group.values()) {
            page.append("## ").append(group.title()).append("\n\n");
            page.append("| Name | Type | Default | Meaning |\n|---|---|---|---|\n");
            for (Property property : Property.values()) {
                if (property.group() == group) {
                    row(page, property);
                }
            }
            page.append('\n');
        }
        page.append("""
                ## Accepted without effect

                These properties of pgjdbc are accepted, so that existing configurations work, and do nothing.

                | Name | Why |
                |---|---|
                """);
        for (Map.Entry<String, String> unused : new TreeMap<>(Property.ACCEPTED_UNUSED).entrySet()) {
            page.append("| `")
                    .append(unused.getKey())
                    .append("` | ")
                    .append(unused.getValue())
                    .append(" |\n");
        }
        return page.toString();
    }

    private static void row(StringBuilder page, Property property) {
        page.append("| `").append(property.key()).append('`');
        for (String alias : property.aliases()) {
            page.append("<br>`").append(alias).append('`');
        }
        page.append(" | ").append(type(property)).append(" | ");
        if (property.defaultValue() != null) {
            page.append('`').append(property.defaultValue()).append('`');
        }
        page.append(" | ").append(property.description().replace("|", "\\|"));
        if (property.environmentVariable() != null) {
            page.append(" Environment: `")
                    .append(property.environmentVariable())
                    .append("`.");
        }
        if (property.secret()) {
            page.append(" Never shown.");
        }
        if (!property.invalidValueState().equals("22023")) {
            page.append(" A bad value is SQLSTATE ")
                    .append(property.invalidValueState())
                    .append('.');
        }
        page.append(" |\n");
    }

    private static String type(Property property) {
        String unit = property.unit() == null ? "" : ", " + property.unit();
        return switch (property.type()) {
            case BOOLEAN -> "boolean";
            case INTEGER -> integer(property) + unit;
            case SECONDS -> "duration, seconds";
            case SIZE -> "size";
            case CHOICE -> "`" + String.join("`, `", property.choices()) + "`";
            case LIST ->
                property.choices().isEmpty() ? "list" : "list of `" + String.join("`, `", property.choices()) + "`";
            case TEXT -> "text";
        };
    }

    private static String integer(Property property) {
        return property.maximum() == Integer.MAX_VALUE
                ? "integer from " + property.minimum()
                : "integer, " + property.minimum() + " to " + property.maximum();
    }
}
