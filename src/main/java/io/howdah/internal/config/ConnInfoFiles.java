package io.howdah.internal.config;

import io.howdah.api.Property;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * libpq's two files about connections: the password file and the connection service file. Stateless; files are read
 * anew at every call, so that a changed password is seen by the next connection.
 */
final class ConnInfoFiles {

    /** Far above any real file of this kind; a larger one is somebody else's. Bytes. */
    private static final long MAX_FILE = 1 << 20;

    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private static final PasswordLookup NOTHING = new PasswordLookup(null, null);

    private ConnInfoFiles() {}

    /**
     * The password file's entry for a host. A file that others can read, or that is none, is left aside with a warning,
     * as libpq does; a missing file is normal.
     *
     * @param passfile path given by property; null for the usual places
     */
    static PasswordLookup password(
            String passfile, HostSpec host, String database, String user, Environment environment) {
        Path path = null;
        try {
            path = passwordFile(passfile, environment);
            if (path == null || !Files.exists(path)) {
                return NOTHING;
            }
            String objection = objection(path);
            if (objection != null) {
                return new PasswordLookup(null, "password file " + path + " is ignored: " + objection);
            }
            for (String line : lines(path)) {
                String password = match(line, host, database, user);
                if (password != null) {
                    return new PasswordLookup(password, null);
                }
            }
            return NOTHING;
        } catch (IOException | InvalidPathException | SecurityException unreadable) {
            String name = path == null ? "" : " " + path;
            return new PasswordLookup(null, "password file" + name + " is ignored: it cannot be read");
        }
    }

    private static Path passwordFile(String passfile, Environment environment) {
        String given = firstNonEmpty(
                passfile, environment.property("org.postgresql.pgpassfile"), environment.variable("PGPASSFILE"));
        return given == null ? environment.userFile(".pgpass", "pgpass.conf") : Path.of(given);
    }

    /** Why a password file must not be used; null if it may. */
    private static String objection(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return "it is not a plain file";
        }
        if (Files.size(path) > MAX_FILE) {
            return "it is larger than " + MAX_FILE + " bytes";
        }
        // On Windows the file is protected by its directory, and there are no such permissions to look at.
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            for (PosixFilePermission permission : Files.getPosixFilePermissions(path, new LinkOption[0])) {
                if (OTHERS.contains(permission)) {
                    return "group or others have access to it; its permissions should be u=rw (0600) or less";
                }
            }
        }
        return null;
    }

    /** The password of a line that fits; null if it does not, or is a comment. */
    private static String match(String line, HostSpec host, String database, String user) {
        if (line.isEmpty() || line.charAt(0) == '#') {
            return null;
        }
        List<String> fields = fields(line);
        if (fields.size() < 5) {
            return null;
        }
        String hostField = fields.get(0);
        boolean hostFits = hostField.equals("*")
                || hostField.equals(host.host())
                || host.isUnix() && hostField.equals("localhost");
        boolean fits = hostFits
                && fits(fields.get(1), Integer.toString(host.port()))
                && fits(fields.get(2), database)
                && fits(fields.get(3), user);
        return fits ? fields.get(4) : null;
    }

    private static boolean fits(String field, String value) {
        return field.equals("*") || field.equals(value);
    }

    /** The fields between unescaped colons, without their backslashes; whatever follows the fourth colon is one field. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>(5);
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                i++;
                field.append(line.charAt(i));
            } else if (c == ':' && fields.size() < 4) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    /**
     * The properties in a section of the service file, by property name; the first of duplicates counts. The user's file
     * is searched first, then that of the system.
     *
     * @throws SQLException 22023 if no file has the section, or the section has a line that is none of
     *     {@code name=value}, names an unknown property, or another service
     */
    static Map<String, String> service(String service, Environment environment) throws SQLException {
        for (Path path : serviceFiles(environment)) {
            List<String> lines;
            try {
                if (!Files.isRegularFile(path)) {
                    continue;
                }
                if (Files.size(path) > MAX_FILE) {
                    throw serviceError(service, path + " is larger than " + MAX_FILE + " bytes");
                }
                lines = lines(path);
            } catch (IOException | SecurityException unreadable) {
                throw serviceError(service, path + " cannot be read");
            }
            Map<String, String> section = section(lines, service, path);
            if (section != null) {
                return section;
            }
        }
        throw serviceError(service, "no connection service file has a section of this name");
    }

    private static List<Path> serviceFiles(Environment environment) {
        List<Path> files = new ArrayList<>();
        String given = firstNonEmpty(
                environment.property("org.postgresql.pgservicefile"), environment.variable("PGSERVICEFILE"));
        Path users = given == null ? environment.userFile(".pg_service.conf", ".pg_service.conf") : Path.of(given);
        if (users != null) {
            files.add(users);
        }
        String system = environment.variable("PGSYSCONFDIR");
        if (system != null) {
            files.add(Path.of(system, "pg_service.conf"));
        }
        return files;
    }

    private static Map<String, String> section(List<String> lines, String service, Path path) throws SQLException {
        Map<String, String> values = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                if (values != null) {
                    return values;
                }
                if (line.equals("[" + service + "]")) {
                    values = new LinkedHashMap<>();
                }
            } else if (values != null) {
                int equals = line.indexOf('=');
                String name = equals < 0 ? "" : line.substring(0, equals).strip();
                Property property = Property.named(name).orElse(null);
                if (property == Property.SERVICE || property == null && !Property.ACCEPTED_UNUSED.containsKey(name)) {
                    throw serviceError(service, "line " + (i + 1) + " of " + path + " does not set a known property");
                }
                values.putIfAbsent(
                        property == null ? name : property.key(),
                        line.substring(equals + 1).strip());
            }
        }
        return values;
    }

    private static SQLException serviceError(String service, String why) {
        return new SQLDataException("connection service \"" + service + "\": " + why, "22023");
    }

    /** Lines as UTF-8; bytes that are not become replacement characters, which spoils their own line only. */
    private static List<String> lines(Path path) throws IOException {
        return new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static String firstNonEmpty(String... values) {
        for (String value : values) {
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return null;
    }
}
