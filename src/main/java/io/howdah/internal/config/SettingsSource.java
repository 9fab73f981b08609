package io.howdah.internal.config;

import io.howdah.api.Property;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Where {@link Settings} come from: merges the layers, and derives what no single property says. Stateless. */
final class SettingsSource {

    /** Characters no host name or IP address has; one of them means that something else was meant. */
    private static final String NOT_IN_A_HOST = " /@[]?#&=";

    private SettingsSource() {}

    /**
     * Settings from the layers, strongest first.
     *
     * @param fromUrl canonical names
     * @param given names or aliases
     */
    static Settings merge(Map<String, String> fromUrl, Map<String, String> given, Environment environment)
            throws SQLException {
        Map<String, String> explicit = new LinkedHashMap<>();
        overlay(explicit, given);
        overlay(explicit, fromUrl);
        Map<String, String> raw = new LinkedHashMap<>();
        String env = explicit.get(Property.ENV.key());
        if (env != null && (Boolean) PropertyValues.parse(Property.ENV, env)) {
            overlay(raw, fromEnvironment(environment));
        }
        String service = explicit.getOrDefault(Property.SERVICE.key(), raw.get(Property.SERVICE.key()));
        if (service != null && !service.isEmpty()) {
            overlay(raw, ConnInfoFiles.service(service, environment));
        }
        overlay(raw, explicit);
        if ("require".equalsIgnoreCase(raw.get("gssEncMode"))) {
            throw new SQLNonTransientConnectionException(
                    "connection property gssEncMode: require cannot be met, because GSSAPI encryption is not part of this"
                            + " driver; use TLS with sslmode=verify-full",
                    "08004");
        }
        return new Settings(raw, environment);
    }

    /** The strings in {@code Properties} and its defaults, and the {@code toString} of what else is a value. */
    static Map<String, String> flatten(Properties info) {
        Map<String, String> flat = new LinkedHashMap<>();
        if (info != null) {
            for (String name : info.stringPropertyNames()) {
                flat.put(name, info.getProperty(name));
            }
            info.forEach((name, value) -> {
                if (name instanceof String text && !(value instanceof String)) {
                    flat.put(text, value instanceof char[] characters ? new String(characters) : value.toString());
                }
            });
        }
        return flat;
    }

    /** Puts a stronger layer over a weaker one, by canonical names. */
    static void overlay(Map<String, String> below, Map<String, String> layer) {
        layer.forEach((name, value) -> {
            Property property = Property.named(name).orElse(null);
            boolean given =
                    value != null && (property == null || property.type() == Property.Type.TEXT || !value.isBlank());
            if (given) {
                below.put(property == null ? name : property.key(), value);
            }
        });
    }

    private static Map<String, String> fromEnvironment(Environment environment) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Property property : Property.values()) {
            String variable = property.environmentVariable();
            String value = variable == null ? null : environment.variable(variable);
            if (value != null) {
                values.put(property.key(), value);
            }
        }
        return values;
    }

    /** What is left for classes named by a property: names that are neither ours nor pgjdbc's. */
    static Map<String, String> extras(Map<String, String> raw) {
        Map<String, String> unknown = new LinkedHashMap<>(raw);
        unknown.keySet()
                .removeIf(name -> Property.named(name).isPresent() || Property.ACCEPTED_UNUSED.containsKey(name));
        return Collections.unmodifiableMap(unknown);
    }

    static String user(Map<String, String> raw, Environment environment) {
        String operatingSystemUser = environment.property("user.name");
        return textOr(raw, Property.USER, operatingSystemUser == null ? "" : operatingSystemUser);
    }

    /** The value as given, or the substitute for one that is missing or empty. */
    static String textOr(Map<String, String> raw, Property property, String substitute) {
        String value = raw.get(property.key());
        return value == null || value.isEmpty() ? substitute : value;
    }

    /** The hosts with their ports, which have been checked; the number of ports must be one or that of the hosts. */
    static List<HostSpec> hosts(Map<String, String> raw) throws SQLException {
        String hostText = textOr(raw, Property.HOST, Property.HOST.defaultValue());
        String portText = textOr(raw, Property.PORT, Property.PORT.defaultValue());
        String[] names = hostText.split(",");
        String[] ports = portText.split(",");
        if (ports.length != 1 && ports.length != names.length) {
            throw PropertyValues.invalid(
                    Property.PORT, portText, "one port, or as many as there are hosts (" + names.length + ")");
        }
        List<HostSpec> hosts = new ArrayList<>(names.length);
        for (int i = 0; i < names.length; i++) {
            String port = ports[ports.length == 1 ? 0 : i].strip();
            if (port.isEmpty()) {
                port = Property.PORT.defaultValue();
            }
            hosts.add(new HostSpec(hostName(names[i].strip()), Integer.parseInt(port)));
        }
        if (hosts.isEmpty()) {
            throw PropertyValues.invalid(Property.HOST, hostText, "at least one host");
        }
        return List.copyOf(hosts);
    }

    private static String hostName(String text) throws SQLException {
        if (text.isEmpty()) {
            return Property.HOST.defaultValue();
        }
        boolean unix = text.startsWith("/") || text.startsWith("@");
        boolean brackets = text.startsWith("[") && text.endsWith("]");
        String name = brackets ? text.substring(1, text.length() - 1) : text;
        if (name.chars().anyMatch(c -> Character.isISOControl(c) || !unix && NOT_IN_A_HOST.indexOf(c) >= 0)) {
            throw PropertyValues.invalid(Property.HOST, text, "a host name, IP address or socket directory");
        }
        int colons = unix ? 0 : (int) name.chars().filter(c -> c == ':').count();
        if (colons == 1 || brackets && colons == 0) {
            throw PropertyValues.invalid(Property.HOST, text, "a host without a port (that is PGPORT)");
        }
        return name;
    }

    static Settings.TargetServerType targetServerType(String choice) {
        return switch (choice) {
            case "master" -> Settings.TargetServerType.PRIMARY;
            case "slave", "standby" -> Settings.TargetServerType.SECONDARY;
            case "preferSlave", "prefer-standby" -> Settings.TargetServerType.PREFER_SECONDARY;
            default -> PropertyValues.constant(Settings.TargetServerType.class, choice);
        };
    }

    /** The elements with commas between them; null for none. */
    static String joined(List<String> elements) {
        return elements.isEmpty() ? null : String.join(",", elements);
    }

    /** A JDBC URL that gives the same settings, but for secrets and values that only code may give. */
    static String url(List<HostSpec> hosts, Map<String, String> raw) {
        StringBuilder url = new StringBuilder("jdbc:postgresql://");
        for (int i = 0; i < hosts.size(); i++) {
            HostSpec host = hosts.get(i);
            String name = encode(host.host());
            if (host.host().startsWith("@")) {
                name = "@" + encode(host.host().substring(1));
            } else if (!host.isUnix() && host.host().indexOf(':') >= 0) {
                name = "[" + name.replace("%3A", ":") + "]";
            }
            url.append(i == 0 ? "" : ",").append(name).append(':').append(host.port());
        }
        url.append('/').append(encode(raw.getOrDefault(Property.DATABASE.key(), "")));
        char separator = '?';
        for (Property property : Property.values()) {
            String value = raw.get(property.key());
            boolean elsewhere = property == Property.HOST || property == Property.PORT || property == Property.DATABASE;
            if (value != null && !elsewhere && !property.secret() && property.allowedInUrl()) {
                url.append(separator).append(property.key()).append('=').append(encode(value));
                separator = '&';
            }
        }
        return url.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
