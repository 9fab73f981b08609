package io.howdah.internal.connect;

import io.howdah.api.ServerErrorInfo;
import io.howdah.internal.auth.Authenticator;
import io.howdah.internal.config.HostSpec;
import io.howdah.internal.config.Settings.TargetServerType;
import io.howdah.internal.io.Duplex;
import io.howdah.internal.session.CancelToken;
import io.howdah.internal.session.Session;
import io.howdah.internal.session.SessionState;
import io.howdah.internal.util.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import javax.net.ssl.SSLException;

/**
 * One attempt to open a session at one address, in plain text or with TLS. Owns the transport until the session exists, and closes it on every
 * failure. Used once, by one thread.
 */
final class Attempt {
    private final DriverContext context;
    private final HostSpec host;
    private final SocketAddress address;
    private final Encryption encryption;
    private final long loginDeadline;
    private final long deadline;
    private Link link;
    private Authenticator authenticator;
    private ServerRole role;
    private boolean tlsFailed;

    /**
     * @param loginDeadline that of the whole search
     * @param deadline that of this attempt, not later
     */
    Attempt(
            DriverContext context,
            HostSpec host,
            SocketAddress address,
            Encryption encryption,
            long loginDeadline,
            long deadline) {
        this.context = context;
        this.host = host;
        this.address = address;
        this.encryption = encryption;
        this.loginDeadline = loginDeadline;
        this.deadline = deadline;
    }

    /** The same attempt with the other way of encryption. */
    Attempt with(Encryption other) {
        return new Attempt(context, host, address, other, loginDeadline, deadline);
    }

    /**
     * Opens the session.
     *
     * @throws SQLException 08001 when the server cannot be reached in time, 08006 when the connection is lost before the session is ready, 53200
     *     when a message is too large for the heap, else as {@link Startup#run}
     */
    Session open() throws SQLException {
        boolean opened = false;
        try {
            link = dial();
            Session session = start();
            opened = true;
            return session;
        } catch (IOException e) {
            throw failure(e);
        } catch (OutOfMemoryError e) {
            throw new SQLNonTransientConnectionException(
                    "connection to " + describe() + " failed: not enough memory for a message of the server: "
                            + e.getMessage(),
                    "53200",
                    e);
        } finally {
            if (!opened && link != null) {
                link.transport().close();
            }
        }
    }

    private Link dial() throws IOException, SQLException {
        try {
            return context.dialer().dial(host, address, encryption, deadline);
        } catch (SSLException | Dialer.NoTlsException e) {
            tlsFailed = true;
            throw e;
        }
    }

    private Session start() throws IOException, SQLException {
        Duplex duplex = new Duplex(link.transport());
        duplex.setTap(context.newTrace());
        SessionState state = new SessionState(context.shared().types());
        authenticator = new Authenticator(context.policy(), context.settings(), host, link.tls());
        Startup startup = new Startup(duplex, state, authenticator, context.settings(), deadline);
        startup.run(context.startupParameters());
        TargetServerType wanted = context.hosts().wanted();
        if (wanted != TargetServerType.ANY) {
            role = startup.role(wanted, context.settings().replication());
        }
        CancelToken cancelToken = new CancelToken(redial(), state);
        return new Session(duplex, startup.reader(), startup.writer(), state, context.shared(), cancelToken);
    }

    /** A cancel request goes to the same address and is protected as the session is. Must not hold on to this attempt. */
    private CancelToken.Dialer redial() {
        Dialer dialer = context.dialer();
        HostSpec sameHost = host;
        SocketAddress sameAddress = address;
        Encryption same = encryption == Encryption.IF_OFFERED
                ? link.isEncrypted() ? Encryption.REQUESTED : Encryption.NONE
                : encryption;
        return cancelDeadline ->
                dialer.dial(sameHost, sameAddress, same, cancelDeadline).transport();
    }

    /** The role of the server whose session was opened; null when any will do. */
    ServerRole role() {
        return role;
    }

    /** Whether it was the server that refused, so that it would do the same at its other addresses. */
    static boolean serverRefused(SQLException failure) {
        return failure instanceof ServerErrorInfo;
    }

    /**
     * Whether the failure may be due to the connection's being encrypted, or not: TLS could not begin, or the server turned us away (28000) before
     * it asked for anything, as a pg_hba.conf with lines for only one of both does.
     */
    boolean mayHelpToChangeEncryption(SQLException failure) {
        if (tlsFailed) {
            return true;
        }
        boolean asWanted = link != null && link.isEncrypted() == (encryption != Encryption.NONE);
        return asWanted
                && authenticator != null
                && !authenticator.wasAsked()
                && serverRefused(failure)
                && "28000".equals(failure.getSQLState());
    }

    private SQLException failure(IOException e) {
        String where = "connection to " + describe();
        if (e instanceof SSLException) {
            return new SQLNonTransientConnectionException(
                    where + " failed: TLS: " + e.getMessage()
                            + "; check sslmode, sslrootcert, sslcert and the server's certificate",
                    "08006",
                    e);
        }
        if (e instanceof SocketTimeoutException) {
            return new SQLTransientConnectionException(
                    where + " failed: " + (link == null ? "no connection" : "the login was not finished") + " within "
                            + allowed() + "; check address, firewall and the server's load, or allow more time",
                    "08001",
                    e);
        }
        if (e instanceof EOFException) {
            return new SQLNonTransientConnectionException(
                    where
                            + " failed: the server closed it during the login and gave no reason; see the server's log, and check that it is a"
                            + " PostgreSQL server",
                    "08006",
                    e);
        }
        if (link == null) {
            String hint = e instanceof ConnectException
                    ? "; check that the server runs, listens there (listen_addresses, port) and is not behind a firewall"
                    : "";
            return new SQLTransientConnectionException(where + " failed: " + reason(e) + hint, "08001", e);
        }
        return new SQLNonTransientConnectionException(where + " was lost during the login: " + reason(e), "08006", e);
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** The time limit that has passed, by the name of its property. */
    private String allowed() {
        return Deadline.isPast(loginDeadline)
                ? "loginTimeout"
                : "connectTimeout (" + context.settings().connectTimeoutMillis() + " ms)";
    }

    private String describe() {
        String resolved = address.toString();
        return host.isUnix() ? resolved : host + " (" + resolved + ")";
    }
}
