package io.howdah.internal.connect;

import io.howdah.internal.auth.TlsBinding;
import io.howdah.internal.config.HostSpec;
import io.howdah.internal.config.Settings;
import io.howdah.internal.io.ClientKeyFiles;
import io.howdah.internal.io.ClientKeys;
import io.howdah.internal.io.TlsContexts;
import io.howdah.internal.io.TlsParameters;
import io.howdah.internal.io.TlsTransport;
import io.howdah.internal.io.Transport;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;

/**
 * Puts TLS over transports. One per data source, so that its connections share what is trusted and can resume each other's TLS sessions; any
 * thread. The files with certificates and keys are read when the first connection needs them, and again when they have changed.
 */
final class TlsStarter {
    private final Settings settings;
    private final TlsParameters parameters;
    private final ClientKeyFiles clientKeys;
    private volatile Prepared prepared;

    TlsStarter(Settings settings) {
        this.settings = settings;
        this.parameters = TlsParameters.of(settings);
        this.clientKeys = new ClientKeyFiles(settings.sslCert(), settings.sslKey(), this::keyPassword);
    }

    /** A context, and which version of the files it was made of. */
    private record Prepared(SSLContext context, String filesVersion) {}

    /**
     * Performs the handshake. On failure the caller closes the transport.
     *
     * @param direct whether no SSLRequest preceded, so that the peer must confirm by ALPN that it is PostgreSQL
     * @throws SSLException when the files cannot be used, the two sides cannot agree or the server's certificate is not acceptable
     * @throws SQLException 08006 when the client has a certificate or key that cannot be used: then there is no connection in any sslmode
     */
    Link start(Transport transport, HostSpec host, boolean direct, long deadline) throws IOException, SQLException {
        TlsTransport tls =
                TlsContexts.connect(transport, context(), HostList.name(host), host.port(), direct, deadline);
        X509Certificate certificate = tls.peerCertificate();
        String algorithm = certificate == null ? "no certificate" : certificate.getSigAlgName();
        return new Link(tls, new TlsBinding(tls.serverEndPoint(), algorithm));
    }

    private SSLContext context() throws SSLException, SQLException {
        Prepared current = prepared;
        String version = filesVersion();
        if (current == null || !current.filesVersion().equals(version)) {
            // Two threads may do this at once; that is harmless.
            current = new Prepared(TlsContexts.create(parameters, clientKeyManagers()), version);
            prepared = current;
        }
        return current.context();
    }

    private String filesVersion() throws SQLException {
        try {
            return TlsContexts.filesVersion(parameters, clientKeys);
        } catch (SSLException e) {
            throw unusable(e);
        }
    }

    private KeyManager[] clientKeyManagers() throws SQLException {
        try {
            return ClientKeys.load(clientKeys);
        } catch (SSLException e) {
            throw unusable(e);
        }
    }

    private static SQLException unusable(SSLException e) {
        return new SQLNonTransientConnectionException(
                "TLS cannot begin: " + e.getMessage() + "; see the properties sslcert, sslkey and sslpassword",
                "08006",
                e);
    }

    /** Where the password of the key is asked for: the property, else the class that another property names. */
    private char[] keyPassword(String prompt) throws SSLException {
        if (settings.sslPassword() != null) {
            return settings.sslPassword().toCharArray();
        }
        String className = settings.sslPasswordCallback();
        if (className == null || className.isEmpty()) {
            return null;
        }
        PasswordCallback callback = new PasswordCallback(prompt, false);
        try {
            new NamedClass<>("sslpasswordcallback", className, CallbackHandler.class)
                    .newInstance(settings, null)
                    .handle(new Callback[] {callback});
            return callback.getPassword();
        } catch (SQLException | IOException | UnsupportedCallbackException e) {
            throw new SSLException("no password for the key from " + className + ": " + e.getMessage(), e);
        } finally {
            callback.clearPassword();
        }
    }
}
