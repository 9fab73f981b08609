package io.howdah.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/**
 * The test servers of this JVM: one per {@link ServerSpec}, started when first asked for, stopped at the end of the test
 * run or of the JVM. Safe for use by many threads.
 *
 * <p>The system property {@code postgres.server} chooses where they come from: {@code embedded} (binaries from Maven),
 * {@code container} (Testcontainers), or a JDBC URL with user and password (a server of yours; tests that need other
 * settings are then skipped). Without it: embedded where the class path has binaries that run here, else a container
 * where Docker is available.
 */
public final class PostgresServers {
    private static final Map<ServerSpec, PostgresServer> SHARED = new HashMap<>();
    private static final List<PostgresServer> ALL = new ArrayList<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(PostgresServers::stopAll, "howdah-test-servers"));
    }

    private PostgresServers() {}

    /** The default server. */
    public static PostgresServer shared() {
        return shared(ServerSpec.DEFAULT);
    }

    /** The server for {@code spec} that everybody in this JVM shares; do not stop it. */
    public static PostgresServer shared(ServerSpec spec) {
        synchronized (SHARED) {
            PostgresServer server = SHARED.get(spec);
            if (server == null) {
                server = start(spec);
                SHARED.put(spec, server);
            }
            return server;
        }
    }

    /** A server for the caller alone, which may stop it and should close it by {@link #stop}; the end of the JVM does otherwise. */
    public static PostgresServer start(ServerSpec spec) {
        PostgresServer server = create(spec);
        synchronized (ALL) {
            ALL.add(server);
        }
        try {
            server.launch();
            server.awaitReady();
            if (!(server instanceof ExternalPostgres)) {
                server.populate();
            }
        } catch (RuntimeException | Error e) {
            stop(server);
            throw e;
        }
        return server;
    }

    /** Stops a server of {@link #start} for good and removes its files. */
    public static void stop(PostgresServer server) {
        synchronized (ALL) {
            ALL.remove(server);
        }
        server.close();
    }

    static void stopAll() {
        List<PostgresServer> servers;
        synchronized (SHARED) {
            SHARED.clear();
        }
        synchronized (ALL) {
            servers = List.copyOf(ALL);
            ALL.clear();
        }
        servers.forEach(PostgresServer::close);
    }

    private static PostgresServer create(ServerSpec spec) {
        String where = System.getProperty("postgres.server", "auto");
        if (where.startsWith("jdbc:")) {
            if (!spec.equals(ServerSpec.DEFAULT)) {
                throw new TestAbortedException("an external server cannot be given settings");
            }
            return new ExternalPostgres(where);
        }
        return switch (where.toLowerCase(Locale.ROOT)) {
            case "embedded" -> new EmbeddedPostgres(spec);
            case "container" -> new ContainerPostgres(spec);
            case "auto", "" ->
                EmbeddedBinaries.available() || !ContainerPostgres.available()
                        ? new EmbeddedPostgres(spec)
                        : new ContainerPostgres(spec);
            default ->
                throw new IllegalArgumentException(
                        "postgres.server: expected embedded, container or a JDBC URL, got " + where);
        };
    }
}
