package io.howdah.internal.io;

import java.io.IOException;
import java.net.IDN;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Makes TLS contexts from libpq's kind of files, and TLS connections from contexts. A context may be shared by any number of threads. */
public final class TlsContexts {
    /** The protocol name PostgreSQL registered for ALPN; direct TLS connections must negotiate it. */
    private static final String ALPN_NAME = "postgresql";

    private TlsContexts() {}

    /**
     * Reads the root certificates and prepares a context.
     *
     * @param clientKeys what proves who the client is; null for nothing
     * @throws SSLException that names the file and the way out, when the roots cannot be read
     */
    public static SSLContext create(TlsParameters parameters, KeyManager[] clientKeys) throws SSLException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(clientKeys, new TrustManager[] {trust(parameters)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new SSLException("TLS cannot be set up on this JVM: " + e.getMessage(), e);
        }
    }

    private static ServerTrust trust(TlsParameters parameters) throws SSLException, GeneralSecurityException {
        if (!parameters.verifiesChain()) {
            return new ServerTrust(null, false, "");
        }
        if (TlsParameters.SYSTEM.equals(parameters.rootCert())) {
            return new ServerTrust(pkix(null), parameters.verifiesHost(), "the JVM's trust store");
        }
        Path file = rootFile(parameters.rootCert());
        KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            roots.load(null, null);
            int number = 0;
            for (X509Certificate root : PemFile.certificates(file)) {
                number++;
                roots.setCertificateEntry("root" + number, root);
            }
        } catch (IOException e) {
            throw new SSLException(
                    e.getMessage()
                            + "; it is to hold the certificate of the CA that issued the server's: create it, or set sslrootcert to"
                            + " another file or to \"system\" for the JVM's trust store, or sslmode to require to do without a check",
                    e);
        }
        return new ServerTrust(pkix(roots), parameters.verifiesHost(), "the roots in \"" + file + "\"");
    }

    /** @param roots null for those of the JVM */
    private static X509ExtendedTrustManager pkix(KeyStore roots) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(roots);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new GeneralSecurityException("its PKIX implementation has no extended trust manager");
    }

    private static Path rootFile(String rootCert) throws SSLException {
        return rootCert != null ? LibpqFiles.named("sslrootcert", rootCert) : LibpqFiles.byDefault("root.crt");
    }

    /**
     * What tells whether the files that {@link #create} and {@link ClientKeys#load} read have changed since: equal texts mean that they have not.
     * Certificates that are valid for a short time are replaced while connections are made.
     */
    public static String filesVersion(TlsParameters parameters, ClientKeyFiles clientKeys) throws SSLException {
        List<Path> files = new ArrayList<>(ClientKeys.files(clientKeys));
        if (parameters.verifiesChain() && !TlsParameters.SYSTEM.equals(parameters.rootCert())) {
            files.add(rootFile(parameters.rootCert()));
        }
        StringBuilder version = new StringBuilder();
        for (Path file : files) {
            version.append(version(file)).append(';');
        }
        return version.toString();
    }

    private static String version(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + "," + attributes.size() + "," + attributes.fileKey();
        } catch (IOException missing) {
            return "";
        }
    }

    /**
     * Starts TLS over a connected transport and waits until keys are agreed and the certificate is checked.
     *
     * @param below stays the caller's when this throws, and is to be closed then
     * @param host what the user asked for, a name or an address; null when there is none (Unix domain sockets)
     * @param direct whether TLS was not asked for before: then the server must confirm that it speaks PostgreSQL
     * @throws SSLException when the two sides cannot agree or the certificate is not acceptable
     * @throws java.net.SocketTimeoutException when the deadline passes first
     */
    public static TlsTransport connect(
            Transport below, SSLContext context, String host, int port, boolean direct, long deadline)
            throws IOException {
        SSLEngine engine = host == null ? context.createSSLEngine() : context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        if (host != null && !HostNames.isAddress(host)) {
            parameters.setServerNames(serverName(host));
        }
        if (direct) {
            parameters.setApplicationProtocols(new String[] {ALPN_NAME});
        }
        engine.setSSLParameters(parameters);
        TlsTransport transport = new TlsTransport(below, engine);
        transport.handshake(deadline);
        if (direct && !transport.applicationProtocol().equals(ALPN_NAME)) {
            throw new SSLException("direct TLS connection: expected the server to agree on the protocol " + ALPN_NAME
                    + " by ALPN, got none; PostgreSQL before 17 needs sslNegotiation=postgres");
        }
        return transport;
    }

    /** Empty for a name that DNS would not allow, such as one with an underscore: TLS works without. */
    private static List<SNIServerName> serverName(String host) {
        try {
            return List.of(new SNIHostName(IDN.toASCII(host)));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
