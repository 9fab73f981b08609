package io.howdah.internal.connect;

import io.howdah.internal.config.Settings;
import io.howdah.internal.config.Settings.ReadOnlyMode;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TimeZone;

/**
 * The parameters of the startup message: everything a session needs, so that no SET has to follow. Immutable; made once per data source and again
 * when the JVM's default time zone has changed.
 *
 * <p>{@code extra_float_digits} is not among them: servers since PostgreSQL 12 send floating point numbers exactly without it, and connection
 * poolers refuse it.
 *
 * @param jvmZone the JVM's default zone for which they were made
 * @param values by name, in the order in which they are sent
 */
record StartupParameters(String jvmZone, Map<String, String> values) {
    static StartupParameters of(Settings settings, String jvmZone) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("user", settings.user());
        values.put("database", settings.database());
        values.put("client_encoding", "UTF8");
        values.put("DateStyle", "ISO");
        values.put("TimeZone", serverZone(jvmZone));
        putIfGiven(values, "application_name", settings.applicationName());
        putIfGiven(values, "search_path", settings.currentSchema());
        if (settings.readOnly() && settings.readOnlyMode() == ReadOnlyMode.ALWAYS) {
            values.put("default_transaction_read_only", "on");
        }
        putIfGiven(values, "options", settings.options());
        switch (settings.replication()) {
            case PHYSICAL -> values.put("replication", "true");
            case DATABASE -> values.put("replication", "database");
            case NONE -> {
                // An ordinary session.
            }
        }
        return new StartupParameters(jvmZone, Collections.unmodifiableMap(values));
    }

    private static void putIfGiven(Map<String, String> values, String name, String value) {
        if (value != null && !value.isEmpty()) {
            values.put(name, value);
        }
    }

    /** The identifier of the JVM's default zone now. */
    static String currentZone() {
        return TimeZone.getDefault().getID();
    }

    /**
     * The zone by a name that PostgreSQL knows and that means the same to Java when the server reports it back. Java's own identifiers that are no
     * IANA names are translated: {@code GMT+02:00} counts eastwards, but PostgreSQL reads such names by POSIX rules, westwards; and three-letter
     * names such as {@code PST} are obsolete.
     */
    static String serverZone(String jvmZone) {
        if (jvmZone.startsWith("GMT")
                && jvmZone.length() == 9
                && (jvmZone.charAt(3) == '+' || jvmZone.charAt(3) == '-')) {
            boolean east = jvmZone.charAt(3) == '+';
            int hours = (jvmZone.charAt(4) - '0') * 10 + (jvmZone.charAt(5) - '0');
            if (jvmZone.endsWith(":00") && hours <= (east ? 14 : 12)) {
                return hours == 0 ? "UTC" : "Etc/GMT" + (east ? '-' : '+') + hours;
            }
            String offset = jvmZone.substring(4);
            return east ? "<+" + offset + ">-" + offset : "<-" + offset + ">+" + offset;
        }
        if (jvmZone.length() == 3) {
            String iana = ZoneId.SHORT_IDS.get(jvmZone);
            return iana != null && iana.indexOf('/') > 0 ? iana : jvmZone;
        }
        return jvmZone;
    }
}
