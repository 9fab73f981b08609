package io.howdah.internal.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.NoSuchPaddingException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.SSLException;

/**
 * Reads a private key from a file in PEM or DER: PKCS #8, plain or encrypted, and the older forms for RSA (PKCS #1) and elliptic curves (SEC 1).
 * What it is shows in its bytes, whatever the file is called. Used once, by one thread.
 */
final class KeyFile {
    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN ((?:[A-Z0-9]+ )*)PRIVATE KEY-----(.*?)-----END \\1PRIVATE KEY-----", Pattern.DOTALL);

    /** The content of an AlgorithmIdentifier for RSA (1.2.840.113549.1.1.1, NULL). */
    private static final byte[] RSA = {
        0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };

    /** The beginning of one for elliptic curves (1.2.840.10045.2.1), which the curve follows. */
    private static final byte[] EC = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS", "DSA");

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final Path file;
    private final KeyPassword password;

    KeyFile(Path file, KeyPassword password) {
        this.file = file;
        this.password = password;
    }

    /** @throws SSLException that names the file and the way out, when there is no key to be had from it */
    PrivateKey read() throws SSLException {
        byte[] content = PemFile.read(file, "key file");
        // One character per byte: only ASCII matters here.
        Matcher block = BLOCK.matcher(new String(content, StandardCharsets.ISO_8859_1));
        byte[] der = content;
        if (block.find()) {
            checkAccess();
            if (block.group(2).contains("ENCRYPTED")) {
                throw failure(
                        "is encrypted in a form of OpenSSL's own; expected PKCS #8: convert it with \"openssl pkcs8 -topk8\"");
            }
            try {
                der = Base64.getMimeDecoder().decode(block.group(2));
            } catch (IllegalArgumentException e) {
                throw failure("is damaged: its PEM block is not base64", e);
            }
        }
        try {
            return key(der);
        } catch (IOException e) {
            if (e instanceof SSLException explained) {
                throw explained;
            }
            throw failure(
                    "is damaged or holds no private key: expected PEM or DER, PKCS #8, PKCS #1 or SEC 1: "
                            + e.getMessage(),
                    e);
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    /** libpq's rule: only the user may have access, or root and the user's group. */
    private void checkAccess() throws SSLException {
        PosixFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, PosixFileAttributes.class);
        } catch (IOException | UnsupportedOperationException noSuchAttributes) {
            return;
        }
        Set<PosixFilePermission> tooMuch = EnumSet.copyOf(OTHERS);
        if (attributes.owner().getName().equals("root")) {
            tooMuch.remove(PosixFilePermission.GROUP_READ);
        }
        tooMuch.retainAll(attributes.permissions());
        if (!tooMuch.isEmpty()) {
            throw failure(
                    "can be used by others: expected access for its owner only (chmod 0600), or for root and a group (0640), got also "
                            + tooMuch);
        }
    }

    private PrivateKey key(byte[] der) throws IOException {
        Der outer = new Der(new Der(der).next(Der.SEQUENCE));
        if (outer.tag() == Der.SEQUENCE) {
            return decrypted(der);
        }
        outer.next(Der.INTEGER);
        return switch (outer.tag()) {
            case Der.SEQUENCE -> pkcs8(der);
            case Der.INTEGER -> pkcs8(wrapped(der, RSA));
            case Der.OCTET_STRING -> pkcs8(wrapped(der, EC, curve(outer)));
            default -> throw new IOException("an unknown form of key");
        };
    }

    /** The curve's name out of an ECPrivateKey whose version has been read. */
    private byte[] curve(Der key) throws IOException {
        key.next(Der.OCTET_STRING);
        if (key.tag() != Der.OPTION_0) {
            throw failure("does not name its curve: convert it with \"openssl pkcs8 -topk8 -nocrypt\"");
        }
        return key.next(Der.OPTION_0);
    }

    private static byte[] wrapped(byte[] key, byte[]... algorithm) {
        return Der.element(
                Der.SEQUENCE,
                Der.element(Der.INTEGER, new byte[1]),
                Der.element(Der.SEQUENCE, algorithm),
                Der.element(Der.OCTET_STRING, key));
    }

    private PrivateKey pkcs8(byte[] der) throws SSLException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException | NoSuchAlgorithmException notThisOne) {
                // Perhaps the next.
            }
        }
        throw failure("is damaged, or of an algorithm that this JVM does not have: expected one of "
                + String.join(", ", ALGORITHMS));
    }

    private PrivateKey decrypted(byte[] der) throws IOException {
        EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(der);
        char[] secret = password.get("Password of the key in " + file + ": ");
        if (secret == null) {
            throw failure("is encrypted: set sslpassword to its password");
        }
        PBEKeySpec spec = new PBEKeySpec(secret);
        try {
            String algorithm = algorithm(encrypted);
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(spec),
                    encrypted.getAlgParameters());
            return pkcs8(encrypted.getKeySpec(cipher).getEncoded());
        } catch (NoSuchAlgorithmException | NoSuchPaddingException e) {
            throw failure("is encrypted by an algorithm that this JVM does not have: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            // Its message may be about the password, so that it is not shown.
            throw failure("cannot be decrypted: sslpassword is wrong, or the file is damaged", null);
        } finally {
            spec.clearPassword();
            Arrays.fill(secret, '\0');
        }
    }

    /** The name of PBES2 (the form that OpenSSL writes) says nothing: its parameters name the algorithms. */
    private static String algorithm(EncryptedPrivateKeyInfo encrypted) {
        String name = encrypted.getAlgName();
        AlgorithmParameters parameters = encrypted.getAlgParameters();
        boolean pbes2 = name.equals("PBES2") || name.equals("1.2.840.113549.1.5.13");
        return pbes2 && parameters != null ? parameters.toString() : name;
    }

    private SSLException failure(String problem) {
        return failure(problem, null);
    }

    private SSLException failure(String problem, Throwable cause) {
        return new SSLException("key file \"" + file + "\" " + problem, cause);
    }
}
