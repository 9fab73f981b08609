package io.howdah.internal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
    private static void refused(String state, Executable executable) {
        assertEquals(state, assertThrows(SQLException.class, executable).getSQLState());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "a | `\"a\"`",
                "A b | `\"A b\"`",
                "a\"b | `\"a\"\"b\"`",
                "\"a\" | `\"\"\"a\"\"\"`",
                "a\\ | `\"a\\\"`",
                "\u00e9 | `\"\u00e9\"`",
            })
    void quoteMeansExactlyTheName(String name, String expected) throws SQLException {
        assertEquals(expected, Identifiers.quote(name));
    }

    @Test
    void namesThatNobodyCanHaveAreRefused() {
        refused("42602", () -> Identifiers.quote(null));
        refused("42602", () -> Identifiers.quote(""));
        refused("22021", () -> Identifiers.quote("a\u0000b"));
        refused("42602", () -> Identifiers.quoteIfNeeded(""));
        refused("42602", () -> Identifiers.enquote("", false));
        refused("42602", () -> Identifiers.enquote(null, true));
        refused("42602", () -> Identifiers.enquote("\"\"", true));
        refused("42602", () -> Identifiers.enquote("a".repeat(129), true));
        refused("42602", () -> Identifiers.enquote("\"a\"; drop table \"b\"", false));
        refused("42602", () -> Identifiers.enquote("\"a\"\"", false));
        refused("22021", () -> Identifiers.enquote("a\u0000", false));
    }

    @ParameterizedTest
    @CsvSource({
        "a, a",
        "_a1, _a1",
        "name, name",
        "A, '\"A\"'",
        "1a, '\"1a\"'",
        "a b, '\"a b\"'",
        "a$, '\"a$\"'",
        "select, '\"select\"'",
        "int, '\"int\"'",
        "json_table, '\"json_table\"'",
        "left, '\"left\"'",
    })
    void quotesAreSparedOnlyWhereTheyChangeNothing(String name, String expected) throws SQLException {
        assertEquals(expected, Identifiers.quoteIfNeeded(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Hello", "aB_9", "name", "int", "values"})
    void simpleNames(String name) throws SQLException {
        assertTrue(Identifiers.isSimple(name));
        assertEquals(name, Identifiers.enquote(name, false));
        assertEquals('"' + name + '"', Identifiers.enquote(name, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1a", "a b", "GoodDay$", "select", "SELECT", "System_User", "left", "\u00e9", "\u0131n", "_a"})
    void namesThatAreNotSimple(String name) throws SQLException {
        assertFalse(Identifiers.isSimple(name));
        assertEquals('"' + name + '"', Identifiers.enquote(name, false));
        assertEquals('"' + name + '"', Identifiers.enquote(name, true));
    }

    @Test
    void simpleNamesHaveALength() {
        assertFalse(Identifiers.isSimple(""));
        assertTrue(Identifiers.isSimple("a".repeat(128)));
        assertFalse(Identifiers.isSimple("a".repeat(129)));
    }

    @Test
    void namesInQuotesStayAsTheyAre() throws SQLException {
        assertEquals("\"Bruce Wayne\"", Identifiers.enquote("\"Bruce Wayne\"", false));
        assertEquals("\"a\"\"b\"", Identifiers.enquote("\"a\"\"b\"", true));
        assertEquals("\"a\"\"b\"", Identifiers.enquote("a\"b", true));
        assertEquals("\"\"\"\"", Identifiers.enquote("\"", true));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"``|''", "a|'a'", "it's|'it''s'", "a\\|` E'a\\\\'`", "\\'|` E'\\\\'''`"})
    void literalsMeanTheSameUnderBothSettings(String value, String expected) throws SQLException {
        assertEquals(expected, Identifiers.quoteLiteral(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'", "''", "\\", "\\\\", "\\'", "'\\", "a\\'; drop table t; --", "\n'"})
    void aLiteralIsOneTokenUnderBothSettings(String value) throws SQLException {
        String literal = Identifiers.quoteLiteral(value);
        for (boolean standardStrings : new boolean[] {true, false}) {
            SqlLexer lexer = new SqlLexer(literal, standardStrings);
            assertEquals(SqlLexer.STRING, lexer.nextSignificant());
            assertEquals(literal.length(), lexer.end());
        }
    }

    @Test
    void nationalLiterals() throws SQLException {
        assertEquals("N'a''b'", Identifiers.quoteNationalLiteral("a'b"));
        assertEquals(" E'a\\\\b'", Identifiers.quoteNationalLiteral("a\\b"));
    }

    @Test
    void literalsThatNoTextCanBeAreRefused() {
        refused("22004", () -> Identifiers.quoteLiteral(null));
        refused("22021", () -> Identifiers.quoteLiteral("\u0000"));
    }
}
