package io.howdah.internal.connect;

import io.howdah.internal.auth.TlsBinding;
import io.howdah.internal.io.Transport;

/**
 * A transport on which a server is ready for a startup message or a cancel request. The receiver owns the transport.
 *
 * @param tls what SCRAM can be bound to; null when the transport is not encrypted
 */
record Link(Transport transport, TlsBinding tls) {
    boolean isEncrypted() {
        return tls != null;
    }
}
