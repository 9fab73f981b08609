package io.howdah.internal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import io.howdah.live.PostgresServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What this package knows about PostgreSQL, asked of PostgreSQL. */
@Live
class SqlLiveTest {
    @Test
    void theKeyWordsAreTheServers(PostgresServer server) throws SQLException {
        List<String> wrong = new ArrayList<>();
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet words = statement.executeQuery("select word, catcode from pg_get_keywords()")) {
            while (words.next()) {
                String word = words.getString(1);
                String code = words.getString(2);
                boolean reserved = code.equals("R") || code.equals("T");
                // A later version's key word may be an ordinary one here, but never the other way round.
                boolean known = Identifiers.isReserved(word) || !reserved;
                boolean quoted = Identifiers.quoteIfNeeded(word).startsWith("\"");
                if (!known || !quoted && !code.equals("U")) {
                    wrong.add(word + " " + code);
                }
                if (code.equals("U") && quoted) {
                    wrong.add(word + " needs no quotes");
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiterString = "=>",
            value = {
                "{fn ceiling(1.2)} => 2",
                "{fn log10(1000)} => 3",
                "{fn power(2, 10)} => 1024",
                "{fn truncate(1.239, 2)} => 1.23",
                "{fn char(65)} => A",
                "{fn concat('a', 'b', 'c')} => abc",
                "{fn insert('abcdef', 2, 3, 'XY')} => aXYef",
                "{fn lcase('ABC')}{fn ucase('abc')} => abcABC",
                "{fn left('abcdef', 2)}{fn right('abcdef', 2)} => abef",
                "{fn right('ab', 5)} => ab",
                "{fn length('abc  ')} => 3",
                "{fn locate('c', 'abcabc')} => 3",
                "{fn locate('c', 'abcabc', 4)} => 6",
                "{fn locate('a', 'abcabc', 1)} => 1",
                "{fn locate('z', 'abcabc', 2)} => 0",
                "{fn locate('a', 'abc', 2)} => 0",
                "coalesce({fn locate(null, 'abc', 1)}, -7) => -7",
                "{fn ltrim('  a')}{fn rtrim('b  ')} => ab",
                "'[' || {fn space(3)} || ']' => [   ]",
                "{fn substring('abcdef', 2)}{fn substring('abcdef', 2, 3)} => bcdefbcd",
                "trim({fn dayname({d '2024-02-29'})}) => Thursday",
                "{fn dayofmonth({d '2024-02-29'})} => 29",
                "{fn dayofweek({d '2024-02-25'})} * 10 => 10",
                "{fn dayofyear({d '2024-02-29'})} => 60",
                "{fn hour({t '12:34:56'})}{fn minute({t '12:34:56'})} => 1234",
                "{fn quarter({d '2024-05-01'})} => 2",
                "{fn year({ts '2024-02-29 12:34:56'})} => 2024",
                "{fn timestampadd(SQL_TSI_DAY, 2, {d '2024-02-28'})} => 2024-03-01 00:00:00",
                "{fn timestampadd(SQL_TSI_QUARTER, -1, {ts '2024-02-29 10:00:00'})} => 2023-11-29 10:00:00",
                "{fn timestampadd(SQL_TSI_WEEK, 1, {d '2024-02-28'})} => 2024-03-06 00:00:00",
                "{fn timestampadd(SQL_TSI_SECOND, 90, {ts '2024-01-01 00:00:00'})} => 2024-01-01 00:01:30",
                "{fn timestampdiff(SQL_TSI_SECOND, {ts '2024-01-01 00:00:00'}, {ts '2024-01-01 01:00:01.9'})} => 3601",
                "{fn timestampdiff(SQL_TSI_HOUR, {ts '2024-01-01 00:00:00'}, {ts '2024-01-02 01:59:00'})} => 25",
                "{fn timestampdiff(SQL_TSI_DAY, {d '2024-02-28'}, {d '2024-03-01'})} => 2",
                "{fn timestampdiff(SQL_TSI_DAY, {d '2024-03-01'}, {d '2024-02-28'})} => -2",
                "{fn timestampdiff(SQL_TSI_WEEK, {d '2024-01-01'}, {d '2024-01-14'})} => 1",
                "{fn timestampdiff(SQL_TSI_MONTH, {d '2023-12-15'}, {d '2024-03-14'})} => 2",
                "{fn timestampdiff(SQL_TSI_MONTH, {d '2024-03-15'}, {d '2023-12-15'})} => -3",
                "{fn timestampdiff(SQL_TSI_QUARTER, {d '2023-01-01'}, {d '2024-01-01'})} => 4",
                "{fn timestampdiff(SQL_TSI_YEAR, {d '2000-06-01'}, {d '2024-05-31'})} => 23",
                "{fn ifnull(null, 'x')} => x",
                "{fn rand()} between 0 and 1 => t",
                "{fn rand(42)} = {fn rand(42)} => t",
                "{fn rand(42)} = {fn rand(43)} => f",
                "{fn abs(-1)}{fn sign(-2)}{fn mod(7, 3)} => 1-11",
                "{fn floor(1.9)}{fn round(1.25, 1)}{fn sqrt(4::int)} => 11.32",
                "{fn acos(1)}{fn asin(0)}{fn atan(0)}{fn atan2(0, 1)} => 0000",
                "{fn cos(0)}{fn sin(0)}{fn tan(0)}{fn exp(0)} => 1001",
                "{fn degrees({fn pi()})} = 180 and {fn radians(180)} = {fn pi()} and {fn cot(1)} > 0.6 => t",
                "{fn log(1)} = 0 => t",
                "{fn ascii('A')}{fn repeat('ab', 2)}{fn replace('aXc', 'X', 'b')} => 65abababc",
                "{fn char_length('\u00e9')}{fn character_length('ab')}{fn octet_length('\u00e9')} => 122",
                "{fn char_length('\u00e9', CHARACTERS)}{fn character_length('\u00e9', OCTETS)} => 12",
                "{fn length('\u00e9 ', CHARACTERS)}{fn length('\u00e9 ', OCTETS)} => 13",
                "{fn position('c' in 'abc')}{fn extract(year from {d '2024-01-01'})} => 32024",
                "{fn current_timestamp()} = {fn now()} => t",
                "{fn current_time(0)} is null => f",
                "{fn database()} = current_database() and {fn user()} = current_user => t",
                "{fn month({d '2024-02-29'})}{fn week({d '2024-01-08'})}{fn minute({t '12:34:56'})} => 2234",
                "trim({fn monthname({d '2024-02-29'})}) => February",
                "{fn convert('12', SQL_INTEGER)} + 1 => 13",
                "{fn convert({fn concat('1', '2')}, bigint)} + 1 => 13",
                "{fn convert(1.5, SQL_VARCHAR)} || 'x' => 1.5x",
                "{fn convert('abc', SQL_CHAR)} || 'x' => abcx",
                "{fn convert('2024-02-29', DATE)} + 1 => 2024-03-01",
                "{fn timestampadd(SQL_TSI_FRAC_SECOND, 1500000, {ts '2024-01-01 00:00:00'})} => 2024-01-01 00:00:00.0015",
                "{fn timestampdiff(SQL_TSI_FRAC_SECOND, {ts '2000-01-01 00:00:00'}, {ts '2000-01-01 00:00:00.5'})} => 500000000",
                "{fn current_date()} = {fn curdate()} => t",
                "'a_c' like 'a\\_c' {escape '\\'} => t",
                "(select count(*) from {oj (values (1), (2)) a (x) left outer join (values (1)) b (x) on a.x = b.x}) => 2",
                "(select x from (values (1), (2), (3)) a (x) order by x {limit 1 offset 1}) => 2",
            })
    void escapesGiveWhatJdbcSays(String expression, String expected) throws SQLException {
        String sql = nativeSql("select concat(" + expression.replace("}{", "}, {") + ")");
        assertEquals(expected, PostgresServers.shared().value(sql));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'", "\\", "\\'", "'\\''", "\\\\", "a\nb", "\u00e9\ud83d\ude00", "$$", "?"})
    void literalsComeBackUnderBothSettings(String value) throws SQLException {
        PostgresServer server = PostgresServers.shared();
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String setting : List.of("on", "off")) {
                statement.execute("set standard_conforming_strings = " + setting);
                try (ResultSet row = statement.executeQuery("select" + ' ' + Identifiers.quoteLiteral(value) + ", "
                        + Identifiers.quoteNationalLiteral(value))) {
                    assertTrue(row.next());
                    assertEquals(value, row.getString(1), setting);
                    assertEquals(value, row.getString(2), setting);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A b", "a\"b", "select", "\u00e9", "\\", "1", "int", "a;b", "'"})
    void quotedNamesComeBack(String name) throws SQLException {
        PostgresServer server = PostgresServers.shared();
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + Identifiers.quote(name) + " from (select 1 as "
                        + Identifiers.quoteIfNeeded(name) + ") t")) {
            assertEquals(name, row.getMetaData().getColumnLabel(1));
        }
    }

    /** The lexer must see a string end where the server sees it end, or a quoted semicolon would split a statement. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'a\\' as x",
                "select E'a\\'b' as x",
                "select E'a'\n'b\\'c' as x",
                "select 'a' -- c ' \n 'b' as x",
                "select U&'\\0041\\\\' as x",
                "select 'a\\'b' as x",
                "select $a$b$A$ as x",
                "select /* /* */ 1 as x",
                "select E'a\\' as x",
                "select $a$ $b$ $a$ as x",
                "select $$a$$ as x",
                "select $\u00e9$a$\u00e9$ as x",
                "select 1 /* /* ' */ ' */ as x",
                "select 1 as a$b$",
                "select 1 as \"a\"\"b\"",
                "select B'1' as x, X'1F' as y, N'a' as z",
                "select 1--2\nas x",
                "select 'a'\n\n'b' as x"
            })
    void stringsEndWhereTheServerEndsThem(String sql) throws SQLException {
        PostgresServer server = PostgresServers.shared();
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            boolean accepted = accepts(statement, sql);
            ParsedSql parsed = SqlParser.parse(sql + "; select 2", SqlFlags.PREPARED, null, true, CallMode.SELECT);
            assertEquals(accepted, parsed.statementCount() == 2, "accepted by the server as a whole statement");
        }
    }

    /** DO runs the text through the server's own parser, untouched by the driver of this connection. */
    private static boolean accepts(Statement statement, String sql) {
        try {
            statement.execute("do $do_$ begin execute $sql_$" + sql + "$sql_$; end $do_$");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static String nativeSql(String sql) throws SQLException {
        return SqlParser.parse(sql, SqlFlags.PLAIN, null, true, CallMode.SELECT).nativeSql();
    }

    private static Connection connect(PostgresServer server) throws SQLException {
        return new org.postgresql.Driver().connect(server.url(), server.properties());
    }
}
