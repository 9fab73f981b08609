package io.howdah.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A SQL text put together from parts, of which none can be mistaken for another: values travel as parameters, names are quoted. Immutable; run by
 * {@link HowdahConnection#prepare(Sql)} and wherever else the driver takes one.
 *
 * <pre>{@code
 * Sql filter = Sql.of("{} = {}", Sql.id("name"), name);
 * Sql sql = Sql.of("select {} from {} where {} and id = any({})",
 *         Sql.names("id", "name"), Sql.id("public", "person"), filter, List.of(1, 2, 3));
 * }</pre>
 *
 * <p>In a template each <code>{}</code> takes the next argument: a {@code Sql} is put in as it is, every other value becomes a parameter, a
 * collection or array one of an array type. <code>:name</code> takes a named value in the same way, as often as it stands there. Neither means
 * anything in quotes and comments; a {@code ?} is the server's operator, never a parameter. The template itself is code: it must come from the
 * program, not from its users.
 */
public final class Sql {
    /** What a {@code Sql} is made of; for the driver. */
    public enum Kind {
        /** A template with its arguments. */
        TEMPLATE,
        /** A quoted, possibly qualified, name. */
        IDENTIFIER,
        /** A value written into the text. */
        LITERAL,
        /** Parts with a separator between them. */
        JOINED
    }

    private final Kind kind;
    private final String text;
    private final List<Object> arguments;
    private final Map<String, Object> named;

    private Sql(Kind kind, String text, List<Object> arguments, Map<String, Object> named) {
        this.kind = kind;
        this.text = text;
        this.arguments = arguments;
        this.named = named;
    }

    /**
     * A template.
     *
     * @param template SQL of the program, with <code>{}</code> for each argument and {@code :name} for values given to {@link #bind}
     * @param arguments values, which may be null, and parts
     * @return the text
     */
    public static Sql of(String template, Object... arguments) {
        return new Sql(Kind.TEMPLATE, Objects.requireNonNull(template, "template"), listOf(arguments), Map.of());
    }

    /**
     * This template with a value for {@code :name}.
     *
     * @param name as it stands behind the colon
     * @param value a value, which may be null, or a part
     * @return the changed text
     * @throws IllegalStateException when this is no template
     */
    public Sql bind(String name, Object value) {
        if (kind != Kind.TEMPLATE) {
            throw new IllegalStateException("only a template has named values, this is " + this);
        }
        Map<String, Object> more = new LinkedHashMap<>(named);
        more.put(Objects.requireNonNull(name, "name"), value);
        return new Sql(kind, text, arguments, Collections.unmodifiableMap(more));
    }

    /**
     * A name, quoted whatever it contains.
     *
     * @param path the name, or schema and name, or as many as there are to be dots between
     * @return the name as a part
     */
    public static Sql id(String... path) {
        if (path.length == 0) {
            throw new IllegalArgumentException("a name has at least one part");
        }
        return new Sql(Kind.IDENTIFIER, "", listOf((Object[]) path), Map.of());
    }

    /**
     * Names with commas between them: a column list.
     *
     * @param names each quoted for itself
     * @return the list as a part
     */
    public static Sql names(String... names) {
        List<Sql> parts = new ArrayList<>();
        for (String name : names) {
            parts.add(id(name));
        }
        return join(", ", parts);
    }

    /**
     * A value that is written into the text as a constant, for commands that take no parameters ({@code SET}, {@code NOTIFY}, {@code CREATE ...
     * DEFAULT}).
     *
     * @param value as for {@code setObject}; may be null
     * @return the constant as a part
     */
    public static Sql literal(Object value) {
        return new Sql(Kind.LITERAL, "", listOf(value), Map.of());
    }

    /**
     * Parts with a separator between them.
     *
     * @param separator SQL of the program, such as {@code " and "}
     * @param parts values, which become parameters, and parts
     * @return the whole
     */
    public static Sql join(String separator, Collection<?> parts) {
        return new Sql(Kind.JOINED, Objects.requireNonNull(separator, "separator"), listOf(parts.toArray()), Map.of());
    }

    /**
     * {@code column = any(values)}, which one prepared statement serves for every number of values; false when there are none.
     *
     * @param column the column's name, or table and name
     * @param values of one class
     * @return the condition as a part
     */
    public static Sql in(Sql column, Collection<?> values) {
        return values.isEmpty() ? of("false") : of("{} = any({})", column, List.copyOf(values));
    }

    private static List<Object> listOf(Object... values) {
        // List.of refuses null.
        return Collections.unmodifiableList(Arrays.asList(values == null ? new Object[] {null} : values.clone()));
    }

    /**
     * What this is made of.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * The template, or the separator of joined parts.
     *
     * @return SQL of the program; empty for names and constants
     */
    public String text() {
        return text;
    }

    /**
     * The arguments of a template, the parts of a name or of a joined text, or the one value of a constant.
     *
     * @return values and parts in their order, some may be null
     */
    public List<Object> arguments() {
        return arguments;
    }

    /**
     * The named values of a template.
     *
     * @return by name; a value may be null
     */
    public Map<String, Object> named() {
        return named;
    }

    /** The structure without the values, which may be secrets. */
    @Override
    public String toString() {
        return switch (kind) {
            case TEMPLATE -> text;
            case IDENTIFIER -> "identifier " + arguments;
            case LITERAL -> "literal";
            case JOINED -> arguments.size() + " parts joined by '" + text + "'";
        };
    }
}
