package io.howdah.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.api.Property;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PropertyValuesTest {

    /** For each property that does not take any text, every kind of value it must refuse. */
    static Stream<Arguments> badValues() {
        return Stream.of(Property.values()).flatMap(property -> {
            Stream<String> bad = switch (property.type()) {
                case BOOLEAN -> Stream.of("maybe", "2", "truee");
                case INTEGER ->
                    Stream.of("x", "1.5", "99999999999", "1e3", Long.toString((long) property.minimum() - 1));
                case SECONDS -> Stream.of("x", "-1", "1s", "1.2.3", ".", "1e3", "1".repeat(40));
                case SIZE ->
                    Stream.of("x", "-1", "1.5M", "MiB", "9223372036854775807", "999999999999GiB", "101p", "1TB");
                case CHOICE -> Stream.of("nonsense", "true,false");
                case LIST ->
                    property.choices().isEmpty() ? Stream.empty() : Stream.of("nonsense", "!nonsense", "md5;none");
                case TEXT -> Stream.empty();
            };
            return bad.map(value -> Arguments.of(property, value));
        });
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void aBadValueIsNamedWithItsPropertyAndWhatIsAllowed(Property property, String value) {
        SQLException refused = assertThrows(SQLException.class, () -> Settings.of(Map.of(property.key(), value)));

        assertEquals(property.invalidValueState(), refused.getSQLState());
        assertTrue(refused.getMessage().contains("property " + property.key() + ":"), refused.getMessage());
        assertTrue(refused.getMessage().contains("got \"" + value + "\""), refused.getMessage());
        assertTrue(refused.getMessage().contains("expected "), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "sslmode, 08001",
        "targetServerType, 08001",
        "protocolVersion, 08001",
        "stringtype, 22023",
        "prepareThreshold, 22023",
        "batchMode, 22023"
    })
    void theSqlstateOfABadValueIsPgjdbcs(String name, String state) {
        assertEquals(
                state,
                assertThrows(SQLException.class, () -> Settings.of(Map.of(name, "nonsense")))
                        .getSQLState());
    }

    @Test
    void theExceptionsClassFitsItsSqlstate() {
        assertThrows(SQLNonTransientConnectionException.class, () -> Settings.of(Map.of("sslmode", "x")));
        assertThrows(SQLDataException.class, () -> Settings.of(Map.of("stringtype", "x")));
    }

    @Test
    void aSecretIsNotShownInAMessage() {
        SQLException message = PropertyValues.invalid(Property.PASSWORD, "hunter2", "something else");

        assertTrue(message.getMessage().contains("the value given"), message.getMessage());
        assertTrue(!message.getMessage().contains("hunter2"), message.getMessage());
    }

    @ParameterizedTest
    @MethodSource("choices")
    void everyDeclaredChoiceIsUnderstood(Property property, String choice) throws SQLException {
        assertEquals(choice, PropertyValues.parse(property, choice));
        assertEquals(choice, PropertyValues.parse(property, choice.toUpperCase(java.util.Locale.ROOT)));
        Settings settings = Settings.of(Map.of(property.key(), choice));
        // Reading the settings turns the text into its enum constant, or fails if there is none.
        switch (property) {
            case TARGET_SERVER_TYPE -> settings.targetServerType();
            case READ_ONLY_MODE -> settings.readOnlyMode();
            case CHANNEL_BINDING -> settings.channelBinding();
            case PREFER_QUERY_MODE -> settings.preferQueryMode();
            case BATCH_MODE -> settings.batchMode();
            case ESCAPE_SYNTAX_CALL_MODE -> settings.escapeSyntaxCallMode();
            case STRING_TYPE -> settings.stringType();
            case AUTOSAVE -> settings.autosave();
            case INTERRUPT -> settings.interruptMode();
            case VALIDATION -> settings.validation();
            case SSL_MODE -> settings.tlsMode();
            case SSL_NEGOTIATION -> settings.tlsDirect();
            case PROTOCOL_VERSION -> settings.protocolVersion();
            case REPLICATION -> settings.replication();
            default -> throw new AssertionError("add the accessor of " + property);
        }
    }

    static Stream<Arguments> choices() {
        return Stream.of(Property.values())
                .filter(property -> property.type() == Property.Type.CHOICE)
                .flatMap(property -> property.choices().stream().map(choice -> Arguments.of(property, choice)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Property.class,
            names = {"USER", "PASSWORD", "DATABASE", "OPTIONS", "APPLICATION_NAME", "CURRENT_SCHEMA"})
    void textThatWouldEndEarlyInTheStartupMessageIsRefused(Property property) {
        SQLException refused =
                assertThrows(SQLException.class, () -> Settings.of(Map.of(property.key(), "a\0hunter2")));

        assertEquals("22023", refused.getSQLState());
        assertEquals(!property.secret(), refused.getMessage().contains("a?hunter2"), refused.getMessage());
    }

    @Test
    void constantsAreFoundByAnySpelling() {
        assertEquals(Settings.TlsMode.VERIFY_FULL, PropertyValues.constant(Settings.TlsMode.class, "verify-full"));
        assertEquals(
                Settings.CallMode.CALL_IF_NO_RETURN,
                PropertyValues.constant(Settings.CallMode.class, "callIfNoReturn"));
        assertThrows(
                IllegalArgumentException.class, () -> PropertyValues.constant(Settings.TlsMode.class, "verifyall"));
    }
}
