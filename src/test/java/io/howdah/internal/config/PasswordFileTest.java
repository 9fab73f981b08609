package io.howdah.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordFileTest {

    private static final HostSpec HOST = new HostSpec("db.example.com", 5432);

    @TempDir
    Path home;

    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private final Environment environment = new Environment(variables::get, properties::get);

    @BeforeEach
    void homeAndSystem() {
        properties.put("user.home", home.toString());
        properties.put("os.name", "Linux");
    }

    private static Path write(Path file, String content, String permissions) throws IOException {
        assumeTrue(Files.getFileStore(file.getParent()).supportsFileAttributeView("posix"), "no POSIX permissions");
        Files.writeString(file, content, StandardCharsets.UTF_8);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private PasswordLookup lookup(HostSpec host) {
        return ConnInfoFiles.password(null, host, "mydb", "bob", environment);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            db.example.com:5432:mydb:bob:pw    | pw
            *:5432:mydb:bob:pw                 | pw
            db.example.com:*:mydb:bob:pw       | pw
            db.example.com:5432:*:bob:pw       | pw
            db.example.com:5432:mydb:*:pw      | pw
            *:*:*:*:pw                         | pw
            *:*:*:*:                           | ""
            *:*:*:*:a\\:b                      | a:b
            *:*:*:*:a\\\\b                     | a\\b
            *:*:*:*:a:b                        | a:b
            *:*:*:*:a\\                        | a\\
            *:*:*:*:p w                        | p w
            *:*:*:*:pä                         | pä
            other:5432:mydb:bob:pw             |
            db.example.com:5433:mydb:bob:pw    |
            db.example.com:5432:other:bob:pw   |
            db.example.com:5432:mydb:eve:pw    |
            DB.example.com:5432:mydb:bob:pw    |
            #*:*:*:*:pw                        |
            *:*:*:*                            |
            pw                                 |
            " *:*:*:*:pw"                      |
            localhost:5432:mydb:bob:pw         |
            """)
    void aLineFitsFieldByField(String line, String expected) throws IOException {
        write(home.resolve(".pgpass"), line + "\n", "rw-------");

        assertEquals(new PasswordLookup(expected, null), lookup(HOST));
    }

    @Test
    void theFirstFittingLineCounts() throws IOException {
        write(
                home.resolve(".pgpass"),
                "# comment\r\n\r\nother:*:*:*:wrong\r\n*:*:mydb:*:first\r\n*:*:*:*:second",
                "rw-------");

        assertEquals("first", lookup(HOST).password());
    }

    @Test
    void anIpv6HostIsWrittenWithEscapedColons() throws IOException {
        write(home.resolve(".pgpass"), "\\:\\:1:5432:mydb:bob:six\n", "rw-------");

        assertEquals("six", lookup(new HostSpec("::1", 5432)).password());
    }

    @Test
    void aUnixSocketIsLocalhostOrItsDirectory() throws IOException {
        HostSpec socket = new HostSpec("/run/postgresql", 5432);

        write(home.resolve(".pgpass"), "localhost:5432:mydb:bob:local\n", "rw-------");
        assertEquals("local", lookup(socket).password());
        write(home.resolve(".pgpass"), "/run/postgresql:5432:mydb:bob:dir\n", "rw-------");
        assertEquals("dir", lookup(socket).password());
        write(home.resolve(".pgpass"), "/tmp:5432:mydb:bob:other\n", "rw-------");
        assertNull(lookup(socket).password());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw--w----", "rw----r--", "rw-----w-", "rw---x---", "rwxrwxrwx"})
    void aFileOthersCanReachIsIgnoredWithAWarning(String permissions) throws IOException {
        write(home.resolve(".pgpass"), "*:*:*:*:topsecret\n", permissions);

        PasswordLookup found = lookup(HOST);

        assertNull(found.password());
        assertTrue(found.warning().contains("0600"), found.warning());
        assertTrue(!found.warning().contains("topsecret"), found.warning());
    }

    @Test
    void aDirectoryInPlaceOfTheFileIsIgnoredWithAWarning() throws IOException {
        Files.createDirectory(home.resolve(".pgpass"));

        PasswordLookup found = lookup(HOST);

        assertNull(found.password());
        assertTrue(found.warning().contains("not a plain file"), found.warning());
    }

    @Test
    void aFileThatIsTooLargeIsIgnoredWithAWarning() throws IOException {
        write(home.resolve(".pgpass"), "*:*:*:*:pw\n".repeat(200_000), "rw-------");

        assertTrue(lookup(HOST).warning().contains("larger than"));
    }

    @Test
    void aPathThatIsNoneIsIgnoredWithAWarning() {
        variables.put("PGPASSFILE", "a\0b");

        PasswordLookup found = lookup(HOST);

        assertNull(found.password());
        assertTrue(found.warning().contains("cannot be read"), found.warning());
    }

    @Test
    void noFileAndNoHomeAreNormal() {
        assertEquals(new PasswordLookup(null, null), lookup(HOST));
        properties.remove("user.home");
        assertEquals(new PasswordLookup(null, null), lookup(HOST));
    }

    @Test
    void thePropertyIsStrongerThanTheSystemPropertyThanTheEnvironmentThanTheHome() throws IOException {
        write(home.resolve(".pgpass"), "*:*:*:*:home\n", "rw-------");
        Path byVariable = write(home.resolve("v"), "*:*:*:*:variable\n", "rw-------");
        Path bySystemProperty = write(home.resolve("s"), "*:*:*:*:system\n", "rw-------");
        Path byProperty = write(home.resolve("p"), "*:*:*:*:property\n", "rw-------");

        assertEquals("home", lookup(HOST).password());
        variables.put("PGPASSFILE", byVariable.toString());
        assertEquals("variable", lookup(HOST).password());
        properties.put("org.postgresql.pgpassfile", bySystemProperty.toString());
        assertEquals("system", lookup(HOST).password());
        assertEquals(
                "property",
                ConnInfoFiles.password(byProperty.toString(), HOST, "mydb", "bob", environment)
                        .password());
    }

    @Test
    void windowsKeepsTheFileWithTheApplicationsData() throws IOException {
        properties.put("os.name", "Windows 11");
        variables.put("APPDATA", home.toString());
        Files.createDirectory(home.resolve("postgresql"));
        write(home.resolve("postgresql/pgpass.conf"), "*:*:*:*:windows\n", "rw-------");

        assertEquals("windows", lookup(HOST).password());
    }

    @Test
    void aPasswordThatIsGivenIsNotLookedFor() throws IOException, SQLException {
        Path file = write(home.resolve("p"), "*:*:*:*:fromFile\n", "rw-------");

        Settings given = Settings.of(Map.of("password", "", "passfile", file.toString()));
        Settings notGiven = Settings.of(Map.of("passfile", file.toString()));

        assertEquals("", given.passwordFor(HOST).password());
        assertEquals("fromFile", notGiven.passwordFor(HOST).password());
    }

    @Test
    void eachOfSeveralHostsHasItsOwnPassword() throws IOException, SQLException {
        Path file = write(home.resolve("p"), "a:1:*:*:first\nb:2:*:*:second\n", "rw-------");

        Settings settings = Settings.parse("jdbc:postgresql://a:1,b:2,c:3/db?passfile=" + file, null)
                .orElseThrow();

        assertEquals("first", settings.passwordFor(settings.hosts().get(0)).password());
        assertEquals("second", settings.passwordFor(settings.hosts().get(1)).password());
        assertNull(settings.passwordFor(settings.hosts().get(2)).password());
    }
}
