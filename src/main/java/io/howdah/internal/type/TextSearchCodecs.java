package io.howdah.internal.type;

import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.ByteSink;
import io.howdah.types.PgTsVector;
import io.howdah.types.PgTsVector.Lexeme;
import io.howdah.types.PgTsVector.Position;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The codecs of tsvector and tsquery. */
final class TextSearchCodecs {
    static final Codec TSVECTOR = new Vector();
    static final Codec TSQUERY = new Query();

    private TextSearchCodecs() {}

    /**
     * The number of lexemes in 4 bytes; for each the word, a zero byte, the number of positions in 2 bytes, and these: 2 bits of weight, 14 of
     * position. Sent as text, so that the server puts the lexemes in order. Stateless.
     */
    private static final class Vector extends ValueCodec<PgTsVector> {
        /** A zero byte and a count. */
        private static final int LEAST_LEXEME = 3;

        private static final int POSITION_BITS = 14;

        Vector() {
            super(PgTsVector.class, true, "PgTsVector or String");
        }

        @Override
        boolean sendsBinary() {
            return false;
        }

        @Override
        PgTsVector parse(String text, PgType type, CodecContext context) {
            return PgTsVector.parse(text);
        }

        @Override
        PgTsVector read(ByteCursor in, PgType type, CodecContext context) {
            int count = in.readCount(LEAST_LEXEME);
            List<Lexeme> lexemes = new ArrayList<>(count);
            for (int i = 0; i < count && !in.failed(); i++) {
                String word = in.readCString();
                int positions = in.readUnsignedShort();
                List<Position> list = new ArrayList<>(Math.min(positions, in.remaining() / 2));
                for (int p = 0; p < positions && !in.failed(); p++) {
                    int position = in.readUnsignedShort();
                    list.add(new Position(
                            position & (1 << POSITION_BITS) - 1, "DCBA".charAt(position >> POSITION_BITS)));
                }
                lexemes.add(new Lexeme(word, list));
            }
            return new PgTsVector(lexemes);
        }

        @Override
        void write(PgTsVector value, PgType type, ByteSink out, CodecContext context) throws SQLException {
            throw TypeErrors.noWriting(type, value, "it as text");
        }
    }

    /**
     * The number of items in 4 bytes, then the items, operators before their operands, the right one first. An operand is the byte 1, a set of
     * weights, 1 for a prefix, the word and a zero byte; an operator is the byte 2, its code and, for "followed by", the distance in 2 bytes. In
     * text operators stand between, with parentheses only where they are needed. Stateless.
     */
    private static final class Query extends PgValueCodec {
        private static final int OPERAND = 1;
        private static final int OPERATOR = 2;
        private static final int NOT = 1;
        private static final int AND = 2;
        private static final int OR = 3;
        private static final int PHRASE = 4;
        private static final int LEAST_ITEM = 2;

        /** How tightly an operator binds, by its code; an operand binds tightest. */
        private static final int[] PRIORITIES = {5, 4, 2, 1, 3};

        Query() {
            super("String");
        }

        /** One item as received; {@code operator} is 0 for an operand, whose text is printed already. */
        private record Item(int operator, int distance, String operand) {}

        /** The text of a part of the query and the operator at its top, 0 for an operand. */
        private record Part(StringBuilder text, int operator) {
            StringBuilder within(int parent, boolean rightOfPhrase) {
                int priority = PRIORITIES[operator];
                if (priority < PRIORITIES[parent] || operator == PHRASE && rightOfPhrase && parent == PHRASE) {
                    text.insert(0, "( ").append(" )");
                }
                return text;
            }
        }

        @Override
        String print(ByteCursor in, PgType type) throws SQLException {
            int count = in.readCount(LEAST_ITEM);
            List<Item> items = new ArrayList<>(count);
            for (int i = 0; i < count && !in.failed(); i++) {
                items.add(item(in));
            }
            in.check("value of type " + type.name());
            if (items.isEmpty()) {
                return "";
            }
            // Backwards, so that operands come before their operator; and without recursion, whose depth the server
            // would choose.
            Deque<Part> parts = new ArrayDeque<>();
            for (int i = items.size() - 1; i >= 0; i--) {
                Item item = items.get(i);
                if (parts.size() < (item.operator == 0 ? 0 : item.operator == NOT ? 1 : 2)) {
                    throw TypeErrors.badBinary(type, "an operator has too few operands");
                }
                parts.push(part(item, parts));
            }
            if (parts.size() != 1) {
                throw TypeErrors.badBinary(type, "operands without an operator");
            }
            return parts.pop().text.toString();
        }

        private static Part part(Item item, Deque<Part> parts) {
            if (item.operator == 0) {
                return new Part(new StringBuilder(item.operand), 0);
            }
            if (item.operator == NOT) {
                return new Part(parts.pop().within(NOT, false).insert(0, '!'), NOT);
            }
            boolean phrase = item.operator == PHRASE;
            StringBuilder right = parts.pop().within(item.operator, phrase);
            StringBuilder text = parts.pop().within(item.operator, false);
            switch (item.operator) {
                case AND -> text.append(" & ");
                case OR -> text.append(" | ");
                default ->
                    text.append(" <")
                            .append(item.distance == 1 ? "-" : item.distance)
                            .append("> ");
            }
            return new Part(text.append(right), item.operator);
        }

        private static Item item(ByteCursor in) {
            int kind = in.readByte();
            if (kind == OPERAND) {
                int weights = in.readByte();
                boolean prefix = in.readByte() != 0;
                // Words are quoted as in a tsvector.
                StringBuilder text =
                        new StringBuilder(new PgTsVector(List.of(new Lexeme(in.readCString(), List.of()))).toString());
                if (prefix || weights != 0) {
                    text.append(prefix ? ":*" : ":");
                    for (int weight = 3; weight >= 0; weight--) {
                        if ((weights & 1 << weight) != 0) {
                            text.append("DCBA".charAt(weight));
                        }
                    }
                }
                return new Item(0, 0, text.toString());
            }
            int operator = in.readByte();
            if (kind != OPERATOR || operator < NOT || operator > PHRASE) {
                in.fail();
                return new Item(NOT, 0, "");
            }
            return new Item(operator, operator == PHRASE ? in.readUnsignedShort() : 0, "");
        }
    }
}
