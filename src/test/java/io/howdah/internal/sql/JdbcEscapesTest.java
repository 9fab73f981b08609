package io.howdah.internal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.core.Parser;

class JdbcEscapesTest {
    private static String translated(String sql) throws SQLException {
        return SqlParser.parse(sql, SqlFlags.PREPARED, null, true, CallMode.SELECT)
                .nativeSql();
    }

    private static ParsedSql call(String sql, CallMode mode) throws SQLException {
        return SqlParser.parse(sql, SqlFlags.PREPARED | SqlFlags.CALLABLE, null, true, mode);
    }

    private static SQLException refused(String sql) {
        return assertThrows(SQLSyntaxErrorException.class, () -> call(sql, CallMode.SELECT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "select '{d ''2020-01-01''}'",
                "select '{1,2}'::int[], '{fn'",
                "select \"{fn abs(1)}\"",
                "select $${fn abs(1)}$$",
                "select 1 -- {fn abs(1)}",
                "select 1 /* {fn abs(1)} */",
                "select E'\\'{fn abs(1)}'",
                "}",
                "{",
                "{}",
                "{x 1}",
                "{dd '2020-01-01'}",
                "{fnord(1)}",
                "{'a': 1}",
                "{1}",
                "{\"d\" 'x'}"
            })
    void whatIsNoEscapeIsLeftAlone(String sql) throws SQLException {
        ParsedSql parsed = SqlParser.parse(sql, SqlFlags.PREPARED, null, true, CallMode.SELECT);
        assertSame(sql, parsed.statement(0).nativeSql());
    }

    @Test
    void withoutEscapeProcessingNothingIsTranslated() throws SQLException {
        String sql = "select {fn abs(1)}";
        assertSame(
                sql,
                SqlParser.parse(sql, SqlFlags.STANDARD_STRINGS, null, true, CallMode.SELECT)
                        .nativeSql());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiterString = "=>",
            value = {
                "select {d '2020-01-01'} => select DATE '2020-01-01'",
                "select {D'2020-01-01'} => select DATE '2020-01-01'",
                "select { d '2020-01-01' } => select DATE '2020-01-01'",
                "select {t '10:00:00'}, {ts '2020-01-01 10:00:00'} => "
                        + "select TIME '10:00:00', TIMESTAMP '2020-01-01 10:00:00'",
                "select {d ?}, {ts ?} => select CAST($1 AS DATE), CAST($2 AS TIMESTAMP)",
                "select * from {oj a left outer join b on a.x = b.x} where 1=1 => "
                        + "select * from a left outer join b on a.x = b.x where 1=1",
                "select a like 'x\\_%' {escape '\\'} => select a like 'x\\_%' ESCAPE '\\'",
                "select{fn length(?)} => select length(trim(trailing from $1))",
                "select{d '2020-01-01'}as a => select DATE '2020-01-01'as a",
                "select * from{oj a left join b on a.x=b.x}where 1=1 => "
                        + "select * from a left join b on a.x=b.x where 1=1",
                "select{fn 'a'}, e{fn 'b'}, {fn user}union{fn f(1)} => select 'a', e 'b', user union f(1)",
                "select a{escape 'x'}, ({fn abs(1)})+{fn abs(2)} => select a ESCAPE 'x', (abs(1))+abs(2)",
                "select a from t {limit 10} => select a from t LIMIT 10",
                "select a from t {limit ? offset ?} => select a from t LIMIT $1 offset $2",
                "{x {fn ucase('a')}} => {x upper('a')}",
                "select {fn lcase({fn concat('A', {fn ucase(b)})})} => select lower(('A'||upper(b)))",
                "select {fn concat(array[1,2], f(a, b))} => select (array[1,2]||f(a, b))",
                "select {fn concat('a,b', \"c,d\", $$e,f$$)} => select ('a,b'||\"c,d\"||$$e,f$$)",
            })
    void escapesAreTranslated(String sql, String expected) throws SQLException {
        assertEquals(expected, translated(sql));
    }

    @Test
    void commentsInEscapesEndWhereTheyEnded() throws SQLException {
        assertEquals("select (a||/* , */ b -- ,\n)", translated("select {fn concat(a, /* , */ b -- ,\n)}"));
        assertEquals("CAST(a --}\n AS DATE)", translated("{d a --}\n}"));
        assertEquals("select * from f --\n() as result", translated("{call f --\n}"));
        assertEquals("42601", refused("select {d '2020-01-01' -- c}").getSQLState());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abs(x)",
                "ceiling(x)",
                "log(x)",
                "log10(x)",
                "power(x,y)",
                "truncate(x,y)",
                "char(x)",
                "concat(x,y)",
                "concat(x,y,z)",
                "lcase(x)",
                "left(x,2)",
                "length(x)",
                "locate(x,y)",
                "ltrim(x)",
                "rtrim(x)",
                "space(2)",
                "substring(x,1)",
                "substring(x,1,2)",
                "ucase(x)",
                "curdate()",
                "curtime()",
                "dayname(x)",
                "dayofmonth(x)",
                "dayofyear(x)",
                "hour(x)",
                "minute(x)",
                "month(x)",
                "monthname(x)",
                "quarter(x)",
                "second(x)",
                "week(x)",
                "year(x)",
                "database()",
                "ifnull(x,y)",
                "user()",
                "now()",
                "pi()",
                "mod(x, y)"
            })
    void functionsComeOutAsFromPgjdbc(String function) throws SQLException {
        String sql = "select {fn " + function + "} from t";
        assertEquals(Parser.replaceProcessing(sql, true, true), translated(sql));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiterString = "=>",
            value = {
                "dayofweek(x) => (extract(dow from x)+1)",
                "right(x,2) => right(x,2)",
                "rand() => random()",
                "current_date() => current_date",
                "current_timestamp() => current_timestamp",
                "current_timestamp(3) => current_timestamp(3)",
                "user => user",
                "LCASE ( x ) => lower(x)",
                "timestampadd(SQL_TSI_DAY, 1, x) => (CAST((1) || ' day' AS interval) + x)",
                "timestampadd(sql_tsi_quarter, ?, x) => (CAST(CAST($1 AS integer) * 3 || ' month' AS interval) + x)",
                "timestampdiff(SQL_TSI_HOUR, x, y) => "
                        + "CAST(trunc((extract(epoch from x) - extract(epoch from y)) / -3600) AS bigint)",
            })
    void functionsThatComeOutBetterThanFromPgjdbc(String function, String expected) throws SQLException {
        assertEquals("select " + expected, translated("select {fn " + function + "}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert(?, ?, ?, ?)",
                "locate(?, ?, ?)",
                "right(?, ?)",
                "left(?, ?)",
                "concat(?, ?, ?)",
                "timestampadd(SQL_TSI_MONTH, ?, ?)",
                "timestampdiff(SQL_TSI_YEAR, ?, ?)",
                "timestampdiff(SQL_TSI_SECOND, ?, ?)"
            })
    void parametersKeepTheirOrderAndAreUsedOnce(String function) throws SQLException {
        ParsedSql parsed =
                SqlParser.parse("select {fn " + function + "}", SqlFlags.PREPARED, null, true, CallMode.SELECT);
        long placeholders = function.chars().filter(c -> c == '?').count();
        assertEquals(placeholders, parsed.parameterCount());
        // Anchors of the placeholders in the text must ascend as their numbers do.
        ParsedStatement statement = parsed.statement(0);
        int last = -1;
        for (int i = 1; i <= parsed.parameterCount(); i++) {
            int index = statement.utf16PositionOf(statement.nativeSql().indexOf("$" + i) + 1);
            assertEquals('?', parsed.sql().charAt(index));
            assertTrue(index > last, statement.nativeSql());
            last = index;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{fn abs(1)",
                "select {d '2020-01-01'",
                "{fn }",
                "{d}",
                "{fn lcase('a', 'b')}",
                "{fn locate('a')}",
                "{fn concat()}",
                "{fn substring(a)}",
                "{fn lcase(}",
                "{fn timestampadd(SQL_TSI_EON, 1, x)}",
                "{fn timestampadd(DAY, 1, x)}",
                "{fn timestampdiff(SQL_TSI_DAY, x)}"
            })
    void malformedEscapesAreRefused(String sql) {
        SQLException e = refused(sql);
        assertEquals("42601", e.getSQLState());
        assertTrue(e.getMessage().contains("at char "), e.getMessage());
    }

    @Test
    void theMessageNamesThePlace() {
        assertEquals(
                "JDBC escape {d ...} at char 8 of the SQL text: the closing brace is missing",
                refused("select {d '2020-01-01'").getMessage());
        assertEquals(
                "JDBC escape {fn locate ...} at char 5 of the SQL text: expected 2 or 3 arguments, got 1",
                refused("{fn locate(a)}").getMessage());
    }

    @Test
    void nestingIsBounded() throws SQLException {
        String deep = "{fn abs(".repeat(JdbcEscapes.MAX_DEPTH) + "1" + ")}".repeat(JdbcEscapes.MAX_DEPTH);
        assertEquals("abs(".repeat(100) + "1" + ")".repeat(100), translated(deep));
        assertEquals("42601", refused("{fn abs(" + deep + ")}").getSQLState());
        assertEquals("42601", refused("{fn abs(".repeat(100_000)).getSQLState());
    }

    // Calls.

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiterString = "=>",
            value = {
                "{call f(?)} => select * from f($1) as result => call f($1) => call f($1)",
                "{call f} => select * from f() as result => call f() => call f()",
                "{ CALL s.\"F\" ( ) } => select * from s.\"F\" ( ) as result => call s.\"F\" ( ) => call s.\"F\" ( )",
                "{? = call f(?, 2)} => select * from f($1, 2) as result => select * from f($1, 2) as result"
                        + " => call f($1, $2, 2)",
                "{?=call f()}; => select * from f() as result => select * from f() as result => call f($1)",
                "{?=call f} => select * from f() as result => select * from f() as result => call f($1)",
                "{call f({fn ucase(?)})} => select * from f(upper($1)) as result => call f(upper($1)) => call f(upper($1))",
            })
    void callsAreTranslated(String sql, String select, String ifNoReturn, String call) throws SQLException {
        assertEquals(select, call(sql, CallMode.SELECT).nativeSql());
        assertEquals(ifNoReturn, call(sql, CallMode.CALL_IF_NO_RETURN).nativeSql());
        assertEquals(call, call(sql, CallMode.CALL).nativeSql());
    }

    @Test
    void theResultParameterIsAColumnOrAnArgument() throws SQLException {
        ParsedSql select = call("/* c */ {? = call s . f(?)}", CallMode.SELECT);
        assertTrue(select.isCall());
        assertTrue(select.hasReturnValue());
        assertEquals("s . f", select.calledRoutine());
        assertEquals(1, select.parameterCount());

        ParsedSql call = call("{? = call f(?)}", CallMode.CALL);
        assertTrue(call.isCall());
        assertFalse(call.hasReturnValue());
        assertEquals(2, call.parameterCount());
        assertEquals(StatementKind.CALL, call.statement(0).kind());
    }

    @Test
    void theSqlCommandCallIsACallToo() throws SQLException {
        ParsedSql parsed = call("-- c\n call p(?, ?)", CallMode.SELECT);
        assertTrue(parsed.isCall());
        assertFalse(parsed.hasReturnValue());
        assertNull(parsed.calledRoutine());
        assertEquals(2, parsed.parameterCount());
        assertFalse(call("select 1", CallMode.SELECT).isCall());
    }

    @Test
    void aCallEscapeWorksInAnyStatement() throws SQLException {
        assertEquals("select * from f($1) as result", translated("{call f(?)}"));
        assertEquals("begin;\nselect * from f() as result", translated("begin; {call f}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{call}",
                "{call f(?)",
                "{? = call f(?)",
                "{? call f(?)}",
                "{? = f(?)}",
                "{?}",
                "{call f(?)} x",
                "select {call f(?)}",
                "{call f; drop table t}"
            })
    void malformedCallsAreRefused(String sql) {
        assertEquals("2F003", refused(sql).getSQLState());
    }

    @Test
    void aResultParameterNeedsACallableStatement() {
        SQLException e = assertThrows(SQLException.class, () -> translated("{? = call f()}"));
        assertEquals("2F003", e.getSQLState());
        assertTrue(e.getMessage().contains("prepareCall"), e.getMessage());
    }
}
