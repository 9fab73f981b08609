package io.howdah.internal.jdbc;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Random types of the server, nested in each other, and random values of them as text that the server reads. The same seed gives the same types
 * and values. Types that must be created are, in order, in {@link #definitions}.
 */
final class RandomTypes {
    private static final int MAX_DEPTH = 3;

    /** A type and how its values are made. */
    interface Type {
        /** Its name in SQL. */
        String name();

        /** A value as the type's input function takes it. */
        String value(Random random);

        /** Separates its values in the text of an array. */
        default char delimiter() {
            return ',';
        }

        /** False when the objects that getObject gives for elements or attributes of the type say less than the value. */
        default boolean exactAsElement() {
            return true;
        }
    }

    private record Scalar(String name, boolean exactAsElement, Function<Random, String> values) implements Type {
        @Override
        public String value(Random random) {
            return values.apply(random);
        }

        @Override
        public char delimiter() {
            return name.equals("box") ? ';' : ',';
        }
    }

    private record Array(Type element) implements Type {
        @Override
        public String name() {
            return element.name() + "[]";
        }

        @Override
        public char delimiter() {
            return element.delimiter();
        }

        @Override
        public boolean exactAsElement() {
            return element.exactAsElement();
        }

        @Override
        public String value(Random random) {
            int length = random.nextInt(4);
            if (length == 0) {
                return "{}";
            }
            if (random.nextInt(4) == 0) {
                int width = 1 + random.nextInt(2);
                return list(length, () -> list(width, () -> element(random)));
            }
            String text = list(length, () -> element(random));
            int lower = random.nextInt(5) - 2;
            return random.nextInt(6) == 0 ? "[" + lower + ":" + (lower + length - 1) + "]=" + text : text;
        }

        private String list(int length, Supplier<String> part) {
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < length; i++) {
                parts.add(part.get());
            }
            return "{" + String.join(String.valueOf(delimiter()), parts) + "}";
        }

        private String element(Random random) {
            if (random.nextInt(6) == 0) {
                return "NULL";
            }
            return '"' + element.value(random).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
    }

    private record Composite(String name, List<Type> fields) implements Type {
        @Override
        public boolean exactAsElement() {
            return fields.stream().allMatch(Type::exactAsElement);
        }

        @Override
        public String value(Random random) {
            return fields.stream()
                    .map(field -> random.nextInt(6) == 0
                            ? ""
                            : '"' + field.value(random).replace("\\", "\\\\").replace("\"", "\"\"") + '"')
                    .collect(Collectors.joining(",", "(", ")"));
        }
    }

    private record Domain(String name, Type base) implements Type {
        @Override
        public String value(Random random) {
            return base.value(random);
        }

        @Override
        public boolean exactAsElement() {
            return base.exactAsElement();
        }
    }

    private record Range(String name, Function<Random, String[]> bounds) implements Type {
        @Override
        public String value(Random random) {
            if (random.nextInt(10) == 0) {
                return "empty";
            }
            String[] pair = bounds.apply(random);
            String lower = random.nextInt(8) == 0 ? "" : quoted(pair[0]);
            String upper = random.nextInt(8) == 0 ? "" : quoted(pair[1]);
            return (random.nextBoolean() ? "[" : "(") + lower + "," + upper + (random.nextBoolean() ? "]" : ")");
        }

        private static String quoted(String bound) {
            return '"' + bound.replace("\\", "\\\\").replace("\"", "\"\"") + '"';
        }
    }

    private record Multirange(String name, Range range) implements Type {
        @Override
        public String value(Random random) {
            List<String> ranges = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                ranges.add(range.value(random));
            }
            return "{" + String.join(",", ranges) + "}";
        }
    }

    private final Random random;
    private final boolean multiranges;
    private final List<String> definitions = new ArrayList<>();
    private final List<Scalar> scalars = scalars();

    /** @param multiranges whether the server has any */
    RandomTypes(long seed, boolean multiranges) {
        this.random = new Random(seed);
        this.multiranges = multiranges;
    }

    /** The statements that create what was made so far. */
    List<String> definitions() {
        return definitions;
    }

    Type next() {
        return next(MAX_DEPTH);
    }

    private String newName(String kind) {
        return "\"" + kind + " " + definitions.size() + "\"";
    }

    private Type next(int depth) {
        int choice = depth == 0 ? 0 : random.nextInt(12);
        return switch (choice) {
            case 0, 1, 2 -> scalars.get(random.nextInt(scalars.size()));
            case 3, 4, 5 -> array(next(depth - 1));
            case 6, 7, 8 -> composite(depth);
            case 9 -> domain(next(depth - 1));
            case 10 -> enumeration();
            default -> range();
        };
    }

    /** There are no arrays of arrays. */
    private static Type array(Type element) {
        return element instanceof Array ? element : new Array(element);
    }

    private Type composite(int depth) {
        List<Type> fields = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            fields.add(next(depth - 1));
        }
        List<String> columns = new ArrayList<>();
        for (Type field : fields) {
            columns.add("\"field " + columns.size() + "\" " + field.name());
        }
        String name = newName("row");
        definitions.add("create type " + name + " as (" + String.join(", ", columns) + ")");
        return new Composite(name, fields);
    }

    private Type domain(Type base) {
        String name = newName("domain");
        definitions.add("create domain " + name + " as " + base.name());
        return new Domain(name, base);
    }

    private Type enumeration() {
        List<String> labels =
                List.of("plain", "two words", "quo\"te", "it's", "back\\slash", "c,o{m}m(a)", "\u00fcn\u00ef", "NULL");
        String name = newName("enum");
        definitions.add("create type " + name + " as enum ("
                + labels.stream()
                        .map(label -> "'" + label.replace("'", "''") + "'")
                        .collect(Collectors.joining(",")) + ")");
        return new Scalar(name, true, r -> labels.get(r.nextInt(labels.size())));
    }

    private static String[] ordered(String a, String b, Comparator<String> order) {
        return order.compare(a, b) <= 0 ? new String[] {a, b} : new String[] {b, a};
    }

    private Type range() {
        List<Range> builtIn = List.of(
                new Range(
                        "int4range",
                        r -> ordered(
                                String.valueOf(r.nextInt() / 2),
                                String.valueOf(r.nextInt() / 2),
                                Comparator.comparing(Long::parseLong))),
                new Range(
                        "int8range",
                        r -> ordered(
                                String.valueOf(r.nextLong() / 2),
                                String.valueOf(r.nextLong() / 2),
                                Comparator.comparing(Long::parseLong))),
                new Range("numrange", r -> ordered(decimal(r), decimal(r), Comparator.comparing(BigDecimal::new))),
                new Range("daterange", r -> ordered(date(r), date(r), Comparator.comparing(LocalDate::parse))),
                new Range(
                        "tsrange",
                        r -> ordered(timestamp(r), timestamp(r), Comparator.comparing(LocalDateTime::parse))),
                new Range("tstzrange", r -> {
                    String[] pair = ordered(timestamp(r), timestamp(r), Comparator.comparing(LocalDateTime::parse));
                    return new String[] {pair[0] + "Z", pair[1] + "Z"};
                }));
        Range range = builtIn.get(random.nextInt(builtIn.size()));
        if (random.nextInt(3) == 0) {
            String name = newName("range");
            boolean text = random.nextBoolean();
            definitions.add("create type " + name + " as range (subtype = "
                    + (text ? "text, collation = \"C\"" : "float8")
                    + (multiranges ? ", multirange_type_name = " + name.replace("range ", "multirange ") : "") + ")");
            range = text
                    ? new Range(name, r -> ordered(ascii(r), ascii(r), Comparator.naturalOrder()))
                    : new Range(
                            name,
                            r -> ordered(
                                    String.valueOf(r.nextGaussian()),
                                    String.valueOf(r.nextGaussian()),
                                    Comparator.comparing(Double::parseDouble)));
        }
        String multirange = range.name.replace("range", "multirange");
        return multiranges && random.nextInt(3) == 0 ? new Multirange(multirange, range) : range;
    }

    // Scalars

    private static String oneOf(Random r, String... values) {
        return values[r.nextInt(values.length)];
    }

    private static String decimal(Random r) {
        return BigDecimal.valueOf(r.nextLong() >> r.nextInt(64), r.nextInt(25)).toPlainString();
    }

    private static String date(Random r) {
        return LocalDate.ofEpochDay(r.nextInt(200_000) - 100_000).toString();
    }

    private static String timestamp(Random r) {
        return LocalDateTime.ofEpochSecond(r.nextInt() * 2L, r.nextInt(1_000_000) * 1_000, ZoneOffset.UTC)
                .toString();
    }

    private static String time(Random r) {
        return LocalTime.ofNanoOfDay(r.nextInt(86_400) * 1_000_000_000L + r.nextInt(1_000_000) * 1_000L)
                .toString();
    }

    private static String ascii(Random r) {
        StringBuilder text = new StringBuilder();
        for (int i = r.nextInt(6); i > 0; i--) {
            text.append((char) (' ' + r.nextInt(95)));
        }
        return text.toString();
    }

    private static String text(Random r) {
        StringBuilder text = new StringBuilder();
        String odd = "\"'\\{}(),; \t\n\u00e9\u4e2d\u20ac[]=NULL:<>";
        for (int i = r.nextInt(8); i > 0; i--) {
            text.append(r.nextBoolean() ? odd.charAt(r.nextInt(odd.length())) : (char) ('a' + r.nextInt(26)));
        }
        if (r.nextInt(10) == 0) {
            text.appendCodePoint(0x1F600 + r.nextInt(50));
        }
        return text.toString();
    }

    private static String bits(Random r, int length) {
        StringBuilder bits = new StringBuilder();
        for (int i = 0; i < length; i++) {
            bits.append(r.nextInt(2));
        }
        return bits.toString();
    }

    private static String hex(Random r, int length) {
        byte[] bytes = new byte[length];
        r.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String point(Random r) {
        return "(" + r.nextInt(100) / 4.0 + "," + r.nextGaussian() + ")";
    }

    private static String points(Random r, int least) {
        List<String> points = new ArrayList<>();
        for (int i = least + r.nextInt(3); i > 0; i--) {
            points.add(point(r));
        }
        return String.join(",", points);
    }

    private static String interval(Random r) {
        return oneOf(r, "-", "") + r.nextInt(1000) + " mons " + oneOf(r, "-", "") + r.nextInt(1000) + " days "
                + oneOf(r, "-", "") + r.nextInt(100) + ":" + r.nextInt(60) + ":" + r.nextInt(60) + "."
                + r.nextInt(1_000_000);
    }

    private static String json(Random r) {
        return oneOf(
                r,
                "null",
                "true",
                "-1.50",
                "\"a \\\"b\\\\ \u00e9\"",
                "[]",
                "[1, {\"a\": null}]",
                "{\"k\": [\"v,w\", 2]}");
    }

    private static Scalar scalar(String name, Function<Random, String> values) {
        return new Scalar(name, true, values);
    }

    private static List<Scalar> scalars() {
        return List.of(
                scalar("bool", r -> String.valueOf(r.nextBoolean())),
                scalar("int2", r -> String.valueOf((short) r.nextInt())),
                scalar("int4", r -> String.valueOf(r.nextInt() >> r.nextInt(32))),
                scalar("int8", r -> String.valueOf(r.nextLong() >> r.nextInt(64))),
                scalar("oid", r -> Integer.toUnsignedString(r.nextInt())),
                scalar(
                        "float4",
                        r -> r.nextInt(10) == 0
                                ? oneOf(r, "NaN", "Infinity", "-0")
                                : String.valueOf((float) r.nextGaussian())),
                scalar(
                        "float8",
                        r -> r.nextInt(10) == 0
                                ? oneOf(r, "NaN", "-Infinity", "-0", "1e300", "5e-324")
                                : String.valueOf(r.nextGaussian() * Math.pow(10, r.nextInt(40) - 20))),
                scalar("numeric", r -> r.nextInt(15) == 0 ? oneOf(r, "NaN", "1e200", "1e-200", "0.000") : decimal(r)),
                scalar("text", RandomTypes::text),
                scalar("varchar", RandomTypes::text),
                scalar("char(5)", RandomTypes::ascii5),
                scalar("name", r -> ascii(r)),
                scalar("bytea", r -> "\\x" + hex(r, r.nextInt(6))),
                scalar("uuid", r -> new UUID(r.nextLong(), r.nextLong()).toString()),
                scalar(
                        "date",
                        r -> r.nextInt(12) == 0
                                ? oneOf(r, "infinity", "-infinity", "0044-03-15 BC", "5874897-12-31")
                                : date(r)),
                new Scalar("time", false, RandomTypes::time),
                new Scalar("timetz", false, r -> time(r) + oneOf(r, "+00", "-08", "+05:30", "+15:59:59")),
                scalar(
                        "timestamp",
                        r -> r.nextInt(12) == 0
                                ? oneOf(
                                        r,
                                        "infinity",
                                        "-infinity",
                                        "0044-03-15 10:00:00 BC",
                                        "294276-12-31 23:59:59.999999")
                                : timestamp(r)),
                scalar(
                        "timestamptz",
                        r -> r.nextInt(12) == 0
                                ? oneOf(r, "infinity", "-infinity", "0044-03-15 10:00:00Z BC")
                                : timestamp(r) + oneOf(r, "Z", "-08", "+05:30")),
                scalar("interval", RandomTypes::interval),
                scalar("json", RandomTypes::json),
                scalar("jsonb", RandomTypes::json),
                scalar("bit(11)", r -> bits(r, 11)),
                scalar("varbit", r -> bits(r, r.nextInt(20))),
                // What a fraction means to money depends on lc_monetary.
                new Scalar("money", false, r -> String.valueOf(r.nextInt(100_000) / 100.0)),
                scalar(
                        "inet",
                        r -> oneOf(
                                r,
                                "192.0.2." + r.nextInt(256),
                                "10.1.2.3/8",
                                "2001:db8::" + r.nextInt(9999),
                                "::ffff:1.2.3.4/96")),
                scalar("cidr", r -> oneOf(r, "10." + r.nextInt(256) + ".0.0/16", "2001:db8::/32")),
                scalar("macaddr", r -> hex(r, 6)),
                scalar("macaddr8", r -> hex(r, 8)),
                scalar("point", RandomTypes::point),
                scalar("lseg", r -> "[" + point(r) + "," + point(r) + "]"),
                scalar("box", r -> point(r) + "," + point(r)),
                scalar("circle", r -> "<" + point(r) + "," + r.nextInt(100) / 8.0 + ">"),
                scalar("path", r -> r.nextBoolean() ? "[" + points(r, 1) + "]" : "(" + points(r, 1) + ")"),
                scalar("polygon", r -> "(" + points(r, 1) + ")"),
                scalar("line", r -> "{" + (1 + r.nextInt(9)) + "," + r.nextInt(9) + "," + r.nextGaussian() + "}"),
                scalar("tsvector", r -> oneOf(r, "", "a:1A b:2,3", "'it''s':5 x")),
                scalar("tsquery", r -> oneOf(r, "a", "a & !b", "'it''s':* | c:AB", "a <-> b")),
                scalar("pg_lsn", r -> Integer.toHexString(r.nextInt()) + "/" + Integer.toHexString(r.nextInt())),
                scalar("tid", r -> "(" + r.nextInt(1 << 20) + "," + r.nextInt(1 << 15) + ")"),
                scalar("xid", r -> Integer.toUnsignedString(r.nextInt())),
                scalar("regtype", r -> oneOf(r, "int4", "text[]")),
                scalar("jsonpath", r -> oneOf(r, "$.a", "strict $[*] ? (@ > 1)")));
    }

    private static String ascii5(Random r) {
        String text = ascii(r);
        return text.length() > 5 ? text.substring(0, 5) : text;
    }

    /** A literal of SQL. */
    static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** The fields of the rows of COPY BINARY: per row an array of values, null for NULL. */
    static List<byte[][]> copyRows(byte[] stream) {
        ByteBuffer in = ByteBuffer.wrap(stream);
        byte[] signature = new byte[11];
        in.get(signature);
        if (!Arrays.equals(signature, "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1))) {
            throw new IllegalStateException("no COPY BINARY");
        }
        in.getInt();
        int extension = in.getInt();
        in.position(in.position() + extension);
        List<byte[][]> rows = new ArrayList<>();
        for (int fields = in.getShort(); fields >= 0; fields = in.getShort()) {
            byte[][] row = new byte[fields][];
            for (int i = 0; i < fields; i++) {
                int length = in.getInt();
                if (length >= 0) {
                    row[i] = new byte[length];
                    in.get(row[i]);
                }
            }
            rows.add(row);
        }
        return rows;
    }
}
