package io.howdah.internal.config;

import io.howdah.api.Property;
import java.sql.SQLException;
import java.util.Map;

/**
 * What {@code ssl}, {@code sslmode}, {@code sslrootcert}, {@code sslNegotiation} and {@code sslfactory} amount to
 * together. Immutable. Contradictions are refused rather than resolved towards less checking.
 *
 * @param mode how far TLS is insisted on and the certificate is checked
 * @param direct whether TLS starts without asking first
 * @param rootCert path of the trusted certificates, {@value #SYSTEM} for the JVM's trust store, null for the default file
 */
record TlsRules(Settings.TlsMode mode, boolean direct, String rootCert) {

    /** libpq's word for the trust store of the system, here that of the JVM. */
    static final String SYSTEM = "system";

    private static final String PACKAGE = "org.postgresql.ssl.";
    private static final String FILE_PREFIX = "file:";

    /**
     * @param raw values by property name as they were given, canonical names
     * @throws SQLException 22023 for a factory that is not known, or one at odds with {@code sslmode}; 08001 for a bad mode
     */
    static TlsRules of(Map<String, String> raw) throws SQLException {
        String modeText = raw.get(Property.SSL_MODE.key());
        String rootCert = raw.get(Property.SSL_ROOT_CERT.key());
        if (rootCert != null && rootCert.isEmpty()) {
            rootCert = null;
        }
        Settings.TlsMode mode = mode(modeText, raw.get(Property.SSL.key()));
        String factory = raw.getOrDefault(Property.SSL_FACTORY.key(), "");
        String name = factory.startsWith(PACKAGE) ? factory.substring(PACKAGE.length()) : factory;
        switch (name) {
            case "", "LibPQFactory", "jdbc4.LibPQFactory" -> {
                // libpq's rules, which are ours as well.
            }
            case "NonValidatingFactory" -> {
                if (mode.verifiesChain()) {
                    if (modeText != null) {
                        throw contradiction(modeText, factory);
                    }
                    mode = Settings.TlsMode.REQUIRE;
                }
                // Named roots would make require check the chain.
                rootCert = null;
            }
            case "DefaultJavaSSLFactory" -> {
                rootCert = SYSTEM;
                mode = checkingChain(mode);
            }
            case "SingleCertValidatingFactory" -> {
                rootCert = certificateFile(raw.getOrDefault(Property.SSL_FACTORY_ARG.key(), ""));
                mode = checkingChain(mode);
            }
            default ->
                throw PropertyValues.invalid(
                        Property.SSL_FACTORY,
                        factory,
                        "one of pgjdbc's LibPQFactory, NonValidatingFactory, DefaultJavaSSLFactory, SingleCertValidatingFactory"
                                + " (sslmode and sslrootcert do the same)");
        }
        if (factory.isEmpty() && SYSTEM.equals(rootCert)) {
            mode = strictlyVerified(mode, modeText);
        }
        boolean direct = "direct".equalsIgnoreCase(raw.get(Property.SSL_NEGOTIATION.key()))
                && mode != Settings.TlsMode.DISABLE
                && mode != Settings.TlsMode.ALLOW;
        return new TlsRules(mode, direct, rootCert);
    }

    private static Settings.TlsMode mode(String modeText, String ssl) throws SQLException {
        if (modeText != null) {
            String choice = (String) PropertyValues.parse(Property.SSL_MODE, modeText);
            return PropertyValues.constant(Settings.TlsMode.class, choice);
        }
        boolean on = ssl != null && (ssl.isEmpty() || ssl.strip().equalsIgnoreCase("true"));
        return on ? Settings.TlsMode.VERIFY_FULL : Settings.TlsMode.PREFER;
    }

    /** These factories check the certificate in every mode that insists on TLS. */
    private static Settings.TlsMode checkingChain(Settings.TlsMode mode) {
        return mode == Settings.TlsMode.REQUIRE ? Settings.TlsMode.VERIFY_CA : mode;
    }

    /** A certificate for anybody can be had from a public CA, so that without the name it proves nothing. */
    private static Settings.TlsMode strictlyVerified(Settings.TlsMode mode, String modeText) throws SQLException {
        if (modeText != null && mode != Settings.TlsMode.VERIFY_FULL) {
            throw PropertyValues.invalid(Property.SSL_MODE, modeText, "verify-full, because sslrootcert is system");
        }
        return Settings.TlsMode.VERIFY_FULL;
    }

    private static String certificateFile(String argument) throws SQLException {
        if (!argument.startsWith(FILE_PREFIX) || argument.length() == FILE_PREFIX.length()) {
            throw PropertyValues.invalid(
                    Property.SSL_FACTORY_ARG, argument, "file:PATH (or sslrootcert=PATH without a factory)");
        }
        return argument.substring(FILE_PREFIX.length());
    }

    private static SQLException contradiction(String modeText, String factory) {
        return PropertyValues.invalid(
                Property.SSL_FACTORY, factory, "a factory that checks certificates, because sslmode is " + modeText);
    }
}
