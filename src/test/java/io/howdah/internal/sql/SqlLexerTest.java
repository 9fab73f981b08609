package io.howdah.internal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SqlLexerTest {
    /** Letters that stand for the kinds of tokens, by their constants. */
    private static final String LETTERS = ".scwqSn?%$;(){},d=y";

    static Stream<String> corpus() {
        return SqlCorpus.TEXTS.stream();
    }

    static Stream<String> randomTexts() {
        return Stream.generate(new RandomSql(20_240_117)::next).limit(500);
    }

    @ParameterizedTest
    @MethodSource({"corpus", "randomTexts"})
    void tokensTogetherAreTheText(String text) {
        assertEquals(text, concatenation(text, true));
        assertEquals(text, concatenation(text, false));
    }

    private static String concatenation(String text, boolean standardStrings) {
        SqlLexer lexer = new SqlLexer(text, standardStrings);
        StringBuilder all = new StringBuilder();
        int end = 0;
        while (lexer.next() != SqlLexer.END) {
            assertEquals(end, lexer.start());
            assertTrue(lexer.end() > lexer.start(), "a token is never empty");
            end = lexer.end();
            all.append(lexer.tokenText());
        }
        assertEquals(SqlLexer.END, lexer.next());
        return all.toString();
    }

    private static String kinds(String text, boolean standardStrings) {
        SqlLexer lexer = new SqlLexer(text, standardStrings);
        StringBuilder kinds = new StringBuilder();
        for (int token = lexer.next(); token != SqlLexer.END; token = lexer.next()) {
            kinds.append(LETTERS.charAt(token));
        }
        return kinds.toString();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "select a1_$ ,wsw",
                "a b,wsw",
                "'a?''b' ?,Ss?",
                "'a\\' ?,Ss?",
                "E'a\\' ?',S",
                "e'\\\\'?,S?",
                "aE'\\'?,wS?",
                "1E'\\' ?',nS",
                "_e'?',wS",
                "B'1?'x'1?',SS",
                "U&'\\'?,S?",
                "u&\"?\"?,q?",
                "u & 'a',wsysS",
                "N'a',S",
                "\"a\"\"?\"?,q?",
                "$$?$$?,S?",
                "$a$ $b$ $$ $a$?,S?",
                "$a$ $ab$ $a$,S",
                "$a b$?,ywsw?",
                "$1$2,$$",
                "a$b$?,w?",
                "$1a$,$w",
                "??|,%y",
                "???,%?",
                "::?,yy?",
                "{?=,{?=",
                "1.5.2 .5 a.b,nsnswdw",
                "/* /* ? */ ? */?,c?",
                "-/**/-,ycy",
                "a--b,wc",
                "a*/b,wyyw",
                ";(),;(),",
            })
    void kindsOfTokens(String text, String kinds) {
        assertEquals(kinds.replace(" ", ""), kinds(text, true).replace(" ", ""));
    }

    @Test
    void aLineCommentEndsBeforeTheNewline() {
        assertEquals("cs?", kinds("-- ? \n?", true));
        assertEquals("cs?", kinds("-- ? \r?", true));
    }

    @Test
    void backslashEscapesInPlainStringsOnlyWithoutStandardStrings() {
        assertEquals("S?", kinds("'\\'?", true));
        assertEquals("S", kinds("'\\'?", false));
        assertEquals("S", kinds("N'\\'?", false));
        assertEquals("S?", kinds("B'\\'?", false));
        assertEquals("S?", kinds("U&'\\'?", false));
    }

    @Test
    void continuationOfAnEscapeStringKeepsItsRules() {
        assertEquals("S", kinds("E'a'\n'\\'?'", true));
        assertEquals("S", kinds("E'a' -- comment ' \n '\\'?'", true));
        assertEquals("S", kinds("E'a'\n--c\n\t'b'\r'\\'?'", true));
        assertEquals("SsS?S", kinds("E'a' '\\'?'", true));
        assertEquals("SsS?S", kinds("'a'\n'\\'?'", true));
        assertEquals("Ss", kinds("E'a'\n", true));
        assertEquals("Scw", kinds("E'a'--\nb", true).replace("s", ""));
    }

    @Test
    void everythingUnterminatedReachesToTheEnd() {
        assertEquals("S", kinds("'a?", true));
        assertEquals("S", kinds("e'a?\\", true));
        assertEquals("S", kinds("e'a?\\'", true));
        assertEquals("q", kinds("\"a?", true));
        assertEquals("S", kinds("$$a?", true));
        assertEquals("S", kinds("$a$a?$a", true));
        assertEquals("c", kinds("/*a?/**/", true));
        assertEquals("c", kinds("--a?", true));
    }

    @Test
    void aDollarQuoteEndsAtItsOwnTagOnly() {
        assertEquals("S", kinds("$a$ $A$ $aa$ $$ $a$", true));
        assertEquals("S", kinds("$\u00e9\u00e9$?$\u00e9$?$\u00e9\u00e9$", true));
    }

    @Test
    void aRangeIsReadAsIfItWereTheWholeText() {
        SqlLexer lexer = new SqlLexer("'$a$?$a$'", 1, 6, true);
        assertEquals(SqlLexer.STRING, lexer.next());
        assertEquals(6, lexer.end());
        assertEquals(SqlLexer.END, lexer.next());
    }

    @Test
    void keywordsAreComparedInAsciiOnly() {
        SqlLexer lexer = new SqlLexer("InSeRt \u0131nsert insert\u0000 [NSERT", true);
        lexer.next();
        assertTrue(lexer.isWord("insert"));
        assertFalse(lexer.isWord("inser"));
        assertFalse(lexer.isWord("inserts"));
        lexer.nextSignificant();
        assertFalse(lexer.isWord("insert"));
    }
}
