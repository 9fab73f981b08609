package io.howdah.internal.connect;

/** How a connection to a server begins. */
enum Encryption {
    /** In plain text. */
    NONE,
    /** By asking for TLS, and in plain text when the server has none. */
    IF_OFFERED,
    /** By asking for TLS and insisting on it. */
    REQUESTED,
    /** With the TLS handshake at once. */
    DIRECT
}
