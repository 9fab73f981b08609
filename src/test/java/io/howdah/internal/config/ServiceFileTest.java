package io.howdah.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceFileTest {

    @TempDir
    Path directory;

    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private final Environment environment = new Environment(variables::get, properties::get);

    @BeforeEach
    void home() {
        properties.put("user.home", directory.toString());
        properties.put("os.name", "Linux");
    }

    private Settings merge(Map<String, String> url, Map<String, String> given) throws SQLException {
        return SettingsSource.merge(url, given, environment);
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }

    @Test
    void aSectionSuppliesWhatIsNotGivenOtherwise() throws IOException, SQLException {
        write(".pg_service.conf", """
                # the servers
                [other]
                host=wrong
                [mine]
                host = a,b
                port=1
                dbname=service
                user=service
                connect_timeout=3
                sslmode=require
                sslmode=disable

                [third]
                user=wrong
                """);

        Settings settings = merge(Map.of("user", "url"), Map.of("service", "mine", "PGDBNAME", "given"));

        assertEquals(List.of(new HostSpec("a", 1), new HostSpec("b", 1)), settings.hosts());
        assertEquals("url", settings.user());
        assertEquals("given", settings.database());
        assertEquals(3000, settings.connectTimeoutMillis());
        assertEquals(Settings.TlsMode.REQUIRE, settings.tlsMode());
    }

    @Test
    void theServiceIsStrongerThanTheEnvironment() throws IOException, SQLException {
        write(".pg_service.conf", "[mine]\nuser=service\n");
        variables.putAll(Map.of("PGUSER", "environment", "PGDATABASE", "environment", "PGSERVICE", "mine"));

        Settings settings = merge(Map.of(), Map.of("env", "true"));

        assertEquals("service", settings.user());
        assertEquals("environment", settings.database());
    }

    @Test
    void theUsersFileIsSearchedBeforeTheSystems() throws IOException, SQLException {
        write("pg_service.conf", "[mine]\nuser=system\n[only]\nuser=system\n");
        write("users", "[mine]\nuser=users\n");
        variables.put("PGSYSCONFDIR", directory.toString());
        variables.put("PGSERVICEFILE", directory.resolve("users").toString());

        assertEquals("users", merge(Map.of(), Map.of("service", "mine")).user());
        assertEquals("system", merge(Map.of(), Map.of("service", "only")).user());
    }

    @Test
    void theSystemPropertyNamesTheFileFirst() throws IOException, SQLException {
        write("byVariable", "[mine]\nuser=variable\n");
        write("byProperty", "[mine]\nuser=property\n");
        variables.put("PGSERVICEFILE", directory.resolve("byVariable").toString());
        properties.put(
                "org.postgresql.pgservicefile", directory.resolve("byProperty").toString());

        assertEquals("property", merge(Map.of(), Map.of("service", "mine")).user());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[other]\nuser=a\n",
                "[mine]\nnonsense=1\n",
                "[mine]\njust words\n",
                "[mine]\n=x\n",
                "[mine]\nservice=other\n",
                "[mine]\npassword hunter2\n"
            })
    void aSectionThatIsMissingOrWrongIsReported(String content) throws IOException {
        write(".pg_service.conf", content);

        SQLException refused = assertThrows(SQLException.class, () -> merge(Map.of(), Map.of("service", "mine")));

        assertEquals("22023", refused.getSQLState());
        assertTrue(refused.getMessage().contains("\"mine\""), refused.getMessage());
        assertTrue(!refused.getMessage().contains("hunter2"), refused.getMessage());
    }

    @Test
    void aMissingFileIsReported() {
        assertThrows(SQLException.class, () -> merge(Map.of(), Map.of("service", "mine")));
        properties.clear();
        assertThrows(SQLException.class, () -> merge(Map.of(), Map.of("service", "mine")));
    }

    @Test
    void aNameOfPgjdbcsWithoutEffectIsAllowed() throws IOException, SQLException {
        write(".pg_service.conf", "[mine]\njaasLogin=false\nuser=a\n");

        assertEquals("a", merge(Map.of(), Map.of("service", "mine")).user());
    }
}
