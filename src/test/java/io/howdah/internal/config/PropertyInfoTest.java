package io.howdah.internal.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.api.Property;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PropertyInfoTest {

    private static DriverPropertyInfo of(Property property, DriverPropertyInfo... infos) {
        return infos[property.ordinal()];
    }

    @Test
    void everyPropertyIsListedWithItsCurrentValue() throws SQLException {
        Properties info = new Properties();
        info.setProperty("user", "bob");
        info.setProperty("password", "hunter2");
        info.setProperty("application_name", "app");
        info.put("prepareThreshold", 7);

        DriverPropertyInfo[] infos = PropertyInfo.of("jdbc:postgresql://h:1/db?user=eve&sslmode=require", info);

        assertEquals(Property.values().length, infos.length);
        assertEquals("h", of(Property.HOST, infos).value);
        assertEquals("1", of(Property.PORT, infos).value);
        assertEquals("db", of(Property.DATABASE, infos).value);
        assertEquals("eve", of(Property.USER, infos).value);
        assertEquals("app", of(Property.APPLICATION_NAME, infos).value);
        assertEquals("7", of(Property.PREPARE_THRESHOLD, infos).value);
        assertEquals("require", of(Property.SSL_MODE, infos).value);
        assertEquals("10", of(Property.CONNECT_TIMEOUT, infos).value);
        assertNull(of(Property.PASSWORD, infos).value);
    }

    @Test
    void choicesAndDescriptionsAreThere() throws SQLException {
        DriverPropertyInfo[] infos = PropertyInfo.of(null, null);

        assertArrayEquals(new String[] {"atomic", "barrier"}, of(Property.BATCH_MODE, infos).choices);
        assertArrayEquals(new String[] {"true", "false"}, of(Property.READ_ONLY, infos).choices);
        assertNull(of(Property.OPTIONS, infos).choices);
        assertTrue(of(Property.USER, infos).required);
        assertTrue(of(Property.DATABASE, infos).required);
        assertFalse(of(Property.PASSWORD, infos).required);
        assertEquals(Property.OPTIONS.description(), of(Property.OPTIONS, infos).description);
        assertEquals("PGHOST", of(Property.HOST, infos).name);
    }

    @Test
    void aMalformedUrlIsReported() {
        assertThrows(SQLException.class, () -> PropertyInfo.of("jdbc:postgresql:/", null));
    }
}
