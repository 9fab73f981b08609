package io.howdah.internal.auth;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.StringPreparation;
import com.ongres.scram.common.exception.ScramException;
import com.ongres.scram.common.exception.ScramServerErrorException;
import io.howdah.internal.config.Settings.ChannelBinding;
import io.howdah.internal.wire.FrontendWriter;
import io.howdah.internal.wire.Protocol;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * One SCRAM-SHA-256 login, bound to the TLS connection where both sides can. It proves the client to the server and the server to the client: it
 * is complete only when {@link #isVerified}. Owned by one {@link Authenticator}.
 */
final class ScramAuth {
    static final String SCRAM_SHA_256 = "SCRAM-SHA-256";
    static final String SCRAM_SHA_256_PLUS = "SCRAM-SHA-256-PLUS";

    /** The server takes the user from the startup message and ignores this one, but SCRAM wants a name (RFC 5802). */
    private static final String ANY_USER = "*";

    private static final String BINDING_TYPE = "tls-server-end-point";

    private final ScramClient client;
    private final int maxIterations;
    private Step step = Step.FIRST_SENT;

    /** What has been said so far. */
    private enum Step {
        /** We named a mechanism and sent our nonce. */
        FIRST_SENT,
        /** We answered the server's nonce with the proof. */
        FINAL_SENT,
        /** The server has proved that it knows the password's key. */
        VERIFIED
    }

    private ScramAuth(ScramClient client, int maxIterations) {
        this.client = client;
        this.maxIterations = maxIterations;
    }

    /**
     * Chooses a mechanism and writes the SASLInitialResponse.
     *
     * @param offersPlain whether the server offers SCRAM-SHA-256
     * @param offersPlus whether it offers SCRAM-SHA-256-PLUS
     * @param tls null without TLS
     * @throws SQLException 08004 when the binding that is required cannot be had
     */
    static ScramAuth begin(
            boolean offersPlain,
            boolean offersPlus,
            TlsBinding tls,
            AuthPolicy policy,
            String password,
            FrontendWriter writer)
            throws SQLException {
        if (offersPlus && tls == null) {
            throw Protocol.violation("it offered " + SCRAM_SHA_256_PLUS + " without TLS");
        }
        byte[] hash = tls == null || policy.channelBinding() == ChannelBinding.DISABLE ? null : tls.endPointHash();
        if (hash != null && hash.length == 0) {
            hash = null;
        }
        boolean plus = offersPlus && hash != null;
        if (!plus && policy.requiresChannelBinding()) {
            throw unbound(offersPlus, tls);
        }
        if (!plus && !offersPlain) {
            throw AuthPolicy.refused("the server offers only " + SCRAM_SHA_256_PLUS
                    + ", which is not possible here: "
                    + (policy.channelBinding() == ChannelBinding.DISABLE ? "channelBinding is disable" : noHash(tls)));
        }
        String mechanism = plus ? SCRAM_SHA_256_PLUS : SCRAM_SHA_256;
        char[] secret = password.toCharArray();
        try {
            ScramClient.FinalBuildStage stage = ScramClient.builder()
                    .advertisedMechanisms(List.of(mechanism))
                    .username(ANY_USER)
                    .password(secret)
                    .stringPreparation(StringPreparation.POSTGRESQL_PREPARATION);
            if (plus || hash != null && !offersPlus) {
                // With the plain mechanism this says "we could have, but you do not offer it": a server that did offer
                // it then knows that
                // somebody between us took the offer away. It must not be said when the server's offer arrived.
                stage = stage.channelBinding(BINDING_TYPE, hash);
            }
            ScramClient client = stage.build();
            byte[] first = client.clientFirstMessage().toString().getBytes(StandardCharsets.UTF_8);
            writer.saslInitialResponse(mechanism, first);
            return new ScramAuth(client, policy.maxIterations());
        } finally {
            // The library keeps a copy and clears that one itself.
            Arrays.fill(secret, '\0');
        }
    }

    private static SQLException unbound(boolean offersPlus, TlsBinding tls) {
        String why;
        if (tls == null) {
            why = "the connection is not encrypted; set sslmode=require or stronger";
        } else if (!offersPlus) {
            why =
                    "the server offers plain SCRAM only; it needs PostgreSQL 11 with TLS and no TLS-terminating proxy in between";
        } else {
            why = noHash(tls);
        }
        return AuthPolicy.refused("channelBinding=require cannot be kept: " + why);
    }

    private static String noHash(TlsBinding tls) {
        return "channel binding is not defined for the server's certificate, which is signed with "
                + tls.signatureAlgorithm() + "; give the server a certificate signed with RSA or ECDSA";
    }

    /** Takes the server's nonce, salt and iteration count, and writes the proof. */
    void proceed(String serverFirst, FrontendWriter writer) throws SQLException {
        if (step != Step.FIRST_SENT) {
            throw Protocol.violation("AuthenticationSASLContinue came twice");
        }
        byte[] proof;
        try {
            int iterations = client.serverFirstMessage(serverFirst).getIterationCount();
            if (iterations < 1) {
                throw Protocol.violation("SCRAM with an iteration count of " + iterations);
            }
            if (maxIterations > 0 && iterations > maxIterations) {
                throw AuthPolicy.refused(
                        "the server asks for " + iterations + " iterations of SCRAM's key derivation, allowed are "
                                + maxIterations + "; if the server is honest, raise the property scramMaxIterations");
            }
            proof = client.clientFinalMessage().toString().getBytes(StandardCharsets.UTF_8);
        } catch (ScramException | RuntimeException | AssertionError malformed) {
            throw broken("first", malformed);
        }
        writer.saslResponse(proof);
        step = Step.FINAL_SENT;
    }

    /** Checks the server's signature. */
    void complete(String serverFinal) throws SQLException {
        if (step != Step.FINAL_SENT) {
            throw Protocol.violation("AuthenticationSASLFinal came "
                    + (step == Step.VERIFIED ? "twice" : "before AuthenticationSASLContinue"));
        }
        try {
            client.serverFinalMessage(serverFinal);
        } catch (ScramServerErrorException refusal) {
            throw AuthPolicy.refused("the server ended the SCRAM login with an error");
        } catch (ScramException | RuntimeException | AssertionError wrong) {
            throw broken("final", wrong);
        }
        step = Step.VERIFIED;
    }

    private static SQLException broken(String which, Throwable cause) {
        // An AssertionError is how the library, where assertions are on, meets a message without a nonce. Its messages
        // can quote what the server sent, which is derived from the password's key: they stay out.
        return Protocol.violation(
                "its " + which + " SCRAM message is malformed or does not prove that it knows the password ("
                        + cause.getClass().getSimpleName() + ")");
    }

    /** Whether the server has proved itself. */
    boolean isVerified() {
        return step == Step.VERIFIED;
    }
}
