package io.howdah.live;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;

/**
 * The account PostgreSQL runs under, because it refuses to run as root: our own, or for root that of {@code postgres} or
 * {@code nobody}, or in a machine without either a user namespace in which we are not root. Immutable.
 */
final class Unprivileged {
    private final List<String> prefix;
    private final boolean shellString;
    private final UserPrincipal owner;

    private Unprivileged(List<String> prefix, boolean shellString, UserPrincipal owner) {
        this.prefix = prefix;
        this.shellString = shellString;
        this.owner = owner;
    }

    /** The account for this JVM. */
    static Unprivileged find() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new Unprivileged(List.of(), false, null);
        }
        for (String name : List.of("postgres", "nobody")) {
            UserPrincipal user = user(name);
            if (user == null) {
                continue;
            }
            if (installed("setpriv") && works("setpriv", "--reuid=" + name, "--clear-groups", "true")) {
                return new Unprivileged(List.of("setpriv", "--reuid=" + name, "--clear-groups"), false, user);
            }
            if (installed("runuser")) {
                return new Unprivileged(List.of("runuser", "-u", name, "--"), false, user);
            }
            if (installed("su")) {
                return new Unprivileged(List.of("su", name, "-s", "/bin/sh", "-c"), true, user);
            }
        }
        if (installed("unshare")) {
            return new Unprivileged(List.of("unshare", "--user"), false, null);
        }
        throw new IllegalStateException("PostgreSQL refuses to run as root, and there is no setpriv, runuser, su or"
                + " unshare to become another user: run the tests as a normal user");
    }

    /** The command line that runs {@code command} under the account. */
    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        if (shellString) {
            StringBuilder line = new StringBuilder("exec");
            for (String word : command) {
                line.append(" '").append(word.replace("'", "'\\''")).append('\'');
            }
            whole.add(line.toString());
        } else {
            whole.addAll(command);
        }
        return whole;
    }

    /** Gives a file of ours to the account. */
    void own(Path path) throws IOException {
        if (owner != null) {
            Files.setOwner(path, owner);
        }
    }

    private static UserPrincipal user(String name) {
        UserPrincipalLookupService users = Path.of("/").getFileSystem().getUserPrincipalLookupService();
        try {
            return users.lookupPrincipalByName(name);
        } catch (UserPrincipalNotFoundException e) {
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("cannot look up user " + name, e);
        }
    }

    private static boolean installed(String program) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
        for (String directory : path.split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }

    private static boolean works(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
