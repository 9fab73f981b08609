package io.howdah.internal.auth;

/**
 * What of a TLS connection SCRAM can be bound to. Immutable by convention: the array must not be changed.
 *
 * @param endPointHash {@code tls-server-end-point} (RFC 5929): the hash of the server's certificate; null when its signature algorithm has none
 * @param signatureAlgorithm the algorithm that signed the certificate, for messages
 */
@SuppressWarnings("ArrayRecordComponent") // Handed from the transport to one login and never compared.
public record TlsBinding(byte[] endPointHash, String signatureAlgorithm) {}
