package io.howdah.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Constructs that src/main/java does without, each with what takes its place. */
class ForbiddenConstructsTest {
    private record Forbidden(Pattern pattern, String instead) {
        Forbidden(String regex, String instead) {
            this(Pattern.compile(regex), instead);
        }
    }

    private static final List<Forbidden> CONSTRUCTS = List.of(
            new Forbidden("\\bsynchronized\\b", "a ReentrantLock: a monitor pins a virtual thread before JDK 24"),
            new Forbidden("\\bThreadLocal\\b", "state of the connection: there may be a million threads"),
            new Forbidden("\\bSystem\\s*\\.\\s*(out|err)\\b", "a line of internal.observe.Log"),
            new Forbidden("\\bprintStackTrace\\b", "the exception as cause of the one that is thrown"),
            new Forbidden("\\bString\\s*\\.\\s*format\\(\\s*\"", "String.format(Locale.ROOT, ...)"),
            new Forbidden("\\.formatted\\(", "String.format(Locale.ROOT, ...)"),
            new Forbidden("\\bto(Lower|Upper)Case\\(\\s*\\)", "the method with Locale.ROOT: in Turkish, i is not I"),
            new Forbidden("\\.getBytes\\(\\s*\\)", "getBytes(StandardCharsets.UTF_8)"),
            new Forbidden("\\bCharset\\s*\\.\\s*defaultCharset\\b", "a charset by name"),
            new Forbidden("\\bThread\\s*\\.\\s*sleep\\b", "a wait with a deadline for what one waits for"),
            new Forbidden("\\bnew\\s+(Thread|Timer)\\b(?!Factory)", "the calling thread and a deadline"),
            new Forbidden("\\bSystem\\s*\\.\\s*exit\\b", "an exception"),
            new Forbidden("\\bvoid\\s+finalize\\(", "close()"));

    /** A blocking socket needs a thread that writes while the caller reads. */
    private static final List<String> MAY_START_THREADS = List.of("WriteBehind.java");

    private static final Pattern UNFINISHED = Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b");

    @Test
    void mainSourcesUseNone() {
        List<String> places = new ArrayList<>();
        for (SourceFile file : SourceFile.main()) {
            places.addAll(forbidden(file));
        }
        assertEquals(List.of(), places, () -> "\n" + String.join("\n", places));
    }

    @Test
    void nothingIsLeftUnfinished() {
        List<String> places = SourceFile.main().stream()
                .filter(file -> UNFINISHED.matcher(file.text()).find())
                .map(file -> file.path().toString())
                .toList();
        assertEquals(List.of(), places);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "synchronized (this) {}",
                "System.out.println()",
                "String.format(\"%d\", 1)",
                "name.toLowerCase()",
                "text.getBytes()"
            })
    void eachIsRecognised(String code) {
        assertTrue(forbidden(SourceFile.of("io.howdah", code)).size() == 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"// synchronized", "\"System.out\"", "String.format(Locale.ROOT, \"%d\", 1)", "toLowerCase(ROOT)"
            })
    void whatOnlyLooksLikeItIsNot(String code) {
        assertEquals(List.of(), forbidden(SourceFile.of("io.howdah", code)));
    }

    private static List<String> forbidden(SourceFile file) {
        List<String> places = new ArrayList<>();
        boolean threads = MAY_START_THREADS.contains(file.path().getFileName().toString());
        for (Forbidden construct : CONSTRUCTS) {
            if (threads && construct.pattern().pattern().contains("Thread|Timer")) {
                continue;
            }
            for (String place : file.find(construct.pattern())) {
                places.add(place + "\n    instead: " + construct.instead());
            }
        }
        return places;
    }
}
