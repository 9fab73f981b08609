package io.howdah.live;

/** The TLS side of a test server: which certificate it shows, if any. The files are those of {@link TestCertificates}. */
public enum Tls {
    /** No TLS: the server answers N to an SSLRequest. */
    OFF,
    /** A certificate for localhost and 127.0.0.1, signed with ECDSA and SHA-256. */
    ON,
    /** A certificate of the same CA for another host: verify-ca accepts it, verify-full does not. */
    WRONG_HOST,
    /** Like {@link #ON}, signed with ECDSA and SHA-384, which changes the hash of tls-server-end-point. */
    SHA384,
    /** Like {@link #ON}, signed with Ed25519 by an Ed25519 CA: a signature without a hash for tls-server-end-point. */
    ED25519
}
