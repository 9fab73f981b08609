package io.howdah.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.internal.util.Bytes;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * The exported packages compared with src/test/resources/public-api.txt, so that a change of what users compile against
 * shows in review. {@code ./mvnw test -Dtest=PublicApiTest -Dapi.update=true} writes the file anew.
 */
class PublicApiTest {
    private static final Path SNAPSHOT = Path.of("src/test/resources/public-api.txt");
    private static final List<String> EXPORTED =
            List.of("io/howdah", "io/howdah/api", "io/howdah/types", "io/howdah/spi", "io/howdah/replication");

    @Test
    void isWhatTheSnapshotSays() throws Exception {
        String actual = String.join("\n", describeAll()) + "\n";
        if (Boolean.getBoolean("api.update")) {
            Files.writeString(SNAPSHOT, actual);
        }
        String expected = Files.exists(SNAPSHOT) ? Files.readString(SNAPSHOT) : "";
        if (!expected.equals(actual)) {
            TreeSet<String> added = lines(actual);
            added.removeAll(lines(expected));
            TreeSet<String> removed = lines(expected);
            removed.removeAll(lines(actual));
            Assertions.fail("the public API changed; if that is intended, run with -Dapi.update=true and commit "
                    + SNAPSHOT + "\nadded:\n  " + String.join("\n  ", added) + "\nremoved:\n  "
                    + String.join("\n  ", removed));
        }
    }

    @Test
    void exposesNoInternalType() throws Exception {
        List<String> leaks = describeAll().stream()
                .filter(line -> line.contains("io.howdah.internal"))
                .toList();
        assertEquals(List.of(), leaks);
    }

    /** Lines with the name of their class, so that two equal members of two classes differ. */
    private static TreeSet<String> lines(String api) {
        TreeSet<String> lines = new TreeSet<>();
        String owner = "";
        for (String line : api.lines().toList()) {
            if (line.startsWith("  ")) {
                lines.add(owner + ":" + line);
            } else {
                lines.add(line);
                owner = line.replaceAll("^.*?(io\\.howdah\\S*).*$", "$1");
            }
        }
        return lines;
    }

    private static List<String> describeAll() throws IOException, ClassNotFoundException, URISyntaxException {
        Path classes = Path.of(
                Bytes.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> api = new ArrayList<>();
        for (String directory : EXPORTED) {
            if (!Files.isDirectory(classes.resolve(directory))) {
                continue;
            }
            try (Stream<Path> files = Files.list(classes.resolve(directory))) {
                List<String> names = files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                        .map(name -> name.substring(0, name.length() - ".class".length()))
                        .sorted()
                        .toList();
                for (String name : names) {
                    describe(Class.forName(directory.replace('/', '.') + "." + name, false, classLoader()), api);
                }
            }
        }
        return api;
    }

    private static ClassLoader classLoader() {
        return PublicApiTest.class.getClassLoader();
    }

    private static void describe(Class<?> type, List<String> api) {
        if (!isVisible(type)) {
            return;
        }
        int ignored = Modifier.INTERFACE | Modifier.STATIC | (type.isEnum() ? Modifier.FINAL : 0);
        if (type.isInterface()) {
            ignored |= Modifier.ABSTRACT;
        }
        String kind = type.isAnnotation()
                ? "@interface"
                : type.isInterface() ? "interface" : type.isRecord() ? "record" : type.isEnum() ? "enum" : "class";
        StringBuilder line = new StringBuilder(Modifier.toString(type.getModifiers() & ~ignored))
                .append(type.isSealed() ? " sealed " : " ")
                .append(kind)
                .append(' ')
                .append(type.getName());
        Type parent = type.getGenericSuperclass();
        if (parent != null && parent != Object.class && !type.isEnum() && !type.isRecord()) {
            line.append(" extends ").append(parent.getTypeName());
        }
        if (type.getGenericInterfaces().length > 0) {
            line.append(type.isInterface() ? " extends " : " implements ").append(names(type.getGenericInterfaces()));
        }
        api.add(line.toString());
        TreeSet<String> members = new TreeSet<>();
        for (Field field : type.getDeclaredFields()) {
            if (isVisible(field)) {
                members.add("  " + modifiers(field) + field.getGenericType().getTypeName() + " " + field.getName());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isVisible(constructor)) {
                members.add("  " + modifiers(constructor) + "new" + parameters(constructor));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isVisible(method)) {
                members.add("  " + modifiers(method) + (method.isDefault() ? "default " : "")
                        + method.getGenericReturnType().getTypeName() + " " + method.getName() + parameters(method));
            }
        }
        api.addAll(members);
    }

    private static boolean isVisible(Class<?> type) {
        boolean visible = Modifier.isPublic(type.getModifiers()) || Modifier.isProtected(type.getModifiers());
        return visible
                && !type.isAnonymousClass()
                && (type.getDeclaringClass() == null || isVisible(type.getDeclaringClass()));
    }

    private static boolean isVisible(Member member) {
        return (Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers()))
                && !member.isSynthetic();
    }

    /** Without those that are details of the implementation or differ between JDKs. */
    private static String modifiers(Member member) {
        int shown = Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT;
        if (member instanceof Field) {
            shown |= Modifier.FINAL;
        }
        return Modifier.toString(member.getModifiers() & shown).toLowerCase(Locale.ROOT) + " ";
    }

    private static String parameters(Executable executable) {
        String exceptions = names(executable.getGenericExceptionTypes());
        return "(" + names(executable.getGenericParameterTypes()) + ")"
                + (exceptions.isEmpty() ? "" : " throws " + exceptions);
    }

    private static String names(Type... types) {
        return Arrays.stream(types).map(Type::getTypeName).collect(Collectors.joining(", "));
    }
}
