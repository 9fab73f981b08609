package io.howdah.internal.sql;

import java.util.Random;

/** Random texts of pieces that change the state of a lexer or a parser; the same ones in every run. */
final class RandomSql {
    private static final String[] PIECES = {
        "'",
        "''",
        "\"",
        "\\",
        "$",
        "$a$",
        "$$",
        "--",
        "/*",
        "*/",
        "\n",
        "\r",
        ";",
        "?",
        "??",
        "{",
        "}",
        "(",
        ")",
        "E'",
        "e",
        "U&'",
        "U&\"",
        "b'",
        "x",
        "n'",
        "1",
        ".",
        ",",
        "=",
        "-",
        "/",
        "*",
        " ",
        "a",
        "_",
        "\u00e9",
        "\ud83d\ude00",
        "\ud83d",
        "\u0000",
        "begin",
        " atomic ",
        " end",
        " case ",
        "create ",
        "select ",
        "with ",
        "insert ",
        " returning ",
        "fn ",
        "d ",
        "call ",
        "{fn ",
        "{? = call ",
        "{call ",
        "insert(",
        "locate(",
        "{fn concat(",
        "{fn timestampadd(SQL_TSI_DAY,",
        "{d ",
        "{ts '",
        "{oj ",
        " as ",
        "values",
        "update ",
        " into "
    };

    private final Random random;

    RandomSql(long seed) {
        this.random = new Random(seed);
    }

    String next() {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(30);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    int nextFlags() {
        return random.nextInt(1 << 10);
    }
}
