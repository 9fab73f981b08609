package io.howdah.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * A PostgreSQL in a container of the official image, of the major version that {@code postgres.version} names. Has no
 * Unix-domain socket for the host, and cannot be stopped and started again at the same port.
 */
final class ContainerPostgres extends PostgresServer {
    private static final String FILES = "/howdah";
    private static final int PORT = 5432;

    private final GenericContainer<?> container;

    /**
     * Not testcontainers' own PostgreSQLContainer: its entry point cannot carry a key file, which must belong to the
     * server's account.
     */
    ContainerPostgres(ServerSpec spec) {
        super(spec);
        String version = System.getProperty("postgres.version", "18");
        container = new GenericContainer<>(DockerImageName.parse("postgres:" + version.split("\\.", -1)[0]))
                .withExposedPorts(PORT)
                .withEnv("POSTGRES_PASSWORD", PASSWORD)
                .withEnv("POSTGRES_INITDB_ARGS", "--encoding=UTF8 --no-locale --auth=scram-sha-256")
                .withCopyToContainer(Transferable.of(hba(spec, true), 0644), FILES + "/pg_hba.conf")
                .withCreateContainerCmdModifier(command -> command.withEntrypoint("sh", "-c", entryPoint(spec), "sh"))
                .withCommand(command(spec).toArray(new String[0]))
                .waitingFor(Wait.forListeningPorts(PORT).withStartupTimeout(Duration.ofMinutes(2)));
        if (spec.tls() != Tls.OFF) {
            TestCertificates certificates = TestCertificates.get();
            copy(certificates.serverCertificate(spec.tls()), "server.crt");
            copy(certificates.serverKey(spec.tls()), "server.key");
            copy(certificates.clientCa(), "root.crt");
        }
    }

    /** True when there is a Docker to talk to. */
    static boolean available() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return container.getMappedPort(PORT);
    }

    @Override
    void launch() {
        container.start();
    }

    @Override
    void close() {
        container.stop();
    }

    @Override
    boolean isAlive() {
        return container.isRunning();
    }

    @Override
    String logTail() {
        String log = container.isCreated() ? container.getLogs() : "";
        return log.substring(Math.max(0, log.length() - 4000));
    }

    private void copy(Path file, String name) {
        try {
            container.withCopyToContainer(Transferable.of(Files.readAllBytes(file), 0600), FILES + "/" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copied files belong to root; the server insists on owning its key. */
    private static String entryPoint(ServerSpec spec) {
        String own = spec.tls() == Tls.OFF ? "" : "chown postgres " + FILES + "/server.* " + FILES + "/root.crt && ";
        return own + "exec docker-entrypoint.sh \"$@\"";
    }

    private static List<String> command(ServerSpec spec) {
        List<String> settings = new ArrayList<>(List.of(
                "hba_file=" + FILES + "/pg_hba.conf",
                "max_connections=100",
                "fsync=off",
                "synchronous_commit=off",
                "full_page_writes=off",
                "lc_messages=C",
                "password_encryption=scram-sha-256",
                "timezone=UTC"));
        if (spec.tls() != Tls.OFF) {
            settings.addAll(List.of(
                    "ssl=on",
                    "ssl_cert_file=" + FILES + "/server.crt",
                    "ssl_key_file=" + FILES + "/server.key",
                    "ssl_ca_file=" + FILES + "/root.crt"));
        }
        spec.settings().forEach((name, value) -> settings.add(name + "=" + value));
        List<String> command = new ArrayList<>(List.of("postgres"));
        for (String setting : settings) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }
}
