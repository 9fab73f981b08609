package io.howdah.internal.io;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Map;

/** The channel binding {@code tls-server-end-point} of RFC 5929: a hash of the server's certificate. */
final class ServerEndPoint {
    private static final String RSASSA_PSS = "1.2.840.113549.1.1.10";

    /** Hash by the object identifier of the certificate's signature algorithm. RFC 5929 replaces MD5 and SHA-1 by SHA-256. */
    private static final Map<String, String> HASHES = Map.ofEntries(
            // RSA with PKCS #1 padding: MD5, SHA-1, then SHA-2.
            Map.entry("1.2.840.113549.1.1.4", "SHA-256"),
            Map.entry("1.2.840.113549.1.1.5", "SHA-256"),
            Map.entry("1.2.840.113549.1.1.11", "SHA-256"),
            Map.entry("1.2.840.113549.1.1.12", "SHA-384"),
            Map.entry("1.2.840.113549.1.1.13", "SHA-512"),
            Map.entry("1.2.840.113549.1.1.14", "SHA-224"),
            Map.entry("1.2.840.113549.1.1.15", "SHA-512/224"),
            Map.entry("1.2.840.113549.1.1.16", "SHA-512/256"),
            // ECDSA: SHA-1, then SHA-2.
            Map.entry("1.2.840.10045.4.1", "SHA-256"),
            Map.entry("1.2.840.10045.4.3.1", "SHA-224"),
            Map.entry("1.2.840.10045.4.3.2", "SHA-256"),
            Map.entry("1.2.840.10045.4.3.3", "SHA-384"),
            Map.entry("1.2.840.10045.4.3.4", "SHA-512"),
            // DSA: SHA-1, then SHA-2.
            Map.entry("1.2.840.10040.4.3", "SHA-256"),
            Map.entry("2.16.840.1.101.3.4.3.1", "SHA-224"),
            Map.entry("2.16.840.1.101.3.4.3.2", "SHA-256"),
            Map.entry("2.16.840.1.101.3.4.3.3", "SHA-384"),
            Map.entry("2.16.840.1.101.3.4.3.4", "SHA-512"),
            // SHA-3 with ECDSA, then with RSA.
            Map.entry("2.16.840.1.101.3.4.3.9", "SHA3-224"),
            Map.entry("2.16.840.1.101.3.4.3.10", "SHA3-256"),
            Map.entry("2.16.840.1.101.3.4.3.11", "SHA3-384"),
            Map.entry("2.16.840.1.101.3.4.3.12", "SHA3-512"),
            Map.entry("2.16.840.1.101.3.4.3.13", "SHA3-224"),
            Map.entry("2.16.840.1.101.3.4.3.14", "SHA3-256"),
            Map.entry("2.16.840.1.101.3.4.3.15", "SHA3-384"),
            Map.entry("2.16.840.1.101.3.4.3.16", "SHA3-512"));

    private ServerEndPoint() {}

    /**
     * The binding data; null when the signature algorithm has no single hash (Ed25519, Ed448, ML-DSA and other post-quantum ones), is unknown, or
     * has parameters that cannot be read. An empty hash would bind to nothing.
     */
    static byte[] of(X509Certificate certificate) {
        try {
            String hash = hash(certificate);
            return hash == null ? null : MessageDigest.getInstance(hash).digest(certificate.getEncoded());
        } catch (GeneralSecurityException | IOException e) {
            return null;
        }
    }

    private static String hash(X509Certificate certificate) throws GeneralSecurityException, IOException {
        if (!RSASSA_PSS.equals(certificate.getSigAlgOID())) {
            return HASHES.get(certificate.getSigAlgOID());
        }
        byte[] encoded = certificate.getSigAlgParams();
        if (encoded == null) {
            return null;
        }
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
        parameters.init(encoded);
        String hash = parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
        return hash.equals("MD5") || hash.equals("SHA-1") ? "SHA-256" : hash;
    }
}
