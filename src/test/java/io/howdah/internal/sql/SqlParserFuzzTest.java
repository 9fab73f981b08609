package io.howdah.internal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class SqlParserFuzzTest {
    @FuzzTest
    void noTextIsTooStrange(FuzzedDataProvider data) {
        int flags = data.consumeInt(0, 1023);
        boolean namedColumns = data.consumeBoolean();
        String sql = data.consumeRemainingAsString();
        ParserInvariants.check(sql, flags, namedColumns);
    }

    @FuzzTest
    void tokensTogetherAreTheText(FuzzedDataProvider data) {
        boolean standardStrings = data.consumeBoolean();
        String sql = data.consumeRemainingAsString();
        SqlLexer lexer = new SqlLexer(sql, standardStrings);
        int end = 0;
        while (lexer.next() != SqlLexer.END) {
            assertEquals(end, lexer.start());
            end = lexer.end();
        }
        assertEquals(sql.length(), end);
    }
}
