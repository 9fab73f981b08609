package io.howdah.internal.auth;

import io.howdah.internal.config.HostSpec;
import io.howdah.internal.config.PasswordLookup;
import io.howdah.internal.config.Settings;
import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.wire.FrontendWriter;
import io.howdah.internal.wire.Protocol;
import java.sql.SQLException;

/**
 * One login: answers the server's Authentication messages until it says Ok, and refuses what the policy does not allow. Nothing is sent to a
 * server before the policy has been asked, and a login that began with SCRAM ends well only after the server has proved itself.
 *
 * <p>Owned by one startup; not thread safe.
 */
public final class Authenticator {
    private static final int OK = 0;
    private static final int KERBEROS_V5 = 2;
    private static final int CLEARTEXT_PASSWORD = 3;
    private static final int MD5_PASSWORD = 5;
    private static final int GSS = 7;
    private static final int GSS_CONTINUE = 8;
    private static final int SSPI = 9;
    private static final int SASL = 10;
    private static final int SASL_CONTINUE = 11;
    private static final int SASL_FINAL = 12;

    private final AuthPolicy policy;
    private final Settings settings;
    private final HostSpec host;
    private final TlsBinding tls;
    private AuthMethod method;
    private ScramAuth scram;
    private boolean done;

    /**
     * @param host for the password file
     * @param tls what to bind SCRAM to; null without TLS
     */
    public Authenticator(AuthPolicy policy, Settings settings, HostSpec host, TlsBinding tls) {
        this.policy = policy;
        this.settings = settings;
        this.host = host;
        this.tls = tls;
    }

    /** Whether the server has asked for anything yet. */
    public boolean wasAsked() {
        return method != null;
    }

    /** Whether the server has let us in. */
    public boolean isDone() {
        return done;
    }

    /**
     * Takes one Authentication message. An answer, if there is one, is written and must be flushed.
     *
     * @throws SQLException 08004 when the policy does not allow what the server wants, or a password is needed and missing; 08P01 for a message
     *     out of order; the connection must then be closed
     */
    public void accept(ByteCursor body, FrontendWriter writer) throws SQLException {
        int request = body.readInt();
        if (body.failed()) {
            throw Protocol.violation("Authentication message of less than 4 bytes");
        }
        if (done) {
            throw Protocol.violation("Authentication message after AuthenticationOk");
        }
        switch (request) {
            case OK -> ok(body);
            case CLEARTEXT_PASSWORD -> {
                begin(AuthMethod.PASSWORD);
                end(body);
                PasswordAuth.cleartext(password(), writer);
            }
            case MD5_PASSWORD -> {
                begin(AuthMethod.MD5);
                byte[] salt = body.readBytes(4);
                end(body);
                PasswordAuth.md5(settings.user(), password(), salt, writer);
            }
            case SASL -> sasl(body, writer);
            case SASL_CONTINUE -> scram("AuthenticationSASLContinue").proceed(body.readUtf8(body.remaining()), writer);
            case SASL_FINAL -> scram("AuthenticationSASLFinal").complete(body.readUtf8(body.remaining()));
            case GSS, GSS_CONTINUE -> throw unsupported(AuthMethod.GSS, "GSSAPI (Kerberos)");
            case SSPI -> throw unsupported(AuthMethod.SSPI, "SSPI");
            case KERBEROS_V5 -> throw unsupported(AuthMethod.GSS, "Kerberos V5");
            default ->
                throw AuthPolicy.refused(
                        "the server asked for authentication method " + request + ", which this driver does not know");
        }
    }

    private void ok(ByteCursor body) throws SQLException {
        end(body);
        if (scram != null && !scram.isVerified()) {
            throw Protocol.violation("AuthenticationOk before it proved with SCRAM that it knows the password");
        }
        if (method == null) {
            policy.check(AuthMethod.NONE);
        }
        done = true;
    }

    private void begin(AuthMethod asked) throws SQLException {
        if (method != null) {
            throw Protocol.violation("it asked for " + asked.label() + " authentication after " + method.label());
        }
        policy.check(asked);
        method = asked;
    }

    private void sasl(ByteCursor body, FrontendWriter writer) throws SQLException {
        boolean plain = false;
        boolean plus = false;
        boolean oauth = false;
        StringBuilder offered = new StringBuilder();
        while (body.remaining() > 0) {
            String mechanism = body.readCString();
            if (mechanism.isEmpty()) {
                break;
            }
            switch (mechanism) {
                case ScramAuth.SCRAM_SHA_256 -> plain = true;
                case ScramAuth.SCRAM_SHA_256_PLUS -> plus = true;
                case "OAUTHBEARER" -> oauth = true;
                default -> {
                    // A mechanism of a later server; it stays in the list for the message.
                }
            }
            offered.append(offered.length() == 0 ? "" : ", ").append(printable(mechanism));
        }
        end(body);
        if (plain || plus) {
            begin(AuthMethod.SCRAM_SHA_256);
            scram = ScramAuth.begin(plain, plus, tls, policy, password(), writer);
        } else if (oauth) {
            throw unsupported(AuthMethod.OAUTH, "OAuth");
        } else {
            throw AuthPolicy.refused("the server offers the SASL mechanisms [" + offered
                    + "], this driver knows SCRAM-SHA-256 and SCRAM-SHA-256-PLUS");
        }
    }

    /** Mechanism names come from a peer that nobody has authenticated. */
    private static String printable(String mechanism) {
        StringBuilder text = new StringBuilder(20);
        for (int i = 0; i < Math.min(20, mechanism.length()); i++) {
            char c = mechanism.charAt(i);
            text.append(c > ' ' && c < 127 ? c : '?');
        }
        return text.toString();
    }

    private ScramAuth scram(String message) throws SQLException {
        if (scram == null) {
            throw Protocol.violation(message + " without AuthenticationSASL");
        }
        return scram;
    }

    private SQLException unsupported(AuthMethod asked, String name) throws SQLException {
        begin(asked);
        return AuthPolicy.refused(
                "the server asked for " + name + " authentication, which this driver does not support yet;"
                        + " let pg_hba.conf ask this client for scram-sha-256 or a certificate");
    }

    private String password() throws SQLException {
        PasswordLookup found = settings.passwordFor(host);
        if (found.password() != null && !found.password().isEmpty()) {
            return found.password();
        }
        throw AuthPolicy.refused("the server asked for " + method.label()
                + " authentication, but there is no password for user \""
                + settings.user() + "\" at " + host + "; set the property password, or add a line to the password file"
                + (found.warning() == null ? "" : " (" + found.warning() + ")"));
    }

    private static void end(ByteCursor body) throws SQLException {
        if (body.failed() || body.remaining() != 0) {
            throw Protocol.violation("Authentication message whose length does not fit its content");
        }
    }
}
