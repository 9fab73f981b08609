package io.howdah.internal.connect;

import io.howdah.internal.auth.TlsBinding;
import io.howdah.internal.config.HostSpec;
import io.howdah.internal.config.Settings;
import io.howdah.internal.io.TlsContexts;
import io.howdah.internal.io.TlsParameters;
import io.howdah.internal.io.TlsTransport;
import io.howdah.internal.io.Transport;
import java.io.IOException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Puts TLS over transports. One per data source, so that its connections share what is trusted and can resume each other's TLS sessions; any
 * thread. The files with certificates and keys are read when the first connection needs them.
 */
final class TlsStarter {
    private final Settings settings;
    private volatile SSLContext context;

    TlsStarter(Settings settings) {
        this.settings = settings;
    }

    /**
     * Performs the handshake. On failure the caller closes the transport.
     *
     * @param direct whether no SSLRequest preceded, so that the peer must confirm by ALPN that it is PostgreSQL
     * @throws SSLException when the files cannot be used, the two sides cannot agree or the server's certificate is not acceptable
     */
    Link start(Transport transport, HostSpec host, boolean direct, long deadline) throws IOException {
        TlsTransport tls =
                TlsContexts.connect(transport, context(), HostList.name(host), host.port(), direct, deadline);
        X509Certificate certificate = tls.peerCertificate();
        String algorithm = certificate == null ? "no certificate" : certificate.getSigAlgName();
        return new Link(tls, new TlsBinding(tls.serverEndPoint(), algorithm));
    }

    private SSLContext context() throws SSLException {
        SSLContext current = context;
        if (current == null) {
            // Two threads may do this at once; that is harmless.
            current = TlsContexts.create(TlsParameters.of(settings), null);
            context = current;
        }
        return current;
    }
}
