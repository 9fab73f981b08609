package io.howdah.internal.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerEndPointTest {
    @ParameterizedTest
    @CsvSource({
        "MD5withRSA, RSA, , SHA-256",
        "SHA1withRSA, RSA, , SHA-256",
        "SHA224withRSA, RSA, , SHA-224",
        "SHA256withRSA, RSA, , SHA-256",
        "SHA384withRSA, RSA, , SHA-384",
        "SHA512withRSA, RSA, , SHA-512",
        "SHA512(224)withRSA, RSA, , SHA-512/224",
        "SHA512(256)withRSA, RSA, , SHA-512/256",
        "SHA3-256withRSA, RSA, , SHA3-256",
        "SHA1withRSAandMGF1, RSA, , SHA-256",
        "SHA256withRSAandMGF1, RSA, , SHA-256",
        "SHA384withRSAandMGF1, RSA, , SHA-384",
        "SHA512withRSAandMGF1, RSA, , SHA-512",
        "SHA1withECDSA, EC, secp256r1, SHA-256",
        "SHA256withECDSA, EC, secp256r1, SHA-256",
        "SHA384withECDSA, EC, secp384r1, SHA-384",
        "SHA512withECDSA, EC, secp521r1, SHA-512",
        "SHA3-384withECDSA, EC, secp384r1, SHA3-384",
    })
    void theHashFollowsTheSignatureAlgorithm(String signature, String keys, String curve, String hash)
            throws Exception {
        X509Certificate certificate =
                TestCertificates.selfSigned(signature, keys, curve).certificate();
        assertArrayEquals(
                MessageDigest.getInstance(hash).digest(certificate.getEncoded()), ServerEndPoint.of(certificate));
    }

    @ParameterizedTest
    @CsvSource({"Ed25519", "Ed448", "ML-DSA-65", "SLH-DSA-SHA2-128F"})
    void signaturesWithoutAHashOfTheirOwnBindNothing(String algorithm) throws Exception {
        assertNull(ServerEndPoint.of(
                TestCertificates.selfSigned(algorithm, algorithm, null).certificate()));
    }
}
