package io.howdah.internal.config;

import io.howdah.api.Property;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes connection URLs apart into property values: {@code jdbc:postgresql:} URLs (and {@code jdbc:howdah:}, the same
 * under a name that no other driver claims) and libpq's {@code postgresql://} URIs. Stateless.
 *
 * <p>Messages never quote any part of the URL, because a password may stand anywhere in a URL that is wrong; they say
 * which part is wrong instead.
 */
public final class UrlParser {

    /** pgjdbc's SQLSTATE for a URL with its prefix that it cannot read. */
    private static final String UNPARSABLE = "99999";

    private static final List<String> JDBC_PREFIXES = List.of("jdbc:postgresql:", "jdbc:howdah:");
    private static final List<String> URI_PREFIXES = List.of("postgresql://", "postgres://");
    private static final int MAX_PORT = 65_535;

    private UrlParser() {}

    /** Whether this is a well-formed JDBC URL with one of this driver's prefixes; null is not. */
    public static boolean accepts(String url) {
        try {
            return parse(url) != null;
        } catch (SQLException unparsable) {
            return false;
        }
    }

    /**
     * The properties in a JDBC URL under their own names (never an alias), in the order of the URL; a name given twice
     * has its last value.
     *
     * @return null if the URL has neither of the prefixes
     * @throws SQLException 99999 if it has but is malformed
     */
    public static Map<String, String> parse(String url) throws SQLException {
        String rest = withoutPrefix(url, JDBC_PREFIXES);
        return rest == null ? null : parseJdbc(rest);
    }

    /**
     * The properties in a libpq URI, as {@link #parse} gives those of a JDBC URL.
     *
     * @return null if it begins with neither {@code postgresql://} nor {@code postgres://}
     * @throws SQLException 99999 if it does but is malformed
     */
    public static Map<String, String> parseUri(String uri) throws SQLException {
        String rest = withoutPrefix(uri, URI_PREFIXES);
        return rest == null ? null : parseLibpq(rest);
    }

    private static String withoutPrefix(String url, List<String> prefixes) {
        if (url != null) {
            for (String prefix : prefixes) {
                if (url.startsWith(prefix)) {
                    return url.substring(prefix.length());
                }
            }
        }
        return null;
    }

    private static Map<String, String> parseJdbc(String rest) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        int question = rest.indexOf('?');
        String body = question < 0 ? rest : rest.substring(0, question);
        String database = body;
        if (body.startsWith("//")) {
            int slash = body.indexOf('/', 2);
            if (slash < 0 && body.length() > 2) {
                throw malformed("a / must follow the hosts, as in jdbc:postgresql://host/database");
            }
            String authority = slash < 0 ? "" : body.substring(2, slash);
            database = slash < 0 ? "" : body.substring(slash + 1);
            putHosts(values, authority);
        }
        if (database.indexOf('/') >= 0) {
            throw malformed("a / is only allowed between // and the database; write %2F in a name");
        }
        putDatabase(values, decode(database, true, "the database"));
        if (question >= 0) {
            putArguments(values, rest.substring(question + 1), true);
        }
        return values;
    }

    private static Map<String, String> parseLibpq(String rest) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        int question = rest.indexOf('?');
        String body = question < 0 ? rest : rest.substring(0, question);
        int slash = body.indexOf('/');
        String authority = slash < 0 ? body : body.substring(0, slash);
        // An abstract socket begins with @, so that only an @ further on ends the user's part.
        int at = authority.indexOf('@', 1);
        if (at > 0) {
            String userInfo = authority.substring(0, at);
            int colon = userInfo.indexOf(':');
            String user = decode(colon < 0 ? userInfo : userInfo.substring(0, colon), false, "the user");
            if (!user.isEmpty()) {
                values.put(Property.USER.key(), user);
            }
            if (colon >= 0) {
                values.put(Property.PASSWORD.key(), decode(userInfo.substring(colon + 1), false, "the password"));
            }
            authority = authority.substring(at + 1);
        }
        putHosts(values, authority);
        putDatabase(values, decode(slash < 0 ? "" : body.substring(slash + 1), false, "the database"));
        if (question >= 0) {
            putArguments(values, rest.substring(question + 1), false);
        }
        return values;
    }

    private static void putDatabase(Map<String, String> values, String database) {
        if (!database.isEmpty()) {
            values.put(Property.DATABASE.key(), database);
        }
    }

    private static void putHosts(Map<String, String> values, String authority) throws SQLException {
        if (authority.isEmpty()) {
            return;
        }
        List<String> hosts = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        // Trailing commas are dropped, as split does.
        for (String item : authority.split(",")) {
            putHost(hosts, ports, item.strip());
        }
        if (hosts.isEmpty()) {
            throw malformed("there are commas where the hosts belong, but no host");
        }
        values.put(Property.HOST.key(), String.join(",", hosts));
        values.put(Property.PORT.key(), String.join(",", ports));
    }

    private static void putHost(List<String> hosts, List<String> ports, String item) throws SQLException {
        int number = hosts.size() + 1;
        if (item.indexOf('@', 1) > 0) {
            throw malformed("a user or password may not stand before a host; use ?user=...&password=...");
        }
        int hostEnd;
        String host;
        if (item.startsWith("[")) {
            int bracket = item.indexOf(']');
            if (bracket < 0) {
                throw malformed("host " + number + " begins with [ but has no ]");
            }
            host = item.substring(1, bracket);
            hostEnd = bracket + 1;
            if (host.indexOf(':') < 0) {
                throw malformed("host " + number + " has brackets but is not an IPv6 address");
            }
        } else {
            int colon = item.indexOf(':');
            if (colon >= 0 && item.indexOf(':', colon + 1) >= 0) {
                throw malformed("host " + number + " has several colons; an IPv6 address needs brackets, as in [::1]");
            }
            hostEnd = colon < 0 ? item.length() : colon;
            host = item.substring(0, hostEnd);
        }
        String port = Integer.toString(HostSpec.DEFAULT_PORT);
        if (hostEnd < item.length()) {
            port = item.substring(hostEnd + 1);
            if (item.charAt(hostEnd) != ':' || !isPort(port)) {
                throw malformed("the port of host " + number + " is not a number from 1 to 65535");
            }
        }
        String decoded = decode(host, false, "host " + number);
        if (decoded.indexOf(',') >= 0) {
            throw malformed("host " + number + " contains a comma");
        }
        hosts.add(decoded.isEmpty() ? Property.HOST.defaultValue() : decoded);
        ports.add(port);
    }

    /** Whether the text is a plain decimal number from 1 to 65535. */
    static boolean isPort(String text) {
        if (text.isEmpty() || text.length() > 5) {
            return false;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            value = value * 10 + (c - '0');
        }
        return value >= 1 && value <= MAX_PORT;
    }

    private static void putArguments(Map<String, String> values, String arguments, boolean plusIsSpace)
            throws SQLException {
        int number = 0;
        for (String argument : arguments.split("&")) {
            number++;
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (name.isEmpty()) {
                continue;
            }
            Property property = Property.named(name).orElse(null);
            // An unknown name may be the tail of a password with an & in it.
            String where = property == null ? "argument " + number : "argument " + property.key();
            if (property != null && !property.allowedInUrl()) {
                throw malformed(where + " may not be given in a URL; set it in code, with Properties or a data source");
            }
            String value = equals < 0 ? "" : decode(argument.substring(equals + 1), plusIsSpace, where);
            values.put(property == null ? name : property.key(), value);
        }
    }

    private static SQLException malformed(String why) {
        return new SQLNonTransientConnectionException("Unable to parse URL: " + why, UNPARSABLE);
    }

    /** Undoes percent encoding; the bytes must be UTF-8. */
    private static String decode(String text, boolean plusIsSpace, String where) throws SQLException {
        if (text.indexOf('%') < 0 && !(plusIsSpace && text.indexOf('+') >= 0)) {
            return text;
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            byte b = encoded[i];
            if (b == '%') {
                int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
                int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw malformed(where + " has a % that is not followed by two hexadecimal digits; write %25");
                }
                decoded.put((byte) (high << 4 | low));
                i += 2;
            } else {
                decoded.put(plusIsSpace && b == '+' ? (byte) ' ' : b);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException invalid) {
            throw malformed(where + " has percent escapes that are not UTF-8");
        }
    }
}
