package io.howdah.internal.io;

/**
 * Where the certificate and the key are by which a server may recognise the client. Immutable.
 *
 * @param certificate path of a PEM file with the certificate and those of its issuers; null for libpq's default file, if it exists
 * @param key path of the key, or of a PKCS #12 file ({@code .p12}, {@code .pfx}) with both; null for libpq's default files
 * @param password asked when the key is encrypted
 */
public record ClientKeyFiles(String certificate, String key, KeyPassword password) {
    /** The paths only: a password is not to be seen. */
    @Override
    public String toString() {
        return "ClientKeyFiles[" + certificate + ", " + key + "]";
    }
}
