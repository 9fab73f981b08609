package io.howdah.internal.jdbc;

import io.howdah.api.Sql;
import io.howdah.internal.sql.Identifiers;
import io.howdah.internal.sql.SqlTemplate;
import io.howdah.internal.type.CodecContext;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A {@link Sql} as the text of a prepared statement with {@code ?} for each parameter, and the parameters' values. */
final class ComposedSql {
    /** Parts within parts; more is a loop of the application's. */
    private static final int MAX_DEPTH = 100;

    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();
    private final boolean standardStrings;
    private final CodecContext context;

    private ComposedSql(boolean standardStrings, CodecContext context) {
        this.standardStrings = standardStrings;
        this.context = context;
    }

    /**
     * Puts a text together.
     *
     * @throws SQLException 07001 when holes and arguments do not match, 42602 for an impossible name
     */
    static ComposedSql of(Sql sql, boolean standardStrings, CodecContext context) throws SQLException {
        ComposedSql whole = new ComposedSql(standardStrings, context);
        whole.append(sql, 0);
        return whole;
    }

    String text() {
        return text.toString();
    }

    List<Object> values() {
        return values;
    }

    private void append(Sql sql, int depth) throws SQLException {
        if (depth > MAX_DEPTH) {
            throw new SQLSyntaxErrorException("Sql parts are nested more than " + MAX_DEPTH + " deep", "54001");
        }
        switch (sql.kind()) {
            case TEMPLATE -> appendTemplate(sql, depth);
            case IDENTIFIER -> appendName(sql.arguments());
            case LITERAL -> text.append(SqlLiterals.literal(sql.arguments().get(0), context));
            case JOINED -> {
                String separator = joint(sql.text());
                for (int i = 0; i < sql.arguments().size(); i++) {
                    if (i > 0) {
                        text.append(separator);
                    }
                    appendValue(sql.arguments().get(i), depth);
                }
            }
            default -> throw new IllegalStateException(sql.kind().name());
        }
    }

    private String joint(String separator) throws SQLException {
        SqlTemplate template = SqlTemplate.of(separator, standardStrings);
        if (template.holes() != 0) {
            throw mismatch("the separator '" + separator + "' has a hole for a value");
        }
        return template.text(0);
    }

    private void appendTemplate(Sql sql, int depth) throws SQLException {
        SqlTemplate template = SqlTemplate.of(sql.text(), standardStrings);
        Map<String, Object> named = sql.named();
        Set<String> used = new HashSet<>();
        int next = 0;
        for (int i = 0; i < template.holes(); i++) {
            text.append(template.text(i));
            String name = template.hole(i);
            if (!name.equals(SqlTemplate.NEXT)) {
                if (!named.containsKey(name)) {
                    throw mismatch("there is no value for :" + name + " (given: " + named.keySet() + ") in: " + sql);
                }
                used.add(name);
                appendValue(named.get(name), depth);
            } else if (next < sql.arguments().size()) {
                appendValue(sql.arguments().get(next++), depth);
            } else {
                throw mismatch("there are more {} than the " + next + " arguments given in: " + sql);
            }
        }
        text.append(template.text(template.holes()));
        if (next < sql.arguments().size()) {
            throw mismatch(sql.arguments().size() + " arguments were given for the " + next + " {} in: " + sql);
        }
        if (used.size() < named.size()) {
            throw mismatch("values were given for " + named.keySet() + ", used are " + used + " in: " + sql);
        }
    }

    private void appendValue(Object value, int depth) throws SQLException {
        if (value instanceof Sql part) {
            append(part, depth + 1);
        } else {
            text.append('?');
            values.add(value);
        }
    }

    private void appendName(List<Object> path) throws SQLException {
        for (int i = 0; i < path.size(); i++) {
            if (i > 0) {
                text.append('.');
            }
            text.append(Identifiers.quote((String) path.get(i)));
        }
    }

    private static SQLException mismatch(String what) {
        return new SQLSyntaxErrorException("Sql template: " + what, "07001");
    }
}
