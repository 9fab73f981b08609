package io.howdah.internal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultiRowInsertTest {
    private static ParsedStatement parse(String sql) throws SQLException {
        return SqlParser.parse(sql, SqlFlags.PREPARED, null, true, CallMode.SELECT)
                .statement(0);
    }

    @Test
    void rowIsRepeatedWithParametersOfItsOwn() throws SQLException {
        ParsedStatement single = parse("insert into t (a, b) values (?, lower(?)) ");
        MultiRowInsert insert = single.multiRow();
        assertSame(insert, single.multiRow());
        assertSame(single, insert.statement(1));
        ParsedStatement four = insert.statement(4);
        assertEquals(
                "insert into t (a, b) values ($1, lower($2)), ($3, lower($4)), ($5, lower($6)), ($7, lower($8))",
                four.nativeSql().strip());
        assertSame(four, insert.statement(4));
        assertEquals(8, four.parameterCount());
        for (int i = 0; i < 8; i++) {
            assertEquals(
                    "$" + (i + 1),
                    four.nativeSql().substring(four.parameterPosition(i), four.parameterPosition(i) + 2));
        }
        assertEquals(128, insert.maxRows());
    }

    @Test
    void textsAndCommentsStayAsTheyAre() throws SQLException {
        ParsedStatement single =
                parse("INSERT INTO \"values(\" VALUES /* (?) */ ('?)(', ?, -- ) ?\n default, $$)$$) -- end");
        assertEquals(
                "INSERT INTO \"values(\" VALUES /* (?) */ ('?)(', $1, -- ) ?\n default, $$)$$),"
                        + " ('?)(', $2, -- ) ?\n default, $$)$$) -- end",
                single.multiRow().statement(2).nativeSql());
    }

    @Test
    void parametersStayWithinTheProtocolsBound() throws SQLException {
        String many = "insert into t values (?" + ", ?".repeat(999) + ")";
        assertEquals(64, parse(many).multiRow().maxRows());
        assertEquals(64_000, parse(many).multiRow().statement(64).parameterCount());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (1)",
                "insert into t default values",
                "insert into t values (?), (?)",
                "insert into t values (?) on conflict do nothing",
                "insert into t values (?) returning id",
                "insert into t select ?",
                "insert into t values ((select max(a) from t where b = ?))",
                "insert into t (a) select x from (values (?)) v(x)",
                "with x as (select ?) insert into t values (1)",
                "update t set a = ?",
                "insert into t values (?",
                "delete from t where a in (values (?))",
            })
    void whatMightMeanSomethingElseIsLeftAlone(String sql) throws SQLException {
        assertNull(parse(sql).multiRow());
    }

    @Test
    void overridingIsFine() throws SQLException {
        assertNotNull(parse("insert into s.t as x (a) overriding system value values (?)")
                .multiRow());
    }
}
