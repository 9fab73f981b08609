package io.howdah.live;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Certificates and keys for TLS tests, made once per JVM as files of a temporary directory. Keys are unencrypted PKCS #8;
 * certificates are PEM. Immutable; the files go with the JVM.
 */
public final class TestCertificates {
    /** Password of {@link #clientPkcs12()}. */
    public static final String PKCS12_PASSWORD = "changeit";

    private final Path directory;
    private final SecureRandom random = new SecureRandom();

    private TestCertificates() {
        try {
            directory = Files.createTempDirectory("howdah-tls");
            make();
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot make the test certificates", e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::delete, "howdah-test-certificates"));
    }

    /** The certificates of this JVM. */
    public static TestCertificates get() {
        return Holder.INSTANCE;
    }

    /** CA of every server certificate but the Ed25519 one. */
    public Path ca() {
        return directory.resolve("ca.crt");
    }

    /** CA of the Ed25519 certificate. */
    public Path ed25519Ca() {
        return directory.resolve("ed25519-ca.crt");
    }

    /** CA that signed nothing a server shows. */
    public Path otherCa() {
        return directory.resolve("other-ca.crt");
    }

    /** CA that servers check client certificates against. */
    public Path clientCa() {
        return ca();
    }

    /** Client certificate of the role {@code cert}. */
    public Path clientCertificate() {
        return directory.resolve("client.crt");
    }

    /** Its key as PEM. */
    public Path clientKey() {
        return directory.resolve("client.key");
    }

    /** Its key as DER, the form that pgjdbc expects in sslkey. */
    public Path clientKeyDer() {
        return directory.resolve("client.pk8");
    }

    /** Certificate and key as a PKCS #12 file with {@link #PKCS12_PASSWORD}. */
    public Path clientPkcs12() {
        return directory.resolve("client.p12");
    }

    /** Client certificate of the role {@code cert} with an RSA key. */
    public Path rsaClientCertificate() {
        return directory.resolve("rsa-client.crt");
    }

    /** Its key as PEM. */
    public Path rsaClientKey() {
        return directory.resolve("rsa-client.key");
    }

    /** Client certificate of a CA that servers do not know. */
    public Path strangerCertificate() {
        return directory.resolve("stranger.crt");
    }

    /** Its key as PEM. */
    public Path strangerKey() {
        return directory.resolve("stranger.key");
    }

    /** The certificate a server with {@code tls} shows. */
    public Path serverCertificate(Tls tls) {
        return directory.resolve(serverName(tls) + ".crt");
    }

    /** Its key. */
    public Path serverKey(Tls tls) {
        return directory.resolve(serverName(tls) + ".key");
    }

    private static String serverName(Tls tls) {
        return switch (tls) {
            case OFF -> throw new IllegalArgumentException("a server without TLS has no certificate");
            case ON -> "server";
            case WRONG_HOST -> "wrong-host";
            case SHA384 -> "sha384";
            case ED25519 -> "ed25519";
        };
    }

    private void make() throws IOException, GeneralSecurityException, OperatorCreationException {
        String ecdsa = "SHA256withECDSA";
        Issued ca = authority("ca", ecKey(), ecdsa);
        leaf("server", ecKey(), ca, ecdsa, "localhost", "localhost", "127.0.0.1");
        leaf("wrong-host", ecKey(), ca, ecdsa, "db.example.org", "db.example.org");
        leaf("sha384", ecKey(), ca, "SHA384withECDSA", "localhost", "localhost", "127.0.0.1");
        Issued client = leaf("client", ecKey(), ca, ecdsa, "cert");
        Files.write(clientKeyDer(), client.key().getEncoded());
        protect(clientKeyDer());
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] password = PKCS12_PASSWORD.toCharArray();
        store.setKeyEntry("user", client.key(), password, new Certificate[] {client.certificate(), ca.certificate()});
        try (OutputStream file = Files.newOutputStream(clientPkcs12())) {
            store.store(file, password);
        }
        protect(clientPkcs12());
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        leaf("rsa-client", rsa.generateKeyPair(), ca, ecdsa, "cert");
        Issued other = authority("other-ca", ecKey(), ecdsa);
        leaf("stranger", ecKey(), other, ecdsa, "cert");
        KeyPairGenerator ed25519 = KeyPairGenerator.getInstance("Ed25519");
        Issued edCa = authority("ed25519-ca", ed25519.generateKeyPair(), "Ed25519");
        leaf("ed25519", ed25519.generateKeyPair(), edCa, "Ed25519", "localhost", "localhost", "127.0.0.1");
    }

    private static KeyPair ecKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private Issued authority(String file, KeyPair keys, String algorithm)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        X500Principal name = new X500Principal("CN=Howdah test " + file);
        X509v3CertificateBuilder builder = builder(name, name, keys);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        return issue(file, builder, keys.getPrivate(), keys.getPrivate(), algorithm);
    }

    private Issued leaf(String file, KeyPair keys, Issued ca, String algorithm, String commonName, String... names)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        X509v3CertificateBuilder builder =
                builder(ca.certificate().getSubjectX500Principal(), new X500Principal("CN=" + commonName), keys);
        addNames(builder, names);
        return issue(file, builder, keys.getPrivate(), ca.key(), algorithm);
    }

    private static void addNames(X509v3CertificateBuilder builder, String... names) throws CertIOException {
        if (names.length == 0) {
            return;
        }
        GeneralName[] alternatives = new GeneralName[names.length];
        for (int i = 0; i < names.length; i++) {
            boolean address = Character.isDigit(names[i].charAt(0));
            alternatives[i] = new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, names[i]);
        }
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
    }

    private X509v3CertificateBuilder builder(X500Principal issuer, X500Principal subject, KeyPair keys) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(63, random).add(BigInteger.ONE),
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(Duration.ofDays(30))),
                subject,
                keys.getPublic());
    }

    private Issued issue(
            String file, X509v3CertificateBuilder builder, PrivateKey key, PrivateKey signer, String algorithm)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(signer)));
        writePem(directory.resolve(file + ".crt"), "CERTIFICATE", certificate.getEncoded());
        writePem(directory.resolve(file + ".key"), "PRIVATE KEY", key.getEncoded());
        return new Issued(certificate, key);
    }

    private static void writePem(Path path, String label, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                path,
                "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n",
                StandardCharsets.US_ASCII);
        protect(path);
    }

    private static void protect(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }

    private void delete() {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Issued(X509Certificate certificate, PrivateKey key) {}

    private static final class Holder {
        static final TestCertificates INSTANCE = new TestCertificates();
    }
}
