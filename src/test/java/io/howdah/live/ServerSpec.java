package io.howdah.live;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a test asks of its server. Immutable; servers are shared by equal specs for the whole JVM, so a test that needs a
 * server for itself (to stop it, say) asks {@link PostgresServers#start(ServerSpec)} instead.
 *
 * @param settings lines of postgresql.conf that win over the harness's own
 * @param hba lines of pg_hba.conf, which replace the default ones; empty for the default ones. The line that lets the
 *     harness in as its superuser over TCP always comes first.
 * @param tls certificate of the server
 */
public record ServerSpec(Map<String, String> settings, List<String> hba, Tls tls) {
    /** The server most tests use: defaults, no TLS. */
    public static final ServerSpec DEFAULT = new ServerSpec(Map.of(), List.of(), Tls.OFF);

    /** Copies the collections. */
    public ServerSpec {
        settings = Map.copyOf(settings);
        hba = List.copyOf(hba);
        Objects.requireNonNull(tls);
    }

    /** This spec with one setting more. */
    public ServerSpec with(String name, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(name, value);
        return new ServerSpec(more, hba, tls);
    }

    /** This spec with {@code lines} as pg_hba.conf. */
    public ServerSpec withHba(String... lines) {
        return new ServerSpec(settings, List.of(lines), tls);
    }

    /** This spec with that certificate. */
    public ServerSpec with(Tls certificate) {
        return new ServerSpec(settings, hba, certificate);
    }

    /** The spec an annotation describes. */
    static ServerSpec of(Live live) {
        ServerSpec spec = new ServerSpec(Map.of(), List.of(live.hba()), live.tls());
        for (String setting : live.settings()) {
            int equals = setting.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("@Live setting: expected name=value, got " + setting);
            }
            spec = spec.with(
                    setting.substring(0, equals).strip(),
                    setting.substring(equals + 1).strip());
        }
        return spec;
    }
}
