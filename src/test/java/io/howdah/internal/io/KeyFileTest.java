package io.howdah.internal.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Private keys in all the forms they come in. */
class KeyFileTest {
    private static final String SECRET = "correct horse";

    private static PrivateKey rsa;
    private static PrivateKey ec;
    private static PrivateKey ed25519;

    @TempDir
    static Path directory;

    @BeforeAll
    static void makeKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        rsa = generator.generateKeyPair().getPrivate();
        generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        ec = generator.generateKeyPair().getPrivate();
        ed25519 = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
    }

    private static PrivateKey key(String algorithm) {
        return switch (algorithm) {
            case "RSA" -> rsa;
            case "EC" -> ec;
            default -> ed25519;
        };
    }

    /** The key as the structure that OpenSSL called by the algorithm's name before there was PKCS #8. */
    private static byte[] traditional(PrivateKey key) throws IOException {
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
        if (key.getAlgorithm().equals("RSA")) {
            return info.parsePrivateKey().toASN1Primitive().getEncoded();
        }
        ECPrivateKey bare = ECPrivateKey.getInstance(info.parsePrivateKey());
        return new ECPrivateKey(
                        384, bare.getKey(), info.getPrivateKeyAlgorithm().getParameters())
                .getEncoded();
    }

    private static byte[] encrypted(PrivateKey key, ASN1ObjectIdentifier algorithm) throws Exception {
        var encryptor = new JceOpenSSLPKCS8EncryptorBuilder(algorithm)
                .setProvider(TestCertificates.BOUNCY_CASTLE)
                .setPassword(SECRET.toCharArray())
                .setPRF(new org.bouncycastle.asn1.x509.AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256))
                .build();
        return new JcaPKCS8Generator(key, encryptor).generate().getContent();
    }

    private static byte[] pem(String label, byte[] der) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(new PemObject(label, der));
        }
        return ("some text before\n" + text).getBytes(StandardCharsets.US_ASCII);
    }

    private static Path file(byte[] content) throws IOException {
        Path file = Files.createTempFile(directory, "key", "");
        return Files.write(file, content);
    }

    private static PrivateKey read(byte[] content, String password) throws IOException {
        return new KeyFile(file(content), prompt -> password == null ? null : password.toCharArray()).read();
    }

    private static SSLException failure(byte[] content, String password) {
        SSLException e = assertThrows(SSLException.class, () -> read(content, password));
        assertTrue(e.getMessage().contains("key file \""), e.getMessage());
        assertFalse(password != null && e.toString().contains(password), e.toString());
        return e;
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void pkcs8IsReadFromPemAndDer(String algorithm) throws IOException {
        PrivateKey key = key(algorithm);
        assertEquals(key, read(pem("PRIVATE KEY", key.getEncoded()), null));
        assertEquals(key, read(key.getEncoded(), null));
    }

    @ParameterizedTest
    @CsvSource({"RSA, RSA PRIVATE KEY", "EC, EC PRIVATE KEY"})
    void olderFormsAreReadFromPemAndDer(String algorithm, String label) throws IOException {
        PrivateKey key = key(algorithm);
        assertSame(key, read(pem(label, traditional(key)), null));
        assertSame(key, read(traditional(key), null));
    }

    /** Keys on curves are equal only in the same encoding. */
    private static void assertSame(PrivateKey expected, PrivateKey actual) {
        if (expected instanceof java.security.interfaces.ECPrivateKey curve) {
            java.security.interfaces.ECPrivateKey read = (java.security.interfaces.ECPrivateKey) actual;
            assertEquals(curve.getS(), read.getS());
            assertEquals(curve.getParams().getCurve(), read.getParams().getCurve());
        } else {
            assertEquals(expected, actual);
        }
    }

    static Stream<ASN1ObjectIdentifier> encryptions() {
        return Stream.of(
                NISTObjectIdentifiers.id_aes256_CBC,
                NISTObjectIdentifiers.id_aes128_CBC,
                PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC);
    }

    @ParameterizedTest
    @MethodSource("encryptions")
    void encryptedPkcs8IsReadWithItsPassword(ASN1ObjectIdentifier encryption) throws Exception {
        byte[] der = encrypted(ec, encryption);
        assertEquals(ec, read(der, SECRET));
        assertEquals(ec, read(pem("ENCRYPTED PRIVATE KEY", der), SECRET));
        assertEquals(rsa, read(encrypted(rsa, encryption), SECRET));
    }

    @ParameterizedTest
    @MethodSource("encryptions")
    void wrongPasswordIsSaidToBeWrongAndNotShown(ASN1ObjectIdentifier encryption) throws Exception {
        SSLException e = failure(encrypted(ec, encryption), "battery staple");
        assertTrue(e.getMessage().contains("sslpassword is wrong"), e.getMessage());
    }

    @Test
    void passwordThatNoAlgorithmTakesIsSaidToBeWrongAndNotShown() throws Exception {
        SSLException e = failure(encrypted(ec, NISTObjectIdentifiers.id_aes256_CBC), "pässwörd");
        assertTrue(e.getMessage().contains("sslpassword is wrong"), e.getMessage());
    }

    @Test
    void missingPasswordIsAskedFor() throws Exception {
        SSLException e = failure(encrypted(ec, NISTObjectIdentifiers.id_aes256_CBC), null);
        assertTrue(e.getMessage().contains("set sslpassword"), e.getMessage());
    }

    @Test
    void openSslsOwnEncryptionIsRefusedWithTheWayOut() throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(new JcaMiscPEMGenerator(
                    rsa,
                    new JcePEMEncryptorBuilder("AES-256-CBC")
                            .setProvider(TestCertificates.BOUNCY_CASTLE)
                            .build(SECRET.toCharArray())));
        }
        SSLException e = failure(text.toString().getBytes(StandardCharsets.US_ASCII), SECRET);
        assertTrue(e.getMessage().contains("openssl pkcs8 -topk8"), e.getMessage());
    }

    @Test
    void keyThatDoesNotNameItsCurveIsRefused() throws IOException {
        ECPrivateKey bare = ECPrivateKey.getInstance(
                PrivateKeyInfo.getInstance(ec.getEncoded()).parsePrivateKey());
        SSLException e = failure(new ECPrivateKey(384, bare.getKey()).getEncoded(), null);
        assertTrue(e.getMessage().contains("curve"), e.getMessage());
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        for (byte[] whole : new byte[][] {ec.getEncoded(), traditional(ec), traditional(rsa)}) {
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThrows(SSLException.class, () -> read(cut, SECRET));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "no key",
                "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n%%%\n-----END PRIVATE KEY-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"
            })
    void whatIsNoKeyIsRefused(String content) {
        failure(content.getBytes(StandardCharsets.US_ASCII), null);
    }

    @Test
    void missingFileIsNamed() {
        Path missing = directory.resolve("missing.key");
        SSLException e = assertThrows(SSLException.class, () -> new KeyFile(missing, prompt -> null).read());
        assertEquals("key file \"" + missing + "\" does not exist", e.getMessage());
    }

    @Test
    void directoryIsNoKey() {
        SSLException e = assertThrows(SSLException.class, () -> new KeyFile(directory, prompt -> null).read());
        assertTrue(e.getMessage().contains("cannot be read"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw--w----", "rw----r--", "rw-rw----"})
    void pemKeyThatOthersMayUseIsRefused(String permissions) throws IOException {
        Path file = file(pem("PRIVATE KEY", ec.getEncoded()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        SSLException e = assertThrows(SSLException.class, () -> new KeyFile(file, prompt -> null).read());
        assertTrue(e.getMessage().contains("chmod 0600"), e.getMessage());
    }
}
