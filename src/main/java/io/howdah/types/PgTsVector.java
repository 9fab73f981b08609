package io.howdah.types;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A value of type tsvector: the words of a document, normalised, with the places where they stand.
 *
 * @param lexemes the words; the server keeps them in its order and without duplicates
 */
public record PgTsVector(List<Lexeme> lexemes) implements PgObject {
    private static final long serialVersionUID = 1L;

    /**
     * A word of a document.
     *
     * @param word the word, normalised
     * @param positions where it stands; empty in a stripped tsvector
     */
    public record Lexeme(String word, List<Position> positions) implements Serializable {
        private static final long serialVersionUID = 1L;

        /** The positions are copied. */
        public Lexeme {
            Objects.requireNonNull(word, "word");
            positions = List.copyOf(positions);
        }
    }

    /**
     * A place in a document.
     *
     * @param position number of the word, 1 to 16383
     * @param weight {@code A} to {@code D}, the default
     */
    public record Position(int position, char weight) implements Serializable {
        private static final long serialVersionUID = 1L;

        /** The weight must be one of the four. */
        public Position {
            if (weight < 'A' || weight > 'D') {
                throw new IllegalArgumentException("a weight is A, B, C or D");
            }
        }
    }

    /** The lexemes are copied. */
    public PgTsVector {
        lexemes = List.copyOf(lexemes);
    }

    /**
     * Parses the server's text.
     *
     * @param text such as {@code 'cat':3A 'fat':2,5}
     * @return the value
     * @throws IllegalArgumentException when the text is of another form
     */
    public static PgTsVector parse(String text) {
        List<Lexeme> lexemes = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            if (text.charAt(i) == ' ') {
                i++;
                continue;
            }
            StringBuilder word = new StringBuilder();
            i = parseWord(text, i, word);
            List<Position> positions = new ArrayList<>();
            if (i < text.length() && text.charAt(i) == ':') {
                i = parsePositions(text, i + 1, positions);
            }
            if (i < text.length() && text.charAt(i) != ' ') {
                throw refused();
            }
            lexemes.add(new Lexeme(word.toString(), positions));
        }
        return new PgTsVector(lexemes);
    }

    private static IllegalArgumentException refused() {
        return new IllegalArgumentException("text is no tsvector: expected such as 'cat':3A 'fat':2,5");
    }

    /** Reads a word in quotes, in which quotes and backslashes are doubled; returns the index behind it. */
    private static int parseWord(String text, int start, StringBuilder word) {
        if (text.charAt(start) != '\'') {
            throw refused();
        }
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == c;
            if (c == '\'' && !doubled) {
                return i + 1;
            }
            if (c == '\'' || c == '\\') {
                if (!doubled) {
                    throw refused();
                }
                i++;
            }
            word.append(c);
        }
        throw refused();
    }

    private static int parsePositions(String text, int start, List<Position> positions) {
        int i = start - 1;
        do {
            int digits = ++i;
            while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                i++;
            }
            if (i == digits || i - digits > 5) {
                throw refused();
            }
            int position = Integer.parseInt(text, digits, i, 10);
            char weight = 'D';
            if (i < text.length() && text.charAt(i) >= 'A' && text.charAt(i) <= 'D') {
                weight = text.charAt(i++);
            }
            positions.add(new Position(position, weight));
        } while (i < text.length() && text.charAt(i) == ',');
        return i;
    }

    private static void quote(String word, StringBuilder out) {
        out.append('\'');
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '\'' || c == '\\') {
                out.append(c);
            }
            out.append(c);
        }
        out.append('\'');
    }

    @Override
    public String getType() {
        return "tsvector";
    }

    @Override
    public String getValue() {
        return toString();
    }

    /** The server's text: {@code 'cat':3A 'fat':2,5}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Lexeme lexeme : lexemes) {
            if (out.length() > 0) {
                out.append(' ');
            }
            quote(lexeme.word, out);
            char separator = ':';
            for (Position position : lexeme.positions) {
                out.append(separator).append(position.position);
                if (position.weight != 'D') {
                    out.append(position.weight);
                }
                separator = ',';
            }
        }
        return out.toString();
    }
}
