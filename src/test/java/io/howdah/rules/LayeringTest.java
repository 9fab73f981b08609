package io.howdah.rules;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The architecture as a table: what each package may import. A package not listed may not exist; every package may also
 * import itself, {@code io.howdah.types}, {@code io.howdah.api} (contracts without implementation) and {@code java.*}.
 */
class LayeringTest {
    private static final String ROOT = "io.howdah";
    private static final String INTERNAL = ROOT + ".internal.";

    /** What a package is for, in words for the failure message, and the packages it may import. */
    private record Layer(String purpose, Set<String> imports) {
        Layer(String purpose, String... imports) {
            this(purpose, Set.of(imports));
        }
    }

    private static final Map<String, Layer> LAYERS = Map.ofEntries(
            entry("util", new Layer("bytes, text and maps; it never knows PostgreSQL")),
            entry("config", new Layer("settings; it never knows sockets or JDBC objects", "util", "spi")),
            entry("observe", new Layer("log lines, events, counters; only slf4j and jdk.jfr", "util", "spi")),
            entry("io", new Layer("transports; it never knows message tags", "util", "config", "observe", "spi")),
            entry("sql", new Layer("lexing of SQL text; it never knows connections or types", "util")),
            entry("type", new Layer("codecs; they never know messages, sessions or result sets", "util", "spi")),
            entry("wire", new Layer("protocol grammar; it never knows codecs or JDBC", "util", "io")),
            entry("row", new Layer("row storage; it never knows sockets or statements", "util", "wire", "type")),
            entry("auth", new Layer("authentication; it never knows sessions", "util", "wire", "config", "spi")),
            entry(
                    "session",
                    new Layer(
                            "one physical connection; of java.sql only the exceptions",
                            "util",
                            "io",
                            "wire",
                            "row",
                            "type",
                            "sql",
                            "config",
                            "observe")),
            entry(
                    "connect",
                    new Layer(
                            "from settings to a session; it never knows statements",
                            "session",
                            "auth",
                            "io",
                            "wire",
                            "sql",
                            "type",
                            "config",
                            "observe",
                            "spi",
                            "util")),
            entry("copy", new Layer("COPY", "session", "row", "wire", "type", "sql", "util")),
            entry("repl", new Layer("replication", "session", "row", "wire", "type", "sql", "util", "replication")),
            entry("lob", new Layer("large objects", "session", "row", "wire", "type", "sql", "util")),
            entry("hub", new Layer("notifications for many listeners", "session", "sql", "observe", "util")),
            entry("pipe", new Layer("the explicit pipeline", "session", "row", "wire", "type", "sql", "util")),
            entry(
                    "jdbc",
                    new Layer(
                            "JDBC semantics; it never knows tags, offsets, selectors or how one connects",
                            "session",
                            "row",
                            "type",
                            "sql",
                            "copy",
                            "repl",
                            "lob",
                            "pipe",
                            "config",
                            "observe",
                            "util",
                            "replication")),
            entry("xa", new Layer("distributed transactions", "jdbc", "session", "util")),
            entry(
                    "",
                    new Layer(
                            "the entry points, which only wire the rest",
                            "connect",
                            "jdbc",
                            "hub",
                            "config",
                            "xa",
                            "spi")),
            entry("types", new Layer("values of PostgreSQL types", "util")),
            entry("api", new Layer("contracts")),
            entry("spi", new Layer("what users plug in")),
            entry("replication", new Layer("contracts of replication")));

    /** Beginnings of names that only these packages may know: libraries, and the sockets of the JDK. */
    private static final Map<String, Set<String>> LIBRARIES = Map.of(
            "org.slf4j", Set.of("observe"),
            "jdk.jfr", Set.of("observe"),
            "com.ongres", Set.of("auth"),
            "java.nio.channels.Sel", Set.of("io", "connect", "config"),
            "java.nio.channels.So", Set.of("io", "connect", "config"),
            "javax.net", Set.of("io", "connect", "config", "spi"),
            "org.ietf.jgss", Set.of("io", "auth", "connect"));

    /** Packages below JDBC: they may know its exceptions, constants and values, and none of the objects that act. */
    private static final Set<String> NO_JDBC_OBJECTS =
            Set.of("util", "config", "observe", "io", "sql", "type", "wire", "row", "auth", "session", "connect");

    private static final Set<String> JDBC_OBJECTS = Set.of(
            "Connection",
            "Statement",
            "PreparedStatement",
            "CallableStatement",
            "ResultSet",
            "ResultSetMetaData",
            "ParameterMetaData",
            "DatabaseMetaData",
            "Savepoint",
            "Driver",
            "DriverManager",
            "DataSource",
            "RowSet");

    private static final Pattern HOWDAH = Pattern.compile("\\bio\\.howdah((?:\\.[a-z]\\w*)*)\\.(?:[A-Z]\\w*|\\*)");
    private static final Pattern JDBC = Pattern.compile("\\bjavax?\\.sql\\.(\\w+)");

    @Test
    void everyPackageImportsOnlyWhatItsLayerAllows() {
        List<String> violations = new ArrayList<>();
        SourceFile.main().forEach(file -> check(file, violations));
        assertEquals(List.of(), violations, () -> "\n" + String.join("\n\n", violations) + "\n");
    }

    @Test
    void theTableHasNoCycle() {
        List<String> cycles = new ArrayList<>();
        LAYERS.keySet().stream().filter(name -> reachable(name).contains(name)).forEach(cycles::add);
        assertEquals(List.of(), cycles);
    }

    @Test
    void anImportUpwardsIsFoundWithTheLayersThatMayHoldIt() {
        List<String> violations = new ArrayList<>();
        check(SourceFile.of("io.howdah.internal.wire", "import io.howdah.internal.type.Codec;"), violations);
        assertEquals(1, violations.size());
        assertEquals(
                "Example.java: internal.wire must not use internal.type (line 1)\n"
                        + "  internal.wire is protocol grammar; it never knows codecs or JDBC\n"
                        + "  code that needs both belongs into one of [connect, copy, lob, pipe, repl, row, session]",
                violations.get(0));
    }

    @Test
    void commentsAreNotImports() {
        List<String> violations = new ArrayList<>();
        check(SourceFile.of("io.howdah.internal.util", "/** {@link io.howdah.internal.jdbc.X} */"), violations);
        assertEquals(List.of(), violations);
    }

    @Test
    void aJdbcObjectBelowTheFacadeIsFound() {
        List<String> violations = new ArrayList<>();
        check(SourceFile.of("io.howdah.internal.type", "import java.sql.ResultSet;\nResultSet rows;"), violations);
        assertEquals(1, violations.size());
    }

    private static void check(SourceFile file, List<String> violations) {
        String from = shortName(file.packageName());
        Layer layer = LAYERS.get(from);
        if (layer == null) {
            violations.add(file.path() + ": package " + file.packageName() + " is in no layer; the packages are "
                    + new TreeSet<>(LAYERS.keySet()));
            return;
        }
        Matcher howdah = HOWDAH.matcher(file.code());
        while (howdah.find()) {
            String to = shortName(ROOT + howdah.group(1));
            boolean contract = to.equals("types") || (to.equals("api") && !from.equals("types"));
            boolean allowed = to.equals(from) || contract || layer.imports().contains(to);
            if (!allowed) {
                violations.add(file.path() + ": " + longName(from) + " must not use " + longName(to) + " (line "
                        + file.line(howdah.start()) + ")\n  " + longName(from) + " is " + layer.purpose()
                        + "\n  code that needs both belongs into " + homes(from, to));
            }
        }
        LIBRARIES.forEach((library, users) -> {
            if (!users.contains(from)) {
                for (String place : file.find(Pattern.compile("\\b" + Pattern.quote(library)))) {
                    violations.add(place + "\n  only " + new TreeSet<>(users) + " may know " + library);
                }
            }
        });
        if (NO_JDBC_OBJECTS.contains(from)) {
            Matcher jdbc = JDBC.matcher(file.code());
            while (jdbc.find()) {
                String name = jdbc.group(1);
                if (JDBC_OBJECTS.contains(name) && !usesConstantsOnly(file, name)) {
                    violations.add(file.path() + ": " + longName(from) + " must not know java.sql." + name + " (line "
                            + file.line(jdbc.start()) + ")\n  " + longName(from) + " is " + layer.purpose()
                            + "\n  it belongs into internal.jdbc");
                }
            }
        }
    }

    /** Statement.EXECUTE_FAILED and the like are numbers, which javac copies. */
    private static boolean usesConstantsOnly(SourceFile file, String name) {
        String body = file.code().replaceAll("(?m)^import .*$", "");
        return !Pattern.compile("\\b" + name + "\\b(?!\\.[A-Z][A-Z_]+\\b)")
                .matcher(body)
                .find();
    }

    private static String homes(String one, String other) {
        TreeSet<String> homes = new TreeSet<>();
        LAYERS.forEach((name, layer) -> {
            Set<String> visible = new TreeSet<>(layer.imports());
            visible.add(name);
            if (visible.contains(one) && visible.contains(other)) {
                homes.add(name);
            }
        });
        return homes.isEmpty() ? "no package: split it" : "one of " + homes;
    }

    private static Set<String> reachable(String from) {
        Set<String> reached = new TreeSet<>();
        List<String> open = new ArrayList<>(LAYERS.get(from).imports());
        while (!open.isEmpty()) {
            String next = open.remove(open.size() - 1);
            if (reached.add(next)) {
                open.addAll(LAYERS.get(next).imports());
            }
        }
        return reached;
    }

    private static String shortName(String packageName) {
        if (packageName.startsWith(INTERNAL)) {
            return packageName.substring(INTERNAL.length());
        }
        return packageName.equals(ROOT) ? "" : packageName.substring(ROOT.length() + 1);
    }

    private static String longName(String name) {
        Set<String> exported = Set.of("", "types", "api", "spi", "replication");
        return exported.contains(name) ? (ROOT + "." + name).replaceAll("\\.$", "") : "internal." + name;
    }
}
