package io.howdah.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.HowdahDriver;
import org.junit.jupiter.api.Test;

/** That the clients' tests run where they say they do. */
@WithoutPgjdbc
class IsolationTest {
    @Test
    void pgjdbcCannotBeLoaded() {
        assertThrows(ClassNotFoundException.class, () -> Class.forName("org.postgresql.Driver"));
        assertThrows(
                ClassNotFoundException.class,
                () -> Thread.currentThread().getContextClassLoader().loadClass("org.postgresql.Driver"));
    }

    @Test
    void driverAndClientsComeFromTheSameLoader() throws ReflectiveOperationException {
        ClassLoader loader = IsolationTest.class.getClassLoader();
        assertEquals("without-pgjdbc", loader.getName());
        assertEquals(loader, HowdahDriver.class.getClassLoader());
        assertEquals(loader, Class.forName("org.hibernate.Session").getClassLoader());
    }
}
