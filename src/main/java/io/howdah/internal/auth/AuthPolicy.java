package io.howdah.internal.auth;

import io.howdah.internal.config.Settings;
import io.howdah.internal.config.Settings.ChannelBinding;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a server may ask of us when we log in: the methods of {@code requireAuth}, whether SCRAM is bound to TLS, and how much work its key
 * derivation may cost. Immutable; made once per data source and shared.
 */
public final class AuthPolicy {
    private final String requireAuth;
    private final Set<AuthMethod> allowed;
    private final ChannelBinding channelBinding;
    private final int maxIterations;

    private AuthPolicy(String requireAuth, Set<AuthMethod> allowed, ChannelBinding channelBinding, int maxIterations) {
        this.requireAuth = requireAuth;
        this.allowed = allowed;
        this.channelBinding = channelBinding;
        this.maxIterations = maxIterations;
    }

    /** The policy of these settings; 22023 for a list in {@code requireAuth} that makes no sense. */
    public static AuthPolicy of(Settings settings) throws SQLException {
        return of(settings.requireAuth(), settings.channelBinding(), settings.scramMaxIterations());
    }

    static AuthPolicy of(String requireAuth, ChannelBinding channelBinding, int maxIterations) throws SQLException {
        return new AuthPolicy(requireAuth, methods(requireAuth), channelBinding, maxIterations);
    }

    private static Set<AuthMethod> methods(String list) throws SQLException {
        if (list == null || list.isBlank()) {
            return EnumSet.allOf(AuthMethod.class);
        }
        boolean negated = list.strip().charAt(0) == '!';
        EnumSet<AuthMethod> named = EnumSet.noneOf(AuthMethod.class);
        int start = 0;
        while (start <= list.length()) {
            int comma = list.indexOf(',', start);
            int end = comma < 0 ? list.length() : comma;
            String entry = list.substring(start, end).strip();
            if (entry.startsWith("!") != negated) {
                throw invalid(list, "all methods with ! before them or none");
            }
            AuthMethod method = AuthMethod.named(negated ? entry.substring(1) : entry);
            if (method == null) {
                throw invalid(list, "methods out of password, md5, gss, sspi, scram-sha-256, oauth, none");
            }
            if (!named.add(method)) {
                throw invalid(list, "every method at most once");
            }
            start = end + 1;
        }
        return negated ? EnumSet.complementOf(named) : named;
    }

    private static SQLException invalid(String list, String expected) {
        return new SQLDataException("property requireAuth: expected " + expected + ", got \"" + list + "\"", "22023");
    }

    /** Whether SCRAM is bound to TLS. */
    ChannelBinding channelBinding() {
        return channelBinding;
    }

    /** Whether nothing but a login bound to the TLS connection will do. */
    public boolean requiresChannelBinding() {
        return channelBinding == ChannelBinding.REQUIRE;
    }

    /** Most PBKDF2 iterations that a server may ask for; 0 for no bound. */
    int maxIterations() {
        return maxIterations;
    }

    boolean allows(AuthMethod method) {
        return allowed.contains(method);
    }

    /** Refuses a method that is not allowed, or that cannot be bound to TLS when that is required; 08004. */
    void check(AuthMethod method) throws SQLException {
        if (!allows(method)) {
            String what = method == AuthMethod.NONE
                    ? "the server let us in without asking for authentication"
                    : "the server asked for " + method.label() + " authentication";
            throw refused(what + ", which requireAuth=" + requireAuth + " does not allow;"
                    + " change the server's pg_hba.conf or the property, and be sure that it is the right server");
        }
        if (requiresChannelBinding() && method != AuthMethod.SCRAM_SHA_256) {
            String what = method == AuthMethod.NONE
                    ? "the server let us in without SCRAM"
                    : "the server asked for " + method.label() + " authentication";
            throw refused(what + ", but channelBinding=require needs SCRAM-SHA-256-PLUS;"
                    + " let pg_hba.conf ask for scram-sha-256 over TLS, or set channelBinding=prefer");
        }
    }

    /** A login that we, not the server, refuse: 08004. */
    static SQLException refused(String message) {
        return new SQLNonTransientConnectionException(message, "08004");
    }
}
