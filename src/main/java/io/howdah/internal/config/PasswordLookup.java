package io.howdah.internal.config;

/**
 * What is known of a password before a server asks for one. Immutable.
 *
 * @param password the password; null if there is none
 * @param warning why a password file was left aside, for the log; null normally. Never contains a secret
 */
public record PasswordLookup(String password, String warning) {

    /** Says whether there is a password, not which. */
    @Override
    public String toString() {
        return "PasswordLookup[password=" + (password == null ? "none" : "***") + ", warning=" + warning + "]";
    }
}
