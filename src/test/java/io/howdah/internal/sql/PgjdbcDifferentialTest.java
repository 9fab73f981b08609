package io.howdah.internal.sql;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/** What the server gets must be what it gets from pgjdbc, except where this class gives a reason. */
class PgjdbcDifferentialTest {
    private static final String EMPTY = "the driver always has a statement to send; pgjdbc's list is empty";
    private static final String COMMENT = "a comment behind the last semicolon is not a statement with a result";
    private static final String SERVER = "the server reports what is unterminated; pgjdbc does it itself";
    private static final String GLUE = "a parameter must not run together with a word beside it";
    private static final String BODY = "statements behind a BEGIN ATOMIC body are statements of their own";

    /** SQL texts that come out differently, with the reason. */
    private static final Map<String, String> DIFFERENCES = differences();

    private static Map<String, String> differences() {
        Map<String, String> all = new HashMap<>();
        for (String text : List.of("", " ", ";", ";;;")) {
            all.put(text, EMPTY);
        }
        for (String text : List.of("/* nothing */ ; -- more of it", "select 1; -- done", "select 1; /* done */")) {
            all.put(text, COMMENT);
        }
        for (String text : List.of(
                "select 'unterminated ?",
                "select e'unterminated \\",
                "select \"unterminated ?",
                "select $$unterminated ?",
                "select 1 /* unterminated ?")) {
            all.put(text, SERVER);
        }
        for (String text : List.of(
                "select $1$?",
                "select ?limit?",
                "select a? from t",
                "select * from t where a=?and b=?or c=?",
                "select \u00e9?, \u00fc\ud83d\ude00 = ?")) {
            all.put(text, GLUE);
        }
        for (String text : List.of(
                "create or replace procedure p() begin atomic insert into t values (1); end; select ?",
                "create function f() returns int begin atomic select case when true then 1 else 2 end; end; select 1",
                "CREATE FUNCTION f() RETURNS int BEGIN /* c */ ATOMIC; SELECT 1; END; select 1")) {
            all.put(text, BODY);
        }
        all.put("select 1); select 2", "a closing parenthesis too many does not hide the semicolons behind it");
        return Map.copyOf(all);
    }

    /** SQL texts in which a RETURNING clause is found or added differently, with the reason. */
    private static final Map<String, String> RETURNING_DIFFERENCES = Map.of(
            "merge into t using u on t.a = u.a when matched then delete when not matched then insert values (u.a)",
            "MERGE gets a RETURNING clause only on servers that know it",
            "with a as (select 1) merge into t using a on true when matched then delete",
            "MERGE gets a RETURNING clause only on servers that know it",
            "update t set a = u.returning from u",
            "a column of that name is not a RETURNING clause",
            "explain analyze insert into t values (1)",
            "EXPLAIN returns its plan, not keys",
            "begin; insert into t values (?); commit",
            "the kind of one statement has nothing to do with those before it",
            "with a as (select 1) table a",
            "a query has no RETURNING clause",
            "with a as (select 1) values (1)",
            "a query has no RETURNING clause",
            "with a as (select 1 for update) select 1",
            "a query has no RETURNING clause",
            "with a",
            "a text without a verb is left alone");

    static Stream<String> textsReadAlike() {
        return SqlCorpus.TEXTS.stream().filter(text -> !DIFFERENCES.containsKey(text));
    }

    static Stream<String> textsReturningAlike() {
        return textsReadAlike().filter(text -> !RETURNING_DIFFERENCES.containsKey(text));
    }

    @ParameterizedTest
    @MethodSource("textsReadAlike")
    void preparedStatementsAreSentAsPgjdbcSendsThem(String sql) throws SQLException {
        assertEquals(theirs(sql, true, true), ours(sql, SqlFlags.PREPARED));
    }

    @ParameterizedTest
    @MethodSource("textsReadAlike")
    void plainStatementsAreSentAsPgjdbcSendsThem(String sql) throws SQLException {
        assertEquals(theirs(sql, true, false), ours(sql, SqlFlags.PLAIN));
    }

    @ParameterizedTest
    @MethodSource("textsReturningAlike")
    void returningIsFoundAndAddedWherePgjdbcDoesIt(String sql) throws SQLException {
        assertEquals(theirsReturning(sql), oursReturning(sql));
    }

    @Test
    void everyDifferenceInReturningIsStillOne() {
        assertAll(RETURNING_DIFFERENCES.entrySet().stream().map(difference -> () -> {
            assertTrue(SqlCorpus.TEXTS.contains(difference.getKey()), difference.getKey());
            assertNotEquals(
                    theirsReturning(difference.getKey()), oursReturning(difference.getKey()), difference.getValue());
        }));
    }

    @Test
    void everyDifferenceIsStillOne() {
        assertAll(DIFFERENCES.entrySet().stream().map(difference -> () -> {
            assertTrue(SqlCorpus.TEXTS.contains(difference.getKey()), difference.getKey());
            assertNotEquals(
                    theirs(difference.getKey(), true, true),
                    ours(difference.getKey(), SqlFlags.PREPARED),
                    difference.getValue());
        }));
    }

    private static List<String> ours(String sql, int flags) throws SQLException {
        ParsedSql parsed = SqlParser.parse(sql, flags, null, true, CallMode.SELECT);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < parsed.statementCount(); i++) {
            ParsedStatement statement = parsed.statement(i);
            all.add(statement.parameterCount() + " parameters: "
                    + statement.nativeSql().strip());
        }
        return all;
    }

    private static List<String> theirs(String sql, boolean standardStrings, boolean placeholders) {
        try {
            String escaped = Parser.replaceProcessing(sql, true, standardStrings);
            List<String> all = new ArrayList<>();
            for (NativeQuery query : Parser.parseJdbcSql(escaped, standardStrings, placeholders, true, false, true)) {
                all.add(query.bindPositions.length + " parameters: " + query.nativeSql.strip());
            }
            return all;
        } catch (SQLException e) {
            return List.of("refused: " + e.getMessage());
        }
    }

    private static List<String> oursReturning(String sql) throws SQLException {
        ParsedSql parsed =
                SqlParser.parse(sql, SqlFlags.PREPARED, new String[] {"id", "Na\"me"}, true, CallMode.SELECT);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < parsed.statementCount(); i++) {
            all.add(parsed.statement(i).nativeSql().strip());
        }
        return all;
    }

    private static List<String> theirsReturning(String sql) throws SQLException {
        List<String> all = new ArrayList<>();
        for (NativeQuery query : Parser.parseJdbcSql(sql, true, true, true, false, true, "id", "Na\"me")) {
            all.add(query.nativeSql.strip());
        }
        return all;
    }
}
