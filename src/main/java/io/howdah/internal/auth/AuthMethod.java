package io.howdah.internal.auth;

import java.util.Locale;

/** How a client may prove who it is, by the names that {@code requireAuth} uses. */
enum AuthMethod {
    /** The password itself. */
    PASSWORD("password"),
    /** A salted MD5 of the password. */
    MD5("md5"),
    /** Kerberos through GSSAPI. */
    GSS("gss"),
    /** Windows' own form of it. */
    SSPI("sspi"),
    /** SCRAM-SHA-256, bound to TLS or not. */
    SCRAM_SHA_256("scram-sha-256"),
    /** A bearer token. */
    OAUTH("oauth"),
    /** The server asks for nothing (trust, peer, a client certificate). */
    NONE("none");

    private final String label;

    AuthMethod(String label) {
        this.label = label;
    }

    /** The name in {@code requireAuth}. */
    String label() {
        return label;
    }

    /** The method of that name in any case; null for none. */
    static AuthMethod named(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        for (AuthMethod method : values()) {
            if (method.label.equals(wanted)) {
                return method;
            }
        }
        return null;
    }
}
