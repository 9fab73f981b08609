package io.howdah.internal.io;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Decides during the handshake whether a server's certificate is acceptable, so that the server is told why it is not. Immutable, shared by all
 * connections of a context; called on the connecting thread.
 */
final class ServerTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager roots;
    private final boolean verifiesHost;
    private final String rootsName;

    /**
     * @param roots checks the chain; null to accept any
     * @param rootsName where the roots come from, for messages
     */
    ServerTrust(X509ExtendedTrustManager roots, boolean verifiesHost, String rootsName) {
        this.roots = roots;
        this.verifiesHost = verifiesHost;
        this.rootsName = rootsName;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        if (roots == null) {
            return;
        }
        try {
            roots.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw new CertificateException(
                    "the server's certificate for " + HostNames.describe(chain[0]) + " is not trusted by " + rootsName
                            + ": " + reason(e)
                            + "; check the server, or set sslrootcert to a file with the certificate of the CA that issued it",
                    e);
        }
        if (verifiesHost) {
            checkHost(engine.getPeerHost(), chain[0]);
        }
    }

    private static void checkHost(String host, X509Certificate certificate) throws CertificateException {
        if (host == null) {
            throw new CertificateException(
                    "sslmode=verify-full: a host name to compare with the server's certificate is needed, but the connection has none;"
                            + " use sslmode=verify-ca");
        }
        if (!HostNames.match(host, certificate)) {
            throw new CertificateException("the server's certificate was issued for " + HostNames.describe(certificate)
                    + ", not for the host \"" + host
                    + "\"; connect by a name the certificate has, or let one be issued for this host");
        }
    }

    /** The innermost message says what is wrong; the outer ones which step found it. */
    private static String reason(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("only connections over an SSLEngine are checked here");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("only connections over an SSLEngine are checked here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("this is not a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("this is not a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this is not a server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
