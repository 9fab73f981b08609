package io.howdah.internal.jdbc;

import java.util.regex.Pattern;

/**
 * Makes SQL for the catalogue that means the same under every search_path. Whoever may create functions and operators in a schema that stands
 * before pg_catalog could otherwise have them run by anybody who asks for metadata. Stateless.
 */
final class CatalogSql {
    /** An operator between blanks; there is none in our literals. */
    private static final Pattern OPERATOR = Pattern.compile("(?<= )(=|<>|<=|>=|<|>|~~|!~|~|\\|\\||\\+|-|&)(?= )");

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private CatalogSql() {}

    /**
     * Takes the operators from pg_catalog and joins the lines. Functions, tables and types of {@code sql} must be qualified already, and there
     * must be no construct that stands for an operator unseen: IN, LIKE, BETWEEN, NULLIF, IS DISTINCT FROM, CASE with an operand, USING.
     * Operators then have all the same precedence, below that of arithmetic and above IS, NOT, AND, OR: operands need parentheses.
     */
    static String of(String sql) {
        String line = SPACE.matcher(sql).replaceAll(" ");
        return OPERATOR.matcher(line).replaceAll("OPERATOR(pg_catalog.$1)");
    }
}
