package io.howdah.internal.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Reads certificates from a file: PEM with any number of them and any text around them, or one in DER. */
final class PemFile {
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN (?:X509 )?CERTIFICATE-----([^-]*)-----END (?:X509 )?CERTIFICATE-----");

    private PemFile() {}

    /** @throws SSLException that names the file, when it is missing, unreadable, damaged or without a certificate */
    static List<X509Certificate> certificates(Path file) throws SSLException {
        byte[] content = read(file, "certificate file");
        // One character per byte: only ASCII matters here.
        String text = new String(content, StandardCharsets.ISO_8859_1);
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            Matcher matcher = CERTIFICATE.matcher(text);
            while (matcher.find()) {
                String number = "certificate " + (certificates.size() + 1);
                certificates.add(parse(factory, matcher.group().getBytes(StandardCharsets.ISO_8859_1), number, file));
            }
            if (certificates.isEmpty() && content.length > 0 && content[0] == 0x30) {
                certificates.add(parse(factory, content, "the certificate", file));
            }
        } catch (CertificateException e) {
            throw new SSLException("X.509 certificates cannot be read on this JVM", e);
        }
        if (certificates.isEmpty()) {
            throw new SSLException(
                    "certificate file \"" + file + "\": expected at least one \"BEGIN CERTIFICATE\" block, got none in "
                            + content.length + " bytes");
        }
        return certificates;
    }

    /**
     * The whole file.
     *
     * @param kind what it is, for messages
     * @throws SSLException that names it, when it is missing or unreadable
     */
    static byte[] read(Path file, String kind) throws SSLException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new SSLException(kind + " \"" + file + "\" does not exist", e);
        } catch (IOException e) {
            throw new SSLException(kind + " \"" + file + "\" cannot be read: " + e, e);
        }
    }

    private static X509Certificate parse(CertificateFactory factory, byte[] encoded, String which, Path file)
            throws SSLException {
        try {
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded));
        } catch (CertificateException e) {
            throw new SSLException("certificate file \"" + file + "\": " + which + " is damaged: " + e.getMessage(), e);
        }
    }
}
