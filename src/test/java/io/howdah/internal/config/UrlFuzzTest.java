package io.howdah.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;

class UrlFuzzTest {

    @FuzzTest
    void urlsGiveSettingsOrASafeMessage(byte[] input) {
        String url = new String(input, StandardCharsets.UTF_8);
        // The service file and the environment are not the fuzzer's.
        Environment nowhere = new Environment(name -> null, name -> null);
        try {
            Map<String, String> values = UrlParser.parse(url);
            values = values == null ? UrlParser.parseUri(url) : values;
            if (values != null) {
                Settings settings = SettingsSource.merge(values, Map.of("password", "hunter2"), nowhere);
                Settings again = SettingsSource.merge(UrlParser.parse(settings.url()), Map.of(), nowhere);

                assertEquals(settings.hosts(), again.hosts());
                assertEquals(settings.database(), again.database());
                assertEquals(settings.user(), again.user());
                assertFalse(settings.toString().contains("hunter2") && !url.contains("hunter2"));
            }
        } catch (SQLException refused) {
            assertNotNull(refused.getSQLState());
            assertFalse(refused.getMessage().contains("hunter2") && !url.contains("hunter2"));
        }
    }
}
