package io.howdah.internal.connect;

import io.howdah.internal.config.HostSpec;
import io.howdah.internal.config.Settings;
import io.howdah.internal.io.Transport;
import java.io.IOException;
import java.sql.SQLException;

/** Puts TLS over a transport; made once per data source. */
interface TlsStarter {
    /**
     * Performs the handshake. On failure the caller closes the transport.
     *
     * @param direct whether no SSLRequest preceded, so that the peer must confirm by ALPN that it is PostgreSQL
     * @throws IOException when the handshake fails
     * @throws SQLException 08001 when the trust store or the client's certificate cannot be used
     */
    Link start(Transport transport, HostSpec host, boolean direct, long deadline) throws IOException, SQLException;

    /** The starter for these settings. */
    static TlsStarter of(Settings settings) {
        return (transport, host, direct, deadline) -> {
            throw new Dialer.NoTlsException("TLS to " + host + " is not built yet, sslmode " + settings.tlsMode());
        };
    }
}
