package io.howdah.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The server in a container; runs wherever Docker does. */
@EnabledIf("dockerIsThere")
class ContainerPostgresLiveTest {
    /** A look at the usual places first: asking Testcontainers logs an error when there is no Docker. */
    static boolean dockerIsThere() {
        boolean likely = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        return likely && ContainerPostgres.available();
    }

    @Test
    void hasTheRolesAndSettingsOfTheEmbeddedServer() throws SQLException {
        ContainerPostgres server = new ContainerPostgres(ServerSpec.DEFAULT.with("wal_level", "logical"));
        try {
            server.launch();
            server.awaitReady();
            server.populate();
            assertEquals("logical", server.value("show wal_level"));
            try (Connection connection = server.oracle()) {
                assertEquals("howdah", connection.getMetaData().getUserName());
            }
        } finally {
            server.close();
        }
    }

    @Test
    void showsACertificate() throws SQLException {
        ContainerPostgres server = new ContainerPostgres(ServerSpec.DEFAULT.with(Tls.ON));
        try {
            server.launch();
            server.awaitReady();
            server.populate();
            try (Connection connection =
                    server.oracle("sslmode=verify-ca", "sslrootcert=" + server.rootCertificate())) {
                assertTrue(connection.isValid(5));
            }
        } finally {
            server.close();
        }
    }
}
