package io.howdah.internal.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLException;

/** Reads what proves who the client is, from libpq's kind of files. Stateless. */
public final class ClientKeys {
    /** The entry that pgjdbc takes from a PKCS #12 file. */
    private static final String ALIAS = "user";

    private ClientKeys() {}

    /**
     * The managers of the client's key; null when there is none: no path is given and the default files do not exist.
     *
     * @throws SSLException that names the file and the way out, when a file is missing or cannot be used, or the two do not belong together
     */
    public static KeyManager[] load(ClientKeyFiles files) throws SSLException {
        String keyPath = textOrNull(files.key());
        ClientIdentity identity;
        if (keyPath != null && isStore(keyPath)) {
            identity = fromStore(LibpqFiles.named("sslkey", keyPath), files.password());
        } else {
            identity = fromFiles(textOrNull(files.certificate()), keyPath, files.password());
        }
        return identity == null ? null : new KeyManager[] {identity};
    }

    /** The files that {@link #load} reads or would, so that a change of theirs can be noticed. */
    static List<Path> files(ClientKeyFiles files) throws SSLException {
        String keyPath = textOrNull(files.key());
        String certificatePath = textOrNull(files.certificate());
        Path certificate = certificatePath == null
                ? LibpqFiles.byDefault("postgresql.crt")
                : LibpqFiles.named("sslcert", certificatePath);
        return keyPath == null
                ? List.of(certificate, LibpqFiles.byDefault("postgresql.pk8"), LibpqFiles.byDefault("postgresql.key"))
                : List.of(certificate, LibpqFiles.named("sslkey", keyPath));
    }

    private static String textOrNull(String path) {
        return path == null || path.isEmpty() ? null : path;
    }

    private static boolean isStore(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        return name.endsWith(".p12") || name.endsWith(".pfx");
    }

    private static ClientIdentity fromFiles(String certificatePath, String keyPath, KeyPassword password)
            throws SSLException {
        Path certificateFile = certificatePath == null
                ? LibpqFiles.byDefault("postgresql.crt")
                : LibpqFiles.named("sslcert", certificatePath);
        if (certificatePath == null && Files.notExists(certificateFile)) {
            if (keyPath != null) {
                throw new SSLException("sslkey is given, but not sslcert, and the default file \"" + certificateFile
                        + "\" does not exist: set sslcert to the file with the key's certificate");
            }
            return null;
        }
        Path keyFile = keyPath == null ? defaultKey(certificatePath) : LibpqFiles.named("sslkey", keyPath);
        if (keyFile == null) {
            return null;
        }
        X509Certificate[] chain = PemFile.certificates(certificateFile).toArray(new X509Certificate[0]);
        PrivateKey key = new KeyFile(keyFile, password).read();
        checkPair(chain[0], key, "the certificate in \"" + certificateFile + "\"", "the key in \"" + keyFile + "\"");
        return new ClientIdentity(chain, key);
    }

    /** Null when there is none and nobody asked for one: like pgjdbc, a certificate that merely lies there is left alone. */
    private static Path defaultKey(String certificatePath) throws SSLException {
        for (String name : new String[] {"postgresql.pk8", "postgresql.key"}) {
            Path file = LibpqFiles.byDefault(name);
            if (Files.exists(file)) {
                return file;
            }
        }
        if (certificatePath == null) {
            return null;
        }
        throw new SSLException(
                "sslcert is given, but not sslkey, and the default file \"" + LibpqFiles.byDefault("postgresql.key")
                        + "\" does not exist: set sslkey to the file with the certificate's key");
    }

    private static ClientIdentity fromStore(Path file, KeyPassword password) throws SSLException {
        char[] secret = password.get("Password of " + file + ": ");
        try (InputStream content = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(content, secret);
            return fromStore(store, file, secret);
        } catch (NoSuchFileException e) {
            throw new SSLException("key file \"" + file + "\" does not exist", e);
        } catch (SSLException e) {
            throw e;
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw new SSLException(wrongPassword(file, secret));
            }
            throw new SSLException("key file \"" + file + "\" cannot be read as PKCS #12: " + e, e);
        } catch (GeneralSecurityException e) {
            // Its message may be about the password, so that it is not shown.
            throw new SSLException(wrongPassword(file, secret));
        } finally {
            if (secret != null) {
                Arrays.fill(secret, '\0');
            }
        }
    }

    private static String wrongPassword(Path file, char[] secret) {
        return "key file \"" + file + "\" cannot be decrypted: "
                + (secret == null ? "set sslpassword to its password" : "sslpassword is wrong, or the file is damaged");
    }

    private static ClientIdentity fromStore(KeyStore store, Path file, char[] secret)
            throws GeneralSecurityException, SSLException {
        String alias = store.isKeyEntry(ALIAS) ? ALIAS : firstKey(store);
        if (alias == null) {
            throw new SSLException("key file \"" + file + "\": expected a private key with its certificate, got none");
        }
        PrivateKey key = (PrivateKey) store.getKey(alias, secret);
        Certificate[] found = store.getCertificateChain(alias);
        if (key == null || found == null || found.length == 0) {
            throw new SSLException(
                    "key file \"" + file + "\": entry \"" + alias + "\" has no certificate, or its key cannot be read");
        }
        X509Certificate[] chain = Arrays.copyOf(found, found.length, X509Certificate[].class);
        checkPair(chain[0], key, "the certificate", "the key of entry \"" + alias + "\" in \"" + file + "\"");
        return new ClientIdentity(chain, key);
    }

    private static String firstKey(KeyStore store) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return alias;
            }
        }
        return null;
    }

    /** Else the handshake would fail with a message about signatures. */
    private static void checkPair(X509Certificate certificate, PrivateKey key, String whose, String which)
            throws SSLException {
        String algorithm = certificate.getPublicKey().getAlgorithm();
        String signature = switch (algorithm) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "EdDSA" -> "EdDSA";
            default -> null;
        };
        if (algorithm.equals(key.getAlgorithm()) && signature == null) {
            return;
        }
        try {
            if (algorithm.equals(key.getAlgorithm()) && signs(signature, certificate, key)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw new SSLException(which + " cannot sign: " + e.getMessage(), e);
        }
        throw new SSLException(which + " does not belong to " + whose + " (issued for "
                + certificate.getSubjectX500Principal().getName() + ")");
    }

    private static boolean signs(String algorithm, X509Certificate certificate, PrivateKey key)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        byte[] text = certificate.getSignature();
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(text);
        return signature.verify(signed);
    }
}
