package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.api.Sql;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.TypeRegistry;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ComposedSqlTest {
    private static final CodecContext CONTEXT = new CodecContext(new TypeRegistry(), ZoneOffset.UTC, 180_000);

    private static ComposedSql render(Sql sql) throws SQLException {
        return ComposedSql.of(sql, true, CONTEXT);
    }

    private static void check(String text, List<?> values, Sql sql) throws SQLException {
        ComposedSql rendered = render(sql);
        assertEquals(text, rendered.text());
        assertEquals(values, rendered.values());
    }

    private static void fails(String state, Executable call) {
        SQLException e = assertThrows(SQLException.class, call);
        assertEquals(state, e.getSQLState(), e.getMessage());
    }

    @Test
    void valuesBecomeParameters() throws SQLException {
        check("select ? + ?", List.of(1, 2), Sql.of("select {} + {}", 1, 2));
        check("select ?", Arrays.asList((Object) null), Sql.of("select {}", (Object) null));
        check("select ?", List.of("'; drop table t --"), Sql.of("select {}", "'; drop table t --"));
        check("select 1", List.of(), Sql.of("select 1"));
        check("", List.of(), Sql.of(""));
    }

    @Test
    void namesAreQuoted() throws SQLException {
        check(
                "select \"a\", \"b c\" from \"s\"\".x\".\"t?{}\" where \"id\" = ?",
                List.of(7),
                Sql.of(
                        "select {} from {} where {} = {}",
                        Sql.names("a", "b c"),
                        Sql.id("s\".x", "t?{}"),
                        Sql.id("id"),
                        7));
        fails("42602", () -> render(Sql.id("")));
        fails("22021", () -> render(Sql.id("a\0")));
        assertThrows(IllegalArgumentException.class, Sql::id);
    }

    @Test
    void quotesCommentsAndOperatorsAreLeftAlone() throws SQLException {
        check(
                "select '{}', ':a', \"{}\", $$ {} :a $$, E'\\'{}' -- {} :a\n, /* {} /* :a */ */ x ?? 'k', a[1:n], b::text, ?",
                List.of(1),
                Sql.of(
                        "select '{}', ':a', \"{}\", $$ {} :a $$, E'\\'{}' -- {} :a\n, /* {} /* :a */ */ x ? 'k',"
                                + " a[1:n], b::text, {}",
                        1));
        check("select x ??| y, z ???? w", List.of(), Sql.of("select x ?| y, z ?? w"));
    }

    @Test
    void namedValuesMayStandOften() throws SQLException {
        check(
                "where a = ? or b = ? and c = ?::int",
                List.of(1, 2, 1),
                Sql.of("where a = :x or b = :y_2 and c = :x::int").bind("x", 1).bind("y_2", 2));
        check(
                "select ?, ?, ?",
                List.of(3, 1, 4),
                Sql.of("select {}, :n, {}", 3, 4).bind("n", 1));
        check("select \"c\"", List.of(), Sql.of("select :column").bind("column", Sql.id("c")));
        check("select ?", Arrays.asList((Object) null), Sql.of("select :n").bind("n", null));
        fails("07001", () -> render(Sql.of("select :a").bind("b", 1)));
        fails("07001", () -> render(Sql.of("select :a").bind("a", 1).bind("b", 1)));
        assertThrows(IllegalStateException.class, () -> Sql.id("a").bind("b", 1));
    }

    @Test
    void holesAndArgumentsMustMatch() {
        fails("07001", () -> render(Sql.of("select {}")));
        fails("07001", () -> render(Sql.of("select {}", 1, 2)));
        fails("07001", () -> render(Sql.join(" {} ", List.of(1, 2))));
    }

    @Test
    void partsAreJoined() throws SQLException {
        Sql a = Sql.of("{} = {}", Sql.id("a"), 1);
        Sql b = Sql.of("{} = {}", Sql.id("b"), "x");
        check("\"a\" = ? and \"b\" = ?", List.of(1, "x"), Sql.join(" and ", List.of(a, b)));
        check("?, ?, ?", List.of(1, 2, 3), Sql.join(", ", List.of(1, 2, 3)));
        check("", List.of(), Sql.join(", ", List.of()));
        check("\"c\" = any(?)", List.of(List.of(1, 2)), Sql.in(Sql.id("c"), List.of(1, 2)));
        check("false", List.of(), Sql.in(Sql.id("c"), List.of()));
    }

    @Test
    void constantsAreWrittenSafely() throws SQLException {
        check(
                "1 - -5 null true 'it''s ?' E'\\\\' '2024-02-29'::pg_catalog.date 1.50",
                List.of(),
                Sql.of(
                        "1 -{} {} {} {}{} {} {}",
                        Sql.literal(-5),
                        Sql.literal(null),
                        Sql.literal(true),
                        Sql.literal("it's ?"),
                        Sql.literal("\\"),
                        Sql.literal(LocalDate.of(2024, 2, 29)),
                        Sql.literal(new BigDecimal("1.50"))));
        fails("22021", () -> render(Sql.literal("\0")));
    }

    @Test
    void valuesAreNotShown() {
        assertFalse(Sql.of("select {}", "secret").bind("p", "secret").toString().contains("secret"));
        assertFalse(Sql.literal("secret").toString().contains("secret"));
        assertFalse(Sql.join(",", List.of("secret")).toString().contains("secret"));
    }

    @Test
    void endlessNestingIsRefused() {
        Sql sql = Sql.of("x");
        for (int i = 0; i < 200; i++) {
            sql = Sql.of("({})", sql);
        }
        Sql deep = sql;
        fails("54001", () -> render(deep));
    }
}
