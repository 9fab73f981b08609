package io.howdah.internal.sql;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The scalar functions of <code>{fn name(...)}</code> that PostgreSQL spells differently; all others are passed on.
 *
 * <p>Every translation keeps the arguments in their order and uses each exactly once: they may hold placeholders, whose
 * numbers follow from the order of the translated text. Stateless; any thread.
 */
final class EscapeFunctions {
    /** Lower-case name to translations, one per number of arguments; {@code @n} stands for argument n. */
    private static final Map<String, List<Template>> TEMPLATES = templates();

    private EscapeFunctions() {}

    /**
     * Appends the translation of a function call.
     *
     * @param anchor index in the SQL text that positions in inserted text map to
     * @return false when the function needs no translation; nothing was appended
     * @throws SQLException 42601 for a wrong number of arguments or an unknown interval
     */
    static boolean translate(
            JdbcEscapes escapes, String name, List<JdbcEscapes.Argument> arguments, int anchor, int depth)
            throws SQLException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("concat")) {
            concat(escapes, arguments, anchor, depth);
            return true;
        }
        if (lower.equals("timestampadd") || lower.equals("timestampdiff")) {
            requireArguments(escapes, name, arguments.size() == 3, arguments.size(), "3", anchor);
            String unit = unit(escapes, arguments.get(0));
            String text = lower.equals("timestampadd") ? addition(unit) : difference(unit);
            expand(escapes, text, arguments, anchor, depth);
            return true;
        }
        if (arguments.size() == 2) {
            String text = lower.equals("convert")
                    ? conversion(escapes, arguments.get(1))
                    : counted(escapes, lower, arguments);
            if (text != null) {
                expand(escapes, text, arguments, anchor, depth);
                return true;
            }
        }
        List<Template> candidates = TEMPLATES.get(lower);
        if (candidates == null) {
            return false;
        }
        for (Template candidate : candidates) {
            if (candidate.arguments == arguments.size()) {
                expand(escapes, candidate.text, arguments, anchor, depth);
                return true;
            }
        }
        StringBuilder expected = new StringBuilder();
        for (Template candidate : candidates) {
            expected.append(expected.isEmpty() ? "" : " or ").append(candidate.arguments);
        }
        requireArguments(escapes, name, false, arguments.size(), expected.toString(), anchor);
        return false;
    }

    /** The cast that {@code convert} to a type of JDBC is; null for any other word, which is the server's affair. */
    private static String conversion(JdbcEscapes escapes, JdbcEscapes.Argument type) {
        String name = escapes.argumentText(type).toUpperCase(Locale.ROOT);
        String target = TYPES.get(name.startsWith("SQL_") ? name.substring(4) : name);
        return target == null ? null : "CAST(@1 AS " + target + ")";
    }

    /** The length of a text in the unit that is the second argument; null when it is none of JDBC's. */
    private static String counted(JdbcEscapes escapes, String name, List<JdbcEscapes.Argument> arguments) {
        boolean counts = name.equals("length") || name.equals("char_length") || name.equals("character_length");
        String unit = counts ? escapes.argumentText(arguments.get(1)).toUpperCase(Locale.ROOT) : "";
        return switch (unit) {
            case "CHARACTERS" -> name + (name.equals("length") ? "(trim(trailing from @1))" : "(@1)");
            case "OCTETS" -> "octet_length(@1)";
            default -> null;
        };
    }

    private static void concat(JdbcEscapes escapes, List<JdbcEscapes.Argument> arguments, int anchor, int depth)
            throws SQLException {
        requireArguments(escapes, "concat", !arguments.isEmpty(), 0, "at least 1", anchor);
        escapes.insert("(", anchor);
        for (int i = 0; i < arguments.size(); i++) {
            if (i > 0) {
                escapes.insert("||", anchor);
            }
            JdbcEscapes.Argument argument = arguments.get(i);
            escapes.range(argument.from(), argument.to(), depth);
        }
        escapes.insert(")", anchor);
    }

    private static void requireArguments(
            JdbcEscapes escapes, String name, boolean right, int got, String expected, int anchor) throws SQLException {
        if (!right) {
            throw escapes.syntaxError("expected " + expected + " arguments, got " + got, "fn " + name, anchor);
        }
    }

    private static void expand(
            JdbcEscapes escapes, String template, List<JdbcEscapes.Argument> arguments, int anchor, int depth)
            throws SQLException {
        int from = 0;
        for (int at = template.indexOf('@'); at >= 0; at = template.indexOf('@', from)) {
            if (at > from) {
                escapes.insert(template.substring(from, at), anchor);
            }
            JdbcEscapes.Argument argument = arguments.get(template.charAt(at + 1) - '1');
            escapes.range(argument.from(), argument.to(), depth);
            from = at + 2;
        }
        if (from < template.length()) {
            escapes.insert(template.substring(from), anchor);
        }
    }

    private static String unit(JdbcEscapes escapes, JdbcEscapes.Argument argument) throws SQLException {
        String name = escapes.argumentText(argument).toUpperCase(Locale.ROOT);
        String unit = name.startsWith("SQL_TSI_") ? name.substring(8).toLowerCase(Locale.ROOT) : "";
        return switch (unit) {
            case "frac_second", "second", "minute", "hour", "day", "week", "month", "quarter", "year" -> unit;
            default ->
                throw escapes.syntaxError(
                        "expected an interval of SQL_TSI_FRAC_SECOND, SECOND, MINUTE, HOUR, DAY, WEEK, MONTH, QUARTER or YEAR, got "
                                + (unit.isEmpty() ? "something else" : "SQL_TSI_" + unit.toUpperCase(Locale.ROOT)),
                        "fn timestampadd or timestampdiff",
                        argument.from());
        };
    }

    private static String addition(String unit) {
        return switch (unit) {
            // JDBC counts billionths, the server has millionths.
            case "frac_second" -> "(CAST(CAST(@2 AS numeric) / 1000 || ' microsecond' AS interval) + @3)";
            case "quarter" -> "(CAST(CAST(@2 AS integer) * 3 || ' month' AS interval) + @3)";
            default -> "(CAST((@2) || ' " + unit + "' AS interval) + @3)";
        };
    }

    /**
     * Complete units between two times. The divisors are negative because the earlier argument comes first in the
     * text. Unlike a field of the difference this counts 25 hours for a day and an hour.
     */
    private static String difference(String unit) {
        return switch (unit) {
            case "frac_second" ->
                "CAST(trunc((extract(epoch from @2) - extract(epoch from @3)) * -1000000000) AS bigint)";
            case "second" -> seconds(1);
            case "minute" -> seconds(60);
            case "hour" -> seconds(3600);
            case "day" -> seconds(86_400);
            case "week" -> seconds(604_800);
            case "month" -> months(1);
            case "quarter" -> months(3);
            default -> months(12);
        };
    }

    private static String seconds(int divisor) {
        return "CAST(trunc((extract(epoch from @2) - extract(epoch from @3)) / -" + divisor + ") AS bigint)";
    }

    private static String months(int divisor) {
        return "(select CAST(trunc((extract(year from a) * 12 + extract(month from a)) / -" + divisor
                + ") AS bigint) from (select age(@2, @3) as a) howdah)";
    }

    private static Map<String, List<Template>> templates() {
        Map<String, List<Template>> all = new HashMap<>();
        // Numeric.
        add(all, "ceiling", 1, "ceil(@1)");
        add(all, "log", 1, "ln(@1)");
        add(all, "log10", 1, "log(@1)");
        add(all, "power", 2, "pow(@1,@2)");
        all.put("rand", List.of(new Template(0, "random()"), new Template(1, SEEDED)));
        add(all, "truncate", 2, "trunc(@1,@2)");
        // String.
        add(all, "char", 1, "chr(@1)");
        all.put("insert", List.of(new Template(4, INSERT)));
        add(all, "lcase", 1, "lower(@1)");
        add(all, "left", 2, "substring(@1 for @2)");
        add(all, "length", 1, "length(trim(trailing from @1))");
        all.put("locate", List.of(new Template(2, "position(@1 in @2)"), new Template(3, LOCATE_FROM)));
        add(all, "ltrim", 1, "trim(leading from @1)");
        add(all, "right", 2, "right(@1,@2)");
        add(all, "rtrim", 1, "trim(trailing from @1)");
        add(all, "space", 1, "repeat(' ',@1)");
        all.put("substring", List.of(new Template(2, "substr(@1,@2)"), new Template(3, "substr(@1,@2,@3)")));
        add(all, "ucase", 1, "upper(@1)");
        // Date and time.
        add(all, "curdate", 0, "current_date");
        add(all, "curtime", 0, "current_time");
        add(all, "current_date", 0, "current_date");
        all.put("current_time", List.of(new Template(0, "current_time"), new Template(1, "current_time(@1)")));
        all.put(
                "current_timestamp",
                List.of(new Template(0, "current_timestamp"), new Template(1, "current_timestamp(@1)")));
        add(all, "dayname", 1, "to_char(@1,'Day')");
        add(all, "dayofmonth", 1, "extract(day from @1)");
        add(all, "dayofweek", 1, "(extract(dow from @1)+1)");
        add(all, "dayofyear", 1, "extract(doy from @1)");
        add(all, "hour", 1, "extract(hour from @1)");
        add(all, "minute", 1, "extract(minute from @1)");
        add(all, "month", 1, "extract(month from @1)");
        add(all, "monthname", 1, "to_char(@1,'Month')");
        add(all, "quarter", 1, "extract(quarter from @1)");
        add(all, "second", 1, "extract(second from @1)");
        add(all, "week", 1, "extract(week from @1)");
        add(all, "year", 1, "extract(year from @1)");
        // System.
        add(all, "database", 0, "current_database()");
        add(all, "ifnull", 2, "coalesce(@1,@2)");
        add(all, "user", 0, "user");
        return Map.copyOf(all);
    }

    private static void add(Map<String, List<Template>> all, String name, int arguments, String text) {
        all.put(name, List.of(new Template(arguments, text)));
    }

    /** CASE makes sure that the seed comes first; it must be between -1 and 1. */
    private static final String SEEDED =
            "(case when setseed(CAST(@1 AS double precision) / 2147483648) is null then 0 else random() end)";

    /** The types of {@code convert}, which may begin with SQL_. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("BIGINT", "bigint"),
            Map.entry("BINARY", "bytea"),
            Map.entry("BIT", "boolean"),
            Map.entry("BLOB", "bytea"),
            Map.entry("BOOLEAN", "boolean"),
            Map.entry("CHAR", "bpchar"),
            Map.entry("CLOB", "text"),
            Map.entry("DATE", "date"),
            Map.entry("DECIMAL", "numeric"),
            Map.entry("DOUBLE", "double precision"),
            Map.entry("FLOAT", "double precision"),
            Map.entry("GUID", "uuid"),
            Map.entry("INTEGER", "integer"),
            Map.entry("LONGVARBINARY", "bytea"),
            Map.entry("LONGVARCHAR", "text"),
            Map.entry("NCHAR", "bpchar"),
            Map.entry("NUMERIC", "numeric"),
            Map.entry("NVARCHAR", "varchar"),
            Map.entry("REAL", "real"),
            Map.entry("SMALLINT", "smallint"),
            Map.entry("SQLXML", "xml"),
            Map.entry("TIME", "time"),
            Map.entry("TIMESTAMP", "timestamp"),
            Map.entry("TINYINT", "smallint"),
            Map.entry("VARBINARY", "bytea"),
            Map.entry("VARCHAR", "varchar"));

    /** {@code overlay} wants the replacement second; the sub-select names the arguments so that they keep their order. */
    private static final String INSERT = "(select overlay(s placing r from p for n) from"
            + " (select @1 as s, CAST(@2 AS integer) as p, CAST(@3 AS integer) as n, @4 as r) howdah)";

    /** Position counted from the beginning of the string though the search starts later; 0 when there is none. */
    private static final String LOCATE_FROM = "(select case when f = 0 then 0 else f + p - 1 end from"
            + " (select position(t in substring(s from p)) as f, p from"
            + " (select @1 as t, @2 as s, CAST(@3 AS integer) as p) howdah) howdah)";

    /** One spelling of a function with a given number of arguments. */
    private record Template(int arguments, String text) {}
}
