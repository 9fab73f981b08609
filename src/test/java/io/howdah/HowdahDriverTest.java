package io.howdah;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.api.Property;
import io.howdah.internal.config.DriverVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class HowdahDriverTest {
    private final HowdahDriver driver = new HowdahDriver();

    @Test
    void driverManagerFindsIt() throws SQLException {
        assertInstanceOf(HowdahDriver.class, DriverManager.getDriver("jdbc:howdah://localhost/x"));
    }

    @Test
    void urlsOfBothPrefixesAreAccepted() {
        assertTrue(driver.acceptsURL("jdbc:postgresql://localhost/x"));
        assertTrue(driver.acceptsURL("jdbc:howdah:x"));
        assertTrue(driver.acceptsURL("jdbc:postgresql://localhost/x?sslmode=nonsense"));
        assertFalse(driver.acceptsURL("jdbc:postgresql://localhost:port/x"));
        assertFalse(driver.acceptsURL("jdbc:mysql://localhost/x"));
        assertFalse(driver.acceptsURL(null));
    }

    @Test
    void urlOfAnotherDriverIsLeftToIt() throws SQLException {
        assertNull(driver.connect("jdbc:mysql://localhost/x", new Properties()));
        assertNull(driver.connect("jdbc:mysql://localhost/x", null));
    }

    @Test
    void malformedUrlIsAnErrorWithoutItsSecrets() {
        SQLException e = assertThrows(
                SQLException.class, () -> driver.connect("jdbc:postgresql://localhost:x/y?password=hidden", null));
        assertEquals("99999", e.getSQLState());
        assertFalse(e.getMessage().contains("hidden"), e.getMessage());
        assertThrows(SQLException.class, () -> driver.connect(null, null));
    }

    @Test
    void badPropertyIsAnError() {
        Properties info = new Properties();
        info.setProperty("prepareThreshold", "many");
        SQLException e = assertThrows(SQLException.class, () -> driver.connect("jdbc:howdah:x", info));
        assertEquals("22023", e.getSQLState());
    }

    @Test
    void propertiesAreDescribedWithTheirValuesButNoSecrets() throws SQLException {
        Properties info = new Properties();
        info.setProperty("ApplicationName", "app");
        info.setProperty("password", "hidden");
        DriverPropertyInfo[] all = driver.getPropertyInfo("jdbc:howdah:x", info);
        assertEquals(Property.values().length, all.length);
        assertEquals("app", named("ApplicationName", all).value);
        assertNull(named("password", all).value);
        assertTrue(Arrays.asList(named("sslmode", all).choices).contains("verify-full"));
        assertTrue(Arrays.stream(all).noneMatch(p -> p.description == null));
    }

    private static DriverPropertyInfo named(String name, DriverPropertyInfo[] all) {
        return Arrays.stream(all).filter(p -> p.name.equals(name)).findFirst().orElseThrow();
    }

    @Test
    void versionIsTheBuilds() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        assertTrue(pom.contains("<version>" + DriverVersion.TEXT), DriverVersion.TEXT);
        assertTrue(DriverVersion.TEXT.startsWith(driver.getMajorVersion() + "." + driver.getMinorVersion() + "."));
    }

    @Test
    void itIsNotCompliantAndDoesNotLogThroughJavaUtilLogging() {
        assertFalse(driver.jdbcCompliant());
        assertThrows(SQLFeatureNotSupportedException.class, driver::getParentLogger);
    }
}
