package io.howdah.internal.io;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates made for tests. */
final class TestCertificates {
    /** Also for algorithms the JDK lacks; not registered. */
    static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private TestCertificates() {}

    /** A certificate with its key and the certificate of who signed it. */
    record Identity(X509Certificate certificate, PrivateKey key, X509Certificate issuer) {
        /** Writes the certificate as PEM. */
        Path writeTo(Path file) throws Exception {
            return Files.writeString(file, pem(certificate));
        }

        SSLContext serverContext(String protocol) throws Exception {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            X509Certificate[] chain = certificate.equals(issuer)
                    ? new X509Certificate[] {certificate}
                    : new X509Certificate[] {certificate, issuer};
            store.setKeyEntry("server", key, new char[0], chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance(protocol);
            context.init(keys.getKeyManagers(), null, null);
            return context;
        }
    }

    static String pem(X509Certificate certificate) throws Exception {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(certificate.getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    }

    static Identity authority(String subject) throws Exception {
        KeyPair keys = keys("EC", "secp256r1");
        return sign(subject, keys, "SHA256withECDSA", null, true, 1, null);
    }

    static Identity server(Identity authority, String subject, GeneralName... names) throws Exception {
        return sign(subject, keys("EC", "secp256r1"), "SHA256withECDSA", authority, false, 30, names);
    }

    static Identity expired(Identity authority, String subject, GeneralName... names) throws Exception {
        return sign(subject, keys("EC", "secp256r1"), "SHA256withECDSA", authority, false, -1, names);
    }

    static X509Certificate withNames(String subject, GeneralName... names) throws Exception {
        return sign(subject, keys("EC", "secp256r1"), "SHA256withECDSA", null, false, 30, names)
                .certificate();
    }

    static Identity selfSigned(String signature, String keyAlgorithm, String curve) throws Exception {
        return sign("CN=localhost", keys(keyAlgorithm, curve), signature, null, false, 30, new GeneralName[] {
            dns("localhost")
        });
    }

    static GeneralName dns(String name) {
        return new GeneralName(GeneralName.dNSName, name);
    }

    static GeneralName address(String literal) {
        return new GeneralName(GeneralName.iPAddress, literal);
    }

    private static KeyPair keys(String algorithm, String curve) throws Exception {
        boolean inJdk = algorithm.equals("EC") || algorithm.equals("RSA");
        KeyPairGenerator generator = inJdk
                ? KeyPairGenerator.getInstance(algorithm)
                : KeyPairGenerator.getInstance(algorithm, BOUNCY_CASTLE);
        if (curve != null) {
            generator.initialize(new java.security.spec.ECGenParameterSpec(curve));
        }
        return generator.generateKeyPair();
    }

    private static Identity sign(
            String subject,
            KeyPair keys,
            String algorithm,
            Identity authority,
            boolean isAuthority,
            int validDays,
            GeneralName[] names)
            throws Exception {
        Instant now = Instant.now();
        X500Name issuer = authority == null
                ? new X500Name(subject)
                : X500Name.getInstance(
                        authority.certificate().getSubjectX500Principal().getEncoded());
        Instant end = now.plus(Duration.ofDays(validDays));
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(System.nanoTime()),
                Date.from(end.minus(Duration.ofDays(60))),
                Date.from(end),
                new X500Name(subject),
                keys.getPublic());
        if (isAuthority) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        }
        if (names != null && names.length > 0) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
        PrivateKey signer = authority == null ? keys.getPrivate() : authority.key();
        byte[] encoded = builder.build(new JcaContentSignerBuilder(algorithm)
                        .setProvider(BOUNCY_CASTLE)
                        .build(signer))
                .getEncoded();
        X509Certificate certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        return new Identity(certificate, keys.getPrivate(), authority == null ? certificate : authority.certificate());
    }
}
