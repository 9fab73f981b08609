package io.howdah.internal.io;

import io.howdah.internal.config.Settings;

/**
 * How a server's certificate is checked. Immutable.
 *
 * <p>As in libpq, {@code require} checks the chain when root certificates are named. Unlike libpq it does not when there merely is a default file:
 * pgjdbc never looks at it in this mode, and a file that appears must not break connections. {@code allow} and {@code prefer} check nothing, since
 * whoever can present a false certificate can refuse TLS as well.
 *
 * @param verifiesChain whether the certificate must lead to a trusted root
 * @param verifiesHost whether it must have been issued for the host that was asked for; implies {@code verifiesChain}
 * @param rootCert path of a file with the trusted roots, {@value #SYSTEM} for those of the JVM, null for the default file
 */
public record TlsParameters(boolean verifiesChain, boolean verifiesHost, String rootCert) {
    /** libpq's word for the roots that come with the system, here the JVM. */
    static final String SYSTEM = "system";

    public TlsParameters {
        if (verifiesHost && !verifiesChain) {
            throw new IllegalArgumentException(
                    "a host name proves nothing in a certificate that anybody can make: verify the chain as well");
        }
    }

    public static TlsParameters of(Settings settings) {
        String rootCert = settings.sslRootCert();
        return switch (settings.tlsMode()) {
            case DISABLE, ALLOW, PREFER -> new TlsParameters(false, false, rootCert);
            case REQUIRE -> new TlsParameters(rootCert != null, false, rootCert);
            case VERIFY_CA -> new TlsParameters(true, false, rootCert);
            case VERIFY_FULL -> new TlsParameters(true, true, rootCert);
        };
    }
}
