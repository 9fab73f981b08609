package io.howdah.internal.sql;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.Locale;
import java.util.Set;

/**
 * Quoting of names and string constants, by PostgreSQL's lexical rules.
 *
 * <p>Two families: {@link #quote} and {@link #quoteIfNeeded} mean exactly the name they are given and are for SQL that
 * the driver itself writes; {@link #enquote} and {@link #isSimple} do what JDBC says about its {@code enquoteIdentifier},
 * where an unquoted name may be folded to lower case. Stateless; any thread.
 */
public final class Identifiers {
    /** Longest name that JDBC's quoting methods accept, in UTF-16 chars, as in the JDK's own implementation. */
    private static final int MAX_JDBC_LENGTH = 128;

    /**
     * Key words that no table, column or function can have as its name without quotes: the reserved ones and those that
     * are reserved except as function or type, of all server versions from 13 to 18 together.
     */
    private static final Set<String> RESERVED = words(
            "all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate"
                    + " collation column concurrently constraint create cross current_catalog current_date"
                    + " current_role current_schema current_time current_timestamp current_user default deferrable"
                    + " desc distinct do else end except false fetch for foreign freeze from full grant group having"
                    + " ilike in initially inner intersect into is isnull join lateral leading left like limit"
                    + " localtime localtimestamp natural not notnull null offset on only or order outer overlaps"
                    + " placing primary references returning right select session_user similar some symmetric"
                    + " system_user table tablesample then to trailing true union unique user using variadic verbose"
                    + " when where window with");

    /** Key words that can name a table or a column but not a function or a type, of server versions 13 to 18. */
    private static final Set<String> NOT_FUNCTION_OR_TYPE = words(
            "between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping"
                    + " inout int integer interval json json_array json_arrayagg json_exists json_object"
                    + " json_objectagg json_query json_scalar json_serialize json_table json_value least"
                    + " merge_action national nchar none normalize nullif numeric out overlay position precision real"
                    + " row setof smallint substring time timestamp treat trim values varchar xmlattributes xmlconcat"
                    + " xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable");

    private Identifiers() {}

    /** Whether a word of any case is a key word that needs quotes to be a name at all. */
    public static boolean isReserved(String word) {
        return RESERVED.contains(word.toLowerCase(Locale.ROOT));
    }

    /**
     * Quotes a name exactly: the result means this name and nothing else, whatever is in it.
     *
     * @throws SQLException 42602 for a null or empty name, 22021 for a zero char in it
     */
    public static String quote(String name) throws SQLException {
        requireName(name);
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /**
     * Quotes a name exactly, unless it means the same without quotes in every place a name can stand.
     *
     * @throws SQLException 42602 for a null or empty name, 22021 for a zero char in it
     */
    public static String quoteIfNeeded(String name) throws SQLException {
        requireName(name);
        return isLowerCaseWord(name) && !RESERVED.contains(name) && !NOT_FUNCTION_OR_TYPE.contains(name)
                ? name
                : quote(name);
    }

    /**
     * Whether JDBC calls the name simple: a letter, then letters, digits and underscores, all ASCII, at most 128 in
     * all, and no reserved key word. Such a name can be written without quotes; the server then folds it to lower case.
     */
    public static boolean isSimple(String name) {
        int length = name.length();
        if (length == 0 || length > MAX_JDBC_LENGTH || !isAsciiLetter(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < length; i++) {
            char c = name.charAt(i);
            if (!isAsciiLetter(c) && !isDigit(c) && c != '_') {
                return false;
            }
        }
        return !isReserved(name);
    }

    /**
     * Does what {@code java.sql.Statement.enquoteIdentifier} says. A name in quotes stays as it is; quotes within any
     * other name are doubled, which the JDK's own implementation refuses to do.
     *
     * @throws SQLException 42602 for a null, empty or over-long name or one whose own quotes do not match, 22021 for a
     *     zero char
     */
    public static String enquote(String name, boolean always) throws SQLException {
        requireName(name);
        if (isSimple(name)) {
            return always ? quote(name) : name;
        }
        boolean delimited = name.length() >= 2 && name.charAt(0) == '"' && name.endsWith("\"");
        if (delimited) {
            if (!hasOnlyDoubledQuotes(name)) {
                throw new SQLSyntaxErrorException(
                        "identifier: it begins and ends with a quote, so every quote within must be doubled", "42602");
            }
            if (name.length() == 2) {
                throw invalid("\"\"");
            }
        }
        int length = delimited ? name.length() - 2 : name.length();
        if (length > MAX_JDBC_LENGTH) {
            throw invalid("one of " + length + " chars");
        }
        return delimited ? name : quote(name);
    }

    /**
     * Quotes a string constant so that it means the same under both settings of {@code standard_conforming_strings}.
     * With a backslash in it the result is {@code  E'...'} and begins with a space, so that it cannot run together with
     * a word before it.
     *
     * @throws SQLException 22004 for null, 22021 for a zero char
     */
    public static String quoteLiteral(String value) throws SQLException {
        requireText(value);
        String quoted = '\'' + value.replace("'", "''") + '\'';
        return value.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
    }

    /**
     * Quotes a national character constant, {@code N'...'}. A value with a backslash becomes an {@code  E'...'}
     * constant instead, because what a backslash means within {@code N'...'} is a setting of the session.
     *
     * @throws SQLException 22004 for null, 22021 for a zero char
     */
    public static String quoteNationalLiteral(String value) throws SQLException {
        String quoted = quoteLiteral(value);
        return quoted.charAt(0) == '\'' ? 'N' + quoted : quoted;
    }

    private static void requireName(String name) throws SQLException {
        if (name == null || name.isEmpty()) {
            throw invalid(name == null ? "null" : "an empty string");
        }
        requireNoZero("identifier", name);
    }

    private static void requireText(String value) throws SQLException {
        if (value == null) {
            throw new SQLDataException("string constant: expected a value, got null", "22004");
        }
        requireNoZero("string constant", value);
    }

    private static void requireNoZero(String what, String text) throws SQLException {
        int at = text.indexOf(0);
        if (at >= 0) {
            throw new SQLDataException(
                    what + ": char " + (at + 1) + " is U+0000, which PostgreSQL cannot store", "22021");
        }
    }

    private static SQLException invalid(String got) {
        return new SQLSyntaxErrorException(
                "identifier: expected a name of 1 to " + MAX_JDBC_LENGTH + " chars, got " + got, "42602");
    }

    private static boolean hasOnlyDoubledQuotes(String delimited) {
        int end = delimited.length() - 1;
        for (int i = 1; i < end; i++) {
            if (delimited.charAt(i) == '"') {
                i++;
                if (i >= end || delimited.charAt(i) != '"') {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isLowerCaseWord(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c == '_';
            if (!letter && (i == 0 || !isDigit(c))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAsciiLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Set<String> words(String list) {
        return Set.of(list.split(" "));
    }
}
