package io.howdah.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PropertiesManualTest {

    private static final Path PAGE = Path.of("docs", "properties.md");

    @Test
    void theManualDescribesThePropertiesAsDeclared() throws IOException {
        String expected = PropertiesManual.page();
        if (Boolean.getBoolean("docs.update")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, expected);
        }

        assertEquals(
                expected,
                Files.readString(PAGE).replace("\r\n", "\n"),
                "docs/properties.md is out of date: run mvn test -Dtest=PropertiesManualTest -Ddocs.update=true");
    }
}
