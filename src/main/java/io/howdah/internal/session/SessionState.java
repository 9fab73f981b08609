package io.howdah.internal.session;

import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.TypeRegistry;
import io.howdah.internal.wire.ColdParsers.BackendKey;
import io.howdah.internal.wire.ColdParsers.ParameterStatus;
import io.howdah.types.PgInterval;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the server has told about its end of the session: reported settings, version, key for cancelling. Filled by the startup and by later
 * ParameterStatus messages, both under the session's lock; the getters may be called by any thread.
 */
public final class SessionState {
    /** Settings remembered: a server reports about fifteen, and extensions a few more; what is beyond is no honest server's. */
    private static final int MAX_PARAMETERS = 500;

    private final Map<String, String> parameters = new ConcurrentHashMap<>();
    private volatile CodecContext context;
    private volatile boolean standardStrings = true;
    private volatile BackendKey backendKey;

    public SessionState(TypeRegistry types) {
        this.context = new CodecContext(types, null, 0);
    }

    /** Takes over a reported setting. */
    public void apply(ParameterStatus status) {
        if (parameters.size() < MAX_PARAMETERS || parameters.containsKey(status.name())) {
            parameters.put(status.name(), status.value());
        }
        switch (status.name()) {
            case "TimeZone" -> context = context.withSessionZone(zone(status.value()));
            case "server_version" -> context = context.withServerVersionNumber(versionNumber(status.value()));
            case "IntervalStyle" -> context = context.withIntervalStyle(PgInterval.Style.of(status.value()));
            case "standard_conforming_strings" -> standardStrings = "on".equals(status.value());
            default -> {
                // Kept in the map only.
            }
        }
    }

    /** Null for a name that Java does not know, or that it reads the other way round: "GMT-1" is east of Greenwich to POSIX, and so to the server. */
    private static ZoneId zone(String name) {
        if (name.indexOf('/') < 0 && (name.indexOf('+') >= 0 || name.indexOf('-') >= 0)) {
            return null;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknownToJava) {
            return null;
        }
    }

    /** {@code 180006} for "18.6 (Debian ...)", {@code 90624} for "9.6.24", {@code 190000} for "19beta1". */
    static int versionNumber(String version) {
        int[] parts = new int[3];
        int part = 0;
        boolean digits = false;
        for (int i = 0; i < version.length() && part < 3; i++) {
            char c = version.charAt(i);
            if (c >= '0' && c <= '9' && parts[part] < 100_000) {
                parts[part] = parts[part] * 10 + (c - '0');
                digits = true;
            } else if (c == '.' && digits) {
                part++;
                digits = false;
            } else {
                break;
            }
        }
        return parts[0] >= 10 ? parts[0] * 10_000 + parts[1] : parts[0] * 10_000 + parts[1] * 100 + parts[2];
    }

    public void setBackendKey(BackendKey key) {
        backendKey = key;
    }

    /** Null when the server sent none (some poolers). */
    public BackendKey backendKey() {
        return backendKey;
    }

    /** A reported setting by its name, case as the server writes it; null when it is not reported. */
    public String parameter(String name) {
        return parameters.get(name);
    }

    /** A copy of all reported settings. */
    public Map<String, String> parameters() {
        return Map.copyOf(parameters);
    }

    public CodecContext context() {
        return context;
    }

    /** As {@code server_version_num}; 0 before it is reported. */
    public int serverVersionNumber() {
        return context.serverVersionNumber();
    }

    public boolean standardStrings() {
        return standardStrings;
    }
}
