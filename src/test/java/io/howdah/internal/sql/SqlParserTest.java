package io.howdah.internal.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlParserTest {
    static List<String> corpus() {
        return SqlCorpus.TEXTS;
    }

    private static ParsedSql prepared(String sql) throws SQLException {
        return SqlParser.parse(sql, SqlFlags.PREPARED, null, true, CallMode.SELECT);
    }

    private static ParsedSql plain(String sql) throws SQLException {
        return SqlParser.parse(sql, SqlFlags.PLAIN, null, true, CallMode.SELECT);
    }

    private static String returning(String sql, String... columns) throws SQLException {
        return SqlParser.parse(sql, SqlFlags.PREPARED, columns, true, CallMode.SELECT)
                .nativeSql();
    }

    private static List<String> texts(ParsedSql parsed) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < parsed.statementCount(); i++) {
            all.add(parsed.statement(i).nativeSql());
        }
        return all;
    }

    private static StatementKind kind(String sql) throws SQLException {
        return prepared(sql).statement(0).kind();
    }

    // Placeholders.

    @Test
    void placeholdersAreNumberedFromOneInEveryStatement() throws SQLException {
        ParsedSql parsed = prepared("insert into t values (?, ?); select ?; select 1; select ?");
        assertEquals(List.of("insert into t values ($1, $2)", "select $1", "select 1", "select $1"), texts(parsed));
        assertEquals(4, parsed.parameterCount());
        assertEquals(2, parsed.statement(0).parameterCount());
        assertEquals(0, parsed.statement(0).firstParameter());
        assertEquals(2, parsed.statement(1).firstParameter());
        assertEquals(3, parsed.statement(2).firstParameter());
        assertEquals(0, parsed.statement(2).parameterCount());
        assertEquals(3, parsed.statement(3).firstParameter());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select '?'",
                "select 'it''s ?'",
                "select E'\\'?'",
                "select U&'?'",
                "select \"?\"",
                "select U&\"?\"",
                "select $$?$$",
                "select $a$ $b$?$b$ $a$",
                "select 1 -- ?",
                "select /* /* ? */ ? */ 1",
                "select a::int",
                "select '$1'",
                "select $1",
                "select B'?', X'?', N'?'"
            })
    void whatIsNoPlaceholderIsLeftAlone(String sql) throws SQLException {
        ParsedSql parsed = prepared(sql);
        assertEquals(0, parsed.parameterCount());
        assertSame(sql, parsed.statement(0).nativeSql());
    }

    @Test
    void doubledQuestionMarksAreOperators() throws SQLException {
        assertEquals(
                "select a ?| b, c ?& d, e ? 'k', f @? $1",
                prepared("select a ??| b, c ??& d, e ?? 'k', f @?? ?").nativeSql());
        assertEquals("select a ?$1", prepared("select a ???").nativeSql());
        assertEquals("select a ?| b, c ? 'k'", plain("select a ??| b, c ?? 'k'").nativeSql());
    }

    @Test
    void plainStatementsHaveNoPlaceholders() throws SQLException {
        ParsedSql parsed = plain("select a ?| b, c ?& d, e ? 'k', f @? g");
        assertEquals(0, parsed.parameterCount());
        assertSame(parsed.sql(), parsed.nativeSql());
    }

    @Test
    void parametersNeverRunTogetherWithTheirNeighbours() throws SQLException {
        assertEquals(
                "select a $1 from t limit $2",
                prepared("select a?from t limit?").nativeSql());
        assertEquals(
                "x=$1 and \u00e9 $2 \u00e9", prepared("x=?and \u00e9?\u00e9").nativeSql());
        assertEquals("select $ $1, $1 $2", prepared("select $?, $1?").nativeSql());
        assertEquals("select -$1, '$'$2", prepared("select -?, '$'?").nativeSql());
    }

    @Test
    void mostParametersAndOneMore() throws SQLException {
        String most = "select array[?" + ",?".repeat(SqlParser.MAX_PARAMETERS - 1) + "]";
        ParsedSql parsed = prepared(most);
        assertEquals(65_535, parsed.parameterCount());
        assertTrue(parsed.nativeSql().endsWith(",$65535]"));

        SQLException e = assertThrows(SQLException.class, () -> prepared(most + ", ?"));
        assertEquals("22023", e.getSQLState());
        assertTrue(e.getMessage().contains("65535"), e.getMessage());
    }

    @Test
    void theLimitOfParametersIsOneOfTheStatement() throws SQLException {
        String most = "select array[?" + ",?".repeat(SqlParser.MAX_PARAMETERS - 1) + "]";
        ParsedSql parsed = prepared(most + ";" + most);
        assertEquals(131_070, parsed.parameterCount());
        assertEquals(65_535, parsed.statement(1).firstParameter());
    }

    // Statements.

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", ";", " ; ;; "})
    void nothingIsOneEmptyStatement(String sql) throws SQLException {
        ParsedSql parsed = prepared(sql);
        assertEquals(1, parsed.statementCount());
        assertEquals(StatementKind.EMPTY, parsed.statement(0).kind());
        assertEquals("", parsed.nativeSql());
        assertEquals(0, parsed.statement(0).nativeUtf8().length);
    }

    @Test
    void commentsAloneAreOneEmptyStatement() throws SQLException {
        ParsedSql parsed = prepared(" -- nothing\n /* at all */ ");
        assertEquals(1, parsed.statementCount());
        assertEquals(StatementKind.EMPTY, parsed.statement(0).kind());
        assertEquals("-- nothing\n /* at all */", parsed.nativeSql());
    }

    @Test
    void emptyPiecesBesideStatementsAreDropped() throws SQLException {
        assertEquals(
                List.of("select 1", "/* b */ select 2"), texts(prepared(";;select 1;/* a */;/* b */ select 2;--c")));
    }

    @Test
    void aWholeTextWithoutPlaceholdersIsNotCopied() throws SQLException {
        String sql = "/* hint */ select 1 -- tag";
        assertSame(sql, prepared(sql).statement(0).nativeSql());
    }

    @Test
    void semicolonsInParenthesesSplitNothing() throws SQLException {
        assertEquals(
                1,
                prepared("create rule r as on insert to t do (delete from u; delete from v)")
                        .statementCount());
        assertEquals(2, prepared("select 1); select 2").statementCount());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | create function f() returns int begin atomic select 1; select 2; end",
                "2 | create function f() returns int begin atomic select 1; select 2; end; select 3",
                "2 | create function f() returns int BEGIN /* c */ ATOMIC select 1; END; select 3",
                "2 | create function f() begin atomic select case when a then case b when 1 then 2 end end; end; commit",
                "2 | create function f() begin atomic select t.end, 1 as case from t; end; commit",
                "2 | create function f() begin atomic select begin from t; end; commit",
                "2 | create table begin (atomic int); select 1",
                "2 | create table t (begin int, atomic int); select 1",
                "3 | begin; create table t (a int); commit",
                "2 | select begin atomic; select 1",
            })
    void bodiesOfRoutinesAreNotSplit(int statements, String sql) throws SQLException {
        assertEquals(statements, prepared(sql).statementCount());
    }

    // Kinds.

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select 1 | SELECT",
                "SeLeCt 1 | SELECT",
                "-- c | EMPTY",
                "/* insert */ -- update | EMPTY",
                "(select 1) | SELECT",
                "((values (1))) | VALUES",
                "() | OTHER",
                "(1) | OTHER",
                "table t | TABLE",
                "show all | SHOW",
                "fetch c | FETCH",
                "insert into t default values | INSERT",
                "update t set a = 1 | UPDATE",
                "delete from t | DELETE",
                "merge into t using u on a when matched then delete | MERGE",
                "with a as (select 1) select 1 | SELECT",
                "with a as (delete from t returning *) select 1 | SELECT",
                "with recursive a as (select 1) insert into t select 1 | INSERT",
                "with recursive update as (select 1) delete from t | DELETE",
                "with a as (select 1), insert (select_) as (select 2) update t set a = 1 | UPDATE",
                "with \"a\" as (select 1) merge into t using u on a when matched then delete | MERGE",
                "with values as (select 1) values (1) | VALUES",
                "with a as (select 1) search depth first by x, y set z table a | TABLE",
                "(with a as (select 1) select 1) | SELECT",
                "with a | WITH",
                "begin | BEGIN",
                "start transaction | BEGIN",
                "commit and chain | COMMIT",
                "end | COMMIT",
                "commit prepared 'a' | OTHER",
                "rollback | ROLLBACK",
                "rollback work | ROLLBACK",
                "abort | ROLLBACK",
                "rollback prepared 'a' | OTHER",
                "rollback to a | ROLLBACK_TO",
                "rollback transaction to savepoint a | ROLLBACK_TO",
                "savepoint a | SAVEPOINT",
                "release savepoint a | RELEASE",
                "prepare transaction 'a' | PREPARE_TRANSACTION",
                "prepare transactions as select 1 | PREPARE",
                "execute a | EXECUTE",
                "set a to 1 | SET",
                "reset a | RESET",
                "discard all | DISCARD",
                "deallocate a | DEALLOCATE",
                "call p() | CALL",
                "do 'x' | DO",
                "copy t to stdout | COPY",
                "create table t () | DDL",
                "alter table t add a int | DDL",
                "drop table t | DDL",
                "truncate t | DDL",
                "explain select 1 | EXPLAIN",
                "listen a | LISTEN",
                "unlisten a | UNLISTEN",
                "notify a | NOTIFY",
                "vacuum | OTHER",
                "selects 1 | OTHER",
                "\"select\" 1 | OTHER",
                "'select' 1 | OTHER",
                "? | OTHER",
                ": select 1 | OTHER",
            })
    void kindsOfStatements(String sql, StatementKind kind) throws SQLException {
        assertEquals(kind, kind(sql));
    }

    @Test
    void kindsDoNotDependOnTheStatementsBefore() throws SQLException {
        ParsedSql parsed = prepared("with a as (select 1) delete from t; select 1; begin");
        assertEquals(StatementKind.DELETE, parsed.statement(0).kind());
        assertEquals(StatementKind.SELECT, parsed.statement(1).kind());
        assertTrue(parsed.statement(1).streamable());
        assertEquals(StatementKind.BEGIN, parsed.statement(2).kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "(select 1) union select 2",
                "select a from t for update",
                "select 'into', \"into\", t.into, 1 as into from t",
                "select 1 /* into */",
                "values (1)",
                "table t",
                "show all",
                "fetch 10 from c",
                "with a as (select 1) select * from a",
                "with a as (select 'insert', t.update, 1 as delete) select * from a",
                "with update as (select 1) select 1"
            })
    void queriesAreStreamable(String sql) throws SQLException {
        assertTrue(prepared(sql).statement(0).streamable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "select 1 into t",
                "(select 1 into t)",
                "insert into t values (1) returning *",
                "with a as (insert into t values (1) returning *) select * from a",
                "with a as (with b as (select 1) delete from t returning *) select * from a",
                "with a as (merge into t using u on true when matched then delete returning *) select 1",
                "with a as (select 1) update t set a = 1 returning *",
                "(with a as (delete from t returning *) select 1)",
                "with a as (select 1) select 1 into t",
                "explain analyze delete from t",
                "call p()",
                "execute p",
                "copy t to stdout",
                "{call f()}"
            })
    void whatMayWriteIsNotStreamable(String sql) throws SQLException {
        assertFalse(prepared(sql).statement(0).streamable());
    }

    // RETURNING.

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into t values (1) returning a | true",
                "update t set a = 1 Returning * | true",
                "delete from t returning a | true",
                "with a as (select 1) delete from t returning a | true",
                "with a as (delete from t returning a) delete from u | false",
                "insert into t select (1) -- returning | false",
                "insert into t values ('returning', \"returning\") | false",
                "update t set a = u.returning from u | false",
                "insert into t (select a as returning from u) | false",
                "select returning | false",
            })
    void ownReturningClauseIsFound(String sql, boolean found) throws SQLException {
        assertEquals(found, prepared(sql).statement(0).hasReturning());
    }

    @Test
    void returningIsAppendedToModificationsOnly() throws SQLException {
        assertEquals("insert into t values ($1)\nRETURNING *", returning("insert into t values (?);", "*"));
        assertEquals("update t set a = 1\nRETURNING \"id\"", returning("update t set a = 1", "id"));
        assertEquals("delete from t\nRETURNING \"a\", \"B\"\"b\"", returning("delete from t", "a", "B\"b"));
        assertEquals(
                "with a as (select 1) insert into t select 1\nRETURNING *",
                returning("with a as (select 1) insert into t select 1", "*"));
        assertEquals("delete from t returning a", returning("delete from t returning a", "*"));
        assertEquals("delete from t", returning("delete from t"));
        assertEquals("select 1", returning("select 1", "*"));
        assertEquals("delete from t\nRETURNING *;\nselect 1", returning("delete from t; select 1", "*"));
    }

    @Test
    void aTrailingCommentDoesNotSwallowReturning() throws SQLException {
        assertEquals("delete from t -- all\nRETURNING *", returning("delete from t -- all", "*"));
        assertEquals("delete from t -- all\nRETURNING *", returning("delete from t -- all\n ; ", "*"));
        assertEquals("delete from t /* all */\nRETURNING *", returning("delete from t /* all */; -- b", "*"));
    }

    @Test
    void returningCountsAsTheStatementsOwn() throws SQLException {
        ParsedSql parsed = SqlParser.parse(
                "delete from t", SqlFlags.PREPARED | SqlFlags.RETURNING_ALL, null, true, CallMode.SELECT);
        assertEquals("delete from t\nRETURNING *", parsed.nativeSql());
        assertTrue(parsed.statement(0).hasReturning());
        assertFalse(parsed.statement(0).streamable());
    }

    @Test
    void mergeGetsReturningOnlyWhenTheServerKnowsIt() throws SQLException {
        String merge = "merge into t using u on true when matched then delete";
        int flags = SqlFlags.PREPARED | SqlFlags.RETURNING_ALL;
        assertEquals(
                merge,
                SqlParser.parse(merge, flags, null, true, CallMode.SELECT).nativeSql());
        assertEquals(
                merge + "\nRETURNING *",
                SqlParser.parse(merge, flags | SqlFlags.MERGE_RETURNING, null, true, CallMode.SELECT)
                        .nativeSql());
    }

    @Test
    void unquotedReturningColumnsArePassedOn() throws SQLException {
        ParsedSql parsed = SqlParser.parse(
                "delete from t", SqlFlags.PREPARED, new String[] {"ID", "a as b"}, false, CallMode.SELECT);
        assertEquals("delete from t\nRETURNING ID, a as b", parsed.nativeSql());
    }

    @Test
    void aHostileReturningColumnStaysOneName() throws SQLException {
        assertEquals(
                "delete from t\nRETURNING \"a\"\"; drop table t; --\"",
                returning("delete from t", "a\"; drop table t; --"));
        SQLException e = assertThrows(SQLException.class, () -> returning("delete from t", "a", null));
        assertEquals("42602", e.getSQLState());
    }

    // Encoding.

    @Test
    void utf8OfTheNativeTextHasNoTerminator() throws SQLException {
        ParsedStatement statement =
                prepared("select '\u00e9\u20ac\ud83d\ude00', ?").statement(0);
        assertArrayEquals(
                "select '\u00e9\u20ac\ud83d\ude00', $1".getBytes(StandardCharsets.UTF_8), statement.nativeUtf8());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"select '\u0000'", "select '\ud83d'", "select '\ude00'", "select '\ude00\ud83d'", "-- \ud83d"})
    void whatUtf8CannotCarryIsRefused(String sql) {
        SQLException e = assertThrows(SQLException.class, () -> prepared(sql));
        assertEquals("22021", e.getSQLState());
        assertFalse(e.getMessage().contains("select"), "the message holds no SQL");
    }

    @Test
    void nullIsRefused() {
        assertEquals(
                "22004", assertThrows(SQLException.class, () -> prepared(null)).getSQLState());
    }

    // Positions.

    @Test
    void positionsOfTheServerLeadBackToTheText() throws SQLException {
        String sql = " select '\ud83d\ude00', ?, bad, ?? from {oj t} where {fn lcase(wrong)} = ?; select no";
        ParsedSql parsed = prepared(sql);
        ParsedStatement first = parsed.statement(0);
        assertEquals("select '\ud83d\ude00', $1, bad, ? from t where lower(wrong) = $2", first.nativeSql());
        assertMapped(sql, first, "select", "select");
        assertMapped(sql, first, "$1", "?, bad");
        assertMapped(sql, first, "bad", "bad");
        assertMapped(sql, first, "from", "from");
        assertMapped(sql, first, "t where", "t}");
        assertMapped(sql, first, "wrong", "wrong");
        assertMapped(sql, first, "lower", "lcase");
        assertMapped(sql, first, "$2", "?;");
        assertMapped(sql, parsed.statement(1), "no", "no");
        int end = first.nativeSql().codePointCount(0, first.nativeSql().length()) + 1;
        assertTrue(first.utf16PositionOf(end) >= sql.indexOf("?;"));
        assertEquals(-1, first.utf16PositionOf(end + 1));
        assertEquals(-1, first.utf16PositionOf(0));
        assertEquals(-1, first.utf16PositionOf(Integer.MIN_VALUE));
        assertEquals(-1, first.utf16PositionOf(Integer.MAX_VALUE));
    }

    private static void assertMapped(String sql, ParsedStatement statement, String nativePart, String part) {
        String nativeSql = statement.nativeSql();
        int serverPosition = nativeSql.codePointCount(0, nativeSql.indexOf(nativePart)) + 1;
        assertEquals(sql.indexOf(part), statement.utf16PositionOf(serverPosition), nativePart);
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void everyPositionOfEveryStatementLeadsIntoTheText(String sql) throws SQLException {
        ParsedSql parsed = prepared(sql);
        for (int i = 0; i < parsed.statementCount(); i++) {
            ParsedStatement statement = parsed.statement(i);
            int last = 0;
            int characters = statement
                    .nativeSql()
                    .codePointCount(0, statement.nativeSql().length());
            for (int position = 1; position <= characters; position++) {
                int index = statement.utf16PositionOf(position);
                assertTrue(index >= last && index <= sql.length(), "position " + position + " leads to " + index);
                last = index;
            }
        }
    }

    // Names.

    @Test
    void namesDependOnSqlAndTypes() throws SQLException {
        ParsedStatement statement = prepared("select ?, ?").statement(0);
        byte[] name = statement.statementName(new int[] {23, 25});
        assertEquals(21, name.length);
        assertTrue(new String(name, StandardCharsets.US_ASCII).matches("h[a-z2-7]{20}"));
        assertSame(name, statement.statementName(new int[] {23, 25, 99}));
        byte[] other = statement.statementName(new int[] {25, 23});
        assertNotEquals(new String(name, StandardCharsets.US_ASCII), new String(other, StandardCharsets.US_ASCII));
        assertArrayEquals(name, prepared("select ?, ?").statement(0).statementName(new int[] {23, 25}));
    }

    @Test
    void nativeSqlJoinsTheStatements() throws SQLException {
        ParsedSql parsed = prepared("select ?;select ?");
        assertEquals("select $1;\nselect $1", parsed.nativeSql());
        assertEquals("select ?;select ?", parsed.sql());
        assertEquals("select ?;select ?", parsed.toString());
        assertEquals("select $1", parsed.statement(0).toString());
    }

    @Test
    void aScriptOfManyStatementsTakesTimeInProportion() throws SQLException {
        ParsedSql parsed = prepared("insert into t values (?);\n".repeat(50_000));
        assertEquals(50_000, parsed.statementCount());
        assertEquals(50_000, parsed.parameterCount());
        assertEquals("insert into t values ($1)", parsed.statement(49_999).nativeSql());
    }

    @Test
    void noTextIsTooStrange() {
        RandomSql random = new RandomSql(20_240_118);
        for (int i = 0; i < 50_000; i++) {
            ParserInvariants.check(random.next(), random.nextFlags(), i % 2 == 0);
        }
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void everyStatementSurvivesASecondReading(String sql) {
        ParserInvariants.check(sql, SqlFlags.PREPARED, true);
        ParserInvariants.check(sql, SqlFlags.PLAIN, false);
        ParserInvariants.check(sql, SqlFlags.PLACEHOLDERS | SqlFlags.RETURNING_ALL, false);
    }
}
