package io.howdah.internal.connect;

import io.howdah.internal.config.HostSpec;
import io.howdah.internal.session.Session;
import io.howdah.internal.util.Deadline;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds a server and opens a session: hosts, their addresses, and both ways of encryption are tried one after the other until one succeeds, under
 * one deadline. Used once, by one thread.
 */
final class Connector {
    private final DriverContext context;
    private final HostList hosts;
    private final long loginDeadline;
    private final List<SQLException> failures = new ArrayList<>(0);
    private Session secondChoice;

    Connector(DriverContext context, long loginDeadline) {
        this.context = context;
        this.hosts = context.hosts();
        this.loginDeadline = loginDeadline;
    }

    /**
     * Opens a session at the first server that suits.
     *
     * @throws SQLException the failure itself when there was only one; else 08001 with the last as cause and all as suppressed ones. 28xxx and
     *     3D000 end the search, because the other servers hold the same roles and databases
     */
    Session connect() throws SQLException {
        try {
            for (int index : hosts.order()) {
                Session session = connectTo(index);
                if (session != null) {
                    return session;
                }
                if (Deadline.isPast(loginDeadline)) {
                    break;
                }
            }
            if (secondChoice != null) {
                Session session = secondChoice;
                secondChoice = null;
                return session;
            }
        } finally {
            if (secondChoice != null) {
                secondChoice.close();
            }
        }
        throw summary();
    }

    /** Tries all addresses of a host; null when none led to a session that suits. */
    private Session connectTo(int index) throws SQLException {
        HostSpec host = hosts.host(index);
        SocketAddress[] addresses;
        try {
            addresses = hosts.resolve(index);
        } catch (UnknownHostException e) {
            hosts.sawDown(index);
            failures.add(new SQLNonTransientConnectionException(
                    "connection to " + host
                            + " failed: the name has no address; check its spelling and the name service",
                    "08001",
                    e));
            return null;
        }
        for (SocketAddress address : addresses) {
            if (Deadline.isPast(loginDeadline)) {
                return null;
            }
            try {
                Session session = connectTo(index, host, address);
                if (session != null) {
                    return session;
                }
            } catch (SQLException e) {
                hosts.sawDown(index);
                if (endsSearch(e)) {
                    failures.forEach(e::addSuppressed);
                    throw e;
                }
                failures.add(e);
                if (Attempt.serverRefused(e)) {
                    return null;
                }
            }
        }
        return null;
    }

    private static boolean endsSearch(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("28") || state.equals("3D000"));
    }

    private Session connectTo(int index, HostSpec host, SocketAddress address) throws SQLException {
        long deadline = Deadline.min(
                loginDeadline, Deadline.afterMillis(context.settings().connectTimeoutMillis()));
        Attempt attempt = new Attempt(context, host, address, context.encryption(host), loginDeadline, deadline);
        Session session;
        try {
            session = attempt.open();
        } catch (SQLException e) {
            Encryption other = context.otherEncryption(host);
            if (other == null || !attempt.mayHelpToChangeEncryption(e)) {
                throw e;
            }
            attempt = attempt.with(other);
            try {
                session = attempt.open();
            } catch (SQLException again) {
                // The first is about what the user would rather have.
                e.addSuppressed(again);
                throw e;
            }
        }
        return suits(index, attempt.role()) ? session : putAside(session, host, attempt.role());
    }

    private boolean suits(int index, ServerRole role) {
        if (role == null) {
            hosts.sawUp(index);
            return true;
        }
        hosts.saw(index, role);
        return role.suits(hosts.wanted());
    }

    /** Keeps a session that would do if nothing better is found, else closes it; returns null. */
    private Session putAside(Session session, HostSpec host, ServerRole role) {
        if (secondChoice == null && ServerRole.isPreference(hosts.wanted())) {
            secondChoice = session;
            return null;
        }
        session.close();
        failures.add(new SQLNonTransientConnectionException(
                host + " is " + role.words() + ", which targetServerType does not accept", "08001"));
        return null;
    }

    private SQLException summary() {
        if (failures.size() == 1) {
            return failures.get(0);
        }
        if (failures.isEmpty()) {
            return new SQLTransientConnectionException(
                    "no connection within loginTimeout: the name service took all the time; allow more", "08001");
        }
        StringBuilder message = new StringBuilder("no server could be connected to; ")
                .append(failures.size())
                .append(" attempts failed:");
        boolean transientFailure = false;
        for (SQLException failure : failures) {
            message.append("\n  ").append(failure.getMessage());
            transientFailure |= failure instanceof SQLTransientException;
        }
        SQLException last = failures.get(failures.size() - 1);
        SQLException all = transientFailure
                ? new SQLTransientConnectionException(message.toString(), "08001", last)
                : new SQLNonTransientConnectionException(message.toString(), "08001", last);
        failures.forEach(all::addSuppressed);
        return all;
    }
}
