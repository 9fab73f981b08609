package io.howdah.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One file of src/main/java, for the tests that read sources. Immutable.
 *
 * @param path relative to the project
 * @param packageName such as {@code io.howdah.internal.util}
 * @param text the file as it is
 * @param code the same with comments and the content of literals blanked out, so that offsets and lines agree
 */
record SourceFile(Path path, String packageName, String text, String code) {
    private static final Path MAIN = Path.of("src/main/java");

    /** All files of src/main/java, in order of their paths. */
    static List<SourceFile> main() {
        try (Stream<Path> paths = Files.walk(MAIN)) {
            List<SourceFile> files = paths.filter(p -> p.toString().endsWith(".java"))
                    .filter(p -> !p.endsWith("module-info.java"))
                    .sorted()
                    .map(SourceFile::read)
                    .toList();
            if (files.isEmpty()) {
                throw new IllegalStateException("no sources below " + MAIN.toAbsolutePath());
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file with this content, for tests of the rules themselves. */
    static SourceFile of(String packageName, String text) {
        return new SourceFile(Path.of("Example.java"), packageName, text, blank(text));
    }

    /** {@code path:line: the line} of every place where {@code pattern} matches the code. */
    List<String> find(Pattern pattern) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(code);
        while (matcher.find()) {
            int begin = code.lastIndexOf('\n', matcher.start()) + 1;
            int end = code.indexOf('\n', matcher.start());
            found.add(path + ":" + line(matcher.start()) + ": "
                    + text.substring(begin, end < 0 ? text.length() : end).strip());
        }
        return found;
    }

    /** Line of an offset, from 1. */
    int line(int offset) {
        return (int) code.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
    }

    private static SourceFile read(Path path) {
        try {
            String text = Files.readString(path);
            String packageName = MAIN.relativize(path.getParent()).toString().replace('/', '.');
            return new SourceFile(path, packageName, text, blank(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces comments and the content of literals by spaces; line ends stay. */
    private static String blank(String text) {
        char[] code = text.toCharArray();
        int i = 0;
        while (i < code.length) {
            int end;
            int keep = 0;
            if (text.startsWith("//", i)) {
                end = endOf(text, "\n", i) - 1;
            } else if (text.startsWith("/*", i)) {
                end = endOf(text, "*/", i + 2);
            } else if (text.startsWith("\"\"\"", i)) {
                end = endOf(text, "\"\"\"", i + 3);
                keep = 3;
            } else if (code[i] == '"' || code[i] == '\'') {
                end = endOfLiteral(text, i);
                keep = 1;
            } else {
                i++;
                continue;
            }
            for (int j = i + keep; j < end - keep; j++) {
                if (code[j] != '\n') {
                    code[j] = ' ';
                }
            }
            i = Math.max(end, i + 1);
        }
        return new String(code);
    }

    private static int endOf(String text, String mark, int from) {
        int at = text.indexOf(mark, from);
        return at < 0 ? text.length() : at + mark.length();
    }

    private static int endOfLiteral(String text, int start) {
        char quote = text.charAt(start);
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != quote) {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, text.length());
    }
}
