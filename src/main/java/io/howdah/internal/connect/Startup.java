package io.howdah.internal.connect;

import io.howdah.api.ServerError;
import io.howdah.internal.auth.Authenticator;
import io.howdah.internal.config.Limits;
import io.howdah.internal.config.Settings;
import io.howdah.internal.config.Settings.Replication;
import io.howdah.internal.config.Settings.TargetServerType;
import io.howdah.internal.io.Duplex;
import io.howdah.internal.session.Errors;
import io.howdah.internal.session.SessionState;
import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.Bytes;
import io.howdah.internal.wire.BackendReader;
import io.howdah.internal.wire.ColdParsers;
import io.howdah.internal.wire.ColdParsers.NegotiatedVersion;
import io.howdah.internal.wire.ErrorParser;
import io.howdah.internal.wire.FrontendWriter;
import io.howdah.internal.wire.Protocol;
import io.howdah.internal.wire.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Arrays;
import java.util.Map;

/**
 * The first exchange of a connection: startup message, authentication, and what the server tells until it is ready for queries. All settings
 * travel in the startup message, so it takes one round trip and those of the authentication.
 *
 * <p>Owned by one connection attempt. It does not close the transport.
 */
final class Startup {
    /** Far more than any server sends before it is ready; a peer that sends no end is cut off. */
    private static final int MAX_MESSAGES = 10_000;

    /** Most characters shown of an error that does not come in a message. */
    private static final int MAX_LEGACY_TEXT = 200;

    private final Duplex duplex;
    private final BackendReader reader;
    private final FrontendWriter writer;
    private final SessionState state;
    private final Authenticator authenticator;
    private final int protocolVersion;
    private final Limits limits;
    private final long deadline;
    private boolean negotiated;
    private boolean ready;

    Startup(Duplex duplex, SessionState state, Authenticator authenticator, Settings settings, long deadline) {
        this.duplex = duplex;
        this.reader = new BackendReader(duplex, Protocol.MAX_STARTUP_MESSAGE_BYTES);
        this.writer = new FrontendWriter(duplex.out());
        this.state = state;
        this.authenticator = authenticator;
        this.protocolVersion = settings.protocolVersion();
        this.limits = settings.limits();
        this.deadline = deadline;
    }

    BackendReader reader() {
        return reader;
    }

    FrontendWriter writer() {
        return writer;
    }

    /**
     * Runs until the server is ready for queries.
     *
     * @throws IOException when the connection fails or the deadline passes
     * @throws SQLException the server's refusal, by its SQLSTATE; 08004 when we refuse; 08P01 when the server breaks the protocol
     */
    void run(Map<String, String> parameters) throws IOException, SQLException {
        writer.startup(protocolVersion, parameters);
        flush();
        for (int messages = 0; !ready; messages++) {
            if (messages == MAX_MESSAGES) {
                throw Protocol.violation("more than " + MAX_MESSAGES + " messages before ReadyForQuery");
            }
            receive();
            if (reader.tag() == Tag.AUTHENTICATION) {
                authenticate();
            } else if (authenticator.isDone()) {
                acceptAuthenticated();
            } else {
                acceptUnauthenticated();
            }
        }
        checkSettings();
    }

    private void receive() throws IOException, SQLException {
        while (true) {
            checkLegacyError();
            if (reader.next()) {
                return;
            }
            duplex.fill(deadline);
        }
    }

    /**
     * A server that fails to start a process for us says so as PostgreSQL 7 did: an 'E', a text, a zero byte. Its first four characters read as a
     * length are absurd.
     */
    private void checkLegacyError() throws SQLException {
        int position = duplex.position();
        int end = duplex.limit();
        byte[] window = duplex.window();
        if (authenticator.isDone()
                || end - position < BackendReader.HEADER_BYTES
                || window[position] != Tag.ERROR_RESPONSE) {
            return;
        }
        int length = Bytes.getInt(window, position + 1);
        if (length >= 8 && length <= Protocol.MAX_STARTUP_MESSAGE_BYTES) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (int i = position + 1; i < end && window[i] != 0 && text.length() < MAX_LEGACY_TEXT; i++) {
            text.append(window[i] >= ' ' && window[i] < 127 ? (char) window[i] : ' ');
        }
        throw new SQLNonTransientConnectionException(
                "the server refused the connection without a proper error message: \""
                        + text.toString().strip()
                        + "\"; see its log, and check that it is a PostgreSQL server and not out of processes or memory",
                "08004");
    }

    private void flush() throws IOException, SQLException {
        int used = duplex.out().size();
        byte[] bytes = duplex.out().array();
        try {
            duplex.flush(null, deadline);
        } catch (IOException brokenPipe) {
            throwIfRefused(brokenPipe);
            throw brokenPipe;
        } finally {
            // It may have held a password.
            Arrays.fill(bytes, 0, used, (byte) 0);
        }
    }

    /** A server that closes while we write has often said why: its words are better than "broken pipe". */
    private void throwIfRefused(IOException brokenPipe) throws SQLException {
        try {
            do {
                while (reader.next()) {
                    if (reader.tag() == Tag.ERROR_RESPONSE) {
                        SQLException refusal = refusal();
                        refusal.addSuppressed(brokenPipe);
                        throw refusal;
                    }
                }
            } while (duplex.poll());
        } catch (IOException nothingMore) {
            brokenPipe.addSuppressed(nothingMore);
        }
    }

    private void authenticate() throws IOException, SQLException {
        authenticator.accept(reader.body(), writer);
        if (authenticator.isDone()) {
            reader.setMaxMessageBytes(limits.maxMessageBytes());
        } else if (duplex.out().size() > 0) {
            flush();
        }
    }

    private void acceptUnauthenticated() throws SQLException {
        switch (reader.tag()) {
            case Tag.ERROR_RESPONSE -> throw refusal();
            case Tag.NOTICE_RESPONSE -> {
                // Nothing a server says before it knows us is worth a warning.
            }
            case Tag.NEGOTIATE_PROTOCOL_VERSION -> negotiate(ColdParsers.negotiatedVersion(reader.body()));
            default -> throw Protocol.unexpected(reader.tag(), "a request for authentication");
        }
    }

    private void acceptAuthenticated() throws SQLException {
        switch (reader.tag()) {
            case Tag.PARAMETER_STATUS -> state.apply(ColdParsers.parameterStatus(reader.body()));
            case Tag.BACKEND_KEY_DATA -> state.setBackendKey(ColdParsers.backendKey(reader.body()));
            case Tag.NOTICE_RESPONSE -> ErrorParser.parse(reader.body());
            case Tag.ERROR_RESPONSE -> throw refusal();
            case Tag.READY_FOR_QUERY -> {
                byte status = reader.transactionStatus();
                if (status != 'I') {
                    throw Protocol.violation("a new session in transaction status '" + (char) (status & 0xff) + "'");
                }
                ready = true;
            }
            default -> throw Protocol.unexpected(reader.tag(), "ReadyForQuery");
        }
    }

    private SQLException refusal() throws SQLException {
        ServerError error = ErrorParser.parse(reader.body());
        return Errors.of(error);
    }

    /** Real servers send the full version number although the manual speaks of the minor one; both are understood. */
    private void negotiate(NegotiatedVersion offer) throws SQLException {
        int newest = offer.newestVersion() >>> 16 == 0
                ? Protocol.VERSION_3_0 | offer.newestVersion()
                : offer.newestVersion();
        if (negotiated
                || newest < Protocol.VERSION_3_0
                || newest >= protocolVersion
                || !offer.unknownOptions().isEmpty()) {
            throw Protocol.violation("NegotiateProtocolVersion to " + (newest >>> 16) + "." + (newest & 0xffff)
                    + " with "
                    + offer.unknownOptions().size() + " unknown options, in answer to " + (protocolVersion >>> 16) + "."
                    + (protocolVersion & 0xffff) + " without any");
        }
        negotiated = true;
    }

    /** The driver's understanding of values rests on these; a pooler or an ALTER ROLE may have interfered. */
    private void checkSettings() throws SQLException {
        String encoding = state.parameter("client_encoding");
        if (encoding != null
                && !encoding.equalsIgnoreCase("UTF8")
                && !encoding.equalsIgnoreCase("UTF-8")
                && !encoding.equalsIgnoreCase("UNICODE")) {
            throw unusable("client_encoding", "UTF8", encoding);
        }
        String dateStyle = state.parameter("DateStyle");
        if (dateStyle != null && !dateStyle.regionMatches(true, 0, "ISO", 0, 3)) {
            throw unusable("DateStyle", "ISO", dateStyle);
        }
        String integerDatetimes = state.parameter("integer_datetimes");
        if (integerDatetimes != null && !integerDatetimes.equals("on")) {
            throw unusable("integer_datetimes", "on", integerDatetimes);
        }
    }

    private static SQLException unusable(String name, String expected, String got) {
        return new SQLNonTransientConnectionException(
                "the session cannot be used: expected " + name + " " + expected
                        + " as asked for in the startup message, got " + got
                        + "; check the property options and the connection pooler, if any",
                "08004");
    }

    /**
     * What the server is good for: as reported at startup, else (before PostgreSQL 14, or behind a pooler) by one query.
     *
     * @param wanted decides which query is asked
     */
    ServerRole role(TargetServerType wanted, Replication replication) throws IOException, SQLException {
        String inRecovery = state.parameter("in_hot_standby");
        String readOnly = state.parameter("default_transaction_read_only");
        if (inRecovery != null && readOnly != null) {
            return ServerRole.of(inRecovery.equals("on"), readOnly.equals("on"));
        }
        boolean byWritability = wanted == TargetServerType.READ_WRITE || wanted == TargetServerType.READ_ONLY;
        if (byWritability || replication == Replication.PHYSICAL) {
            boolean cannotWrite = ask("SHOW transaction_read_only").equals("on");
            return ServerRole.of(cannotWrite, cannotWrite);
        }
        boolean standby = ask("SELECT pg_catalog.pg_is_in_recovery()").equals("t");
        return ServerRole.of(standby, standby);
    }

    /** The only value of a query's only row. */
    private String ask(String query) throws IOException, SQLException {
        writer.query(query.getBytes(StandardCharsets.US_ASCII));
        duplex.flush(null, deadline);
        String value = null;
        SQLException error = null;
        for (int messages = 0; messages < MAX_MESSAGES; messages++) {
            receive();
            switch (reader.tag()) {
                case Tag.DATA_ROW -> value = onlyValue(reader.body());
                case Tag.ERROR_RESPONSE -> error = refusal();
                case Tag.PARAMETER_STATUS -> state.apply(ColdParsers.parameterStatus(reader.body()));
                case Tag.ROW_DESCRIPTION, Tag.COMMAND_COMPLETE, Tag.NOTICE_RESPONSE -> {
                    // Of no interest.
                }
                case Tag.READY_FOR_QUERY -> {
                    if (error != null) {
                        throw error;
                    }
                    if (value == null) {
                        throw Protocol.violation("no row in answer to " + query);
                    }
                    return value;
                }
                default -> throw Protocol.unexpected(reader.tag(), "the answer to " + query);
            }
        }
        throw Protocol.violation("more than " + MAX_MESSAGES + " messages in answer to " + query);
    }

    private static String onlyValue(ByteCursor row) throws SQLException {
        int columns = row.readUnsignedShort();
        int length = row.readInt();
        String value = row.readUtf8(length);
        if (columns != 1 || row.failed() || row.remaining() != 0) {
            throw Protocol.violation("a row of " + columns + " columns where one value was asked for");
        }
        return value;
    }
}
