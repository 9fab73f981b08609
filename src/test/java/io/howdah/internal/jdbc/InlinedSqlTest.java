package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.internal.sql.CallMode;
import io.howdah.internal.sql.ParsedSql;
import io.howdah.internal.sql.SqlFlags;
import io.howdah.internal.sql.SqlParser;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Oids;
import io.howdah.internal.type.TypeRegistry;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class InlinedSqlTest {
    private static final CodecContext CONTEXT = new CodecContext(new TypeRegistry(), ZoneOffset.UTC, 180_006);

    private static ParsedSql parse(String sql) throws SQLException {
        return SqlParser.parse(sql, SqlFlags.PREPARED, null, true, CallMode.SELECT);
    }

    private static String inlined(String sql, ParamSet params) throws SQLException {
        return InlinedSql.of(parse(sql), params, CONTEXT);
    }

    @Test
    void valuesStandInParenthesesWithTheirTypes() throws SQLException {
        ParamSet params = new ParamSet(3, true);
        params.setInt4(0, -1, Oids.INT4);
        params.setText(1, "it's", Oids.VARCHAR);
        params.setNull(2, Oids.INT4);
        assertEquals("select ('-1'::int4), ('it''s'), (NULL)", inlined("select ?, ?, ?", params));
    }

    @Test
    void unsetValuesAndStreamsAreQuestionMarks() throws SQLException {
        ParamSet params = new ParamSet(2, true);
        params.setBytesSpool(1, Spool.of(InputStream.nullInputStream(), -1), Oids.BYTEA);
        assertEquals("select ?, ?", inlined("select ?, ?", params));
    }

    @Test
    void literalThatLooksLikeAPlaceholderStays() throws SQLException {
        ParamSet params = new ParamSet(1, true);
        params.setInt8(0, 5, Oids.INT8);
        assertEquals(
                "select '$1', \"$1\", $$ $1 $$, ('5'::int8) /* $1 */",
                inlined("select '$1', \"$1\", $$ $1 $$, ? /* $1 */", params));
    }

    @Test
    void placeholdersOfSeveralStatementsAreCountedOn() throws SQLException {
        ParamSet params = new ParamSet(2, true);
        params.setInt4(0, 1, Oids.INT4);
        params.setInt4(1, 2, Oids.INT4);
        assertEquals("select ('1'::int4);\nselect ('2'::int4)", inlined("select ?; select ?", params));
    }

    @Test
    void tenthPlaceholderIsNotTheFirstOne() throws SQLException {
        ParamSet params = new ParamSet(10, true);
        for (int i = 0; i < 10; i++) {
            params.setText(i, "v" + i, Oids.VARCHAR);
        }
        assertEquals(
                "('v0')('v1')('v2')('v3')('v4')('v5')('v6')('v7')('v8')('v9')",
                inlined("? ? ? ? ? ? ? ? ? ?", params).replace(" ", ""));
    }
}
