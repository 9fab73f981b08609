package io.howdah.internal.session;

import io.howdah.api.ServerError;
import io.howdah.internal.util.ByteSink;
import io.howdah.internal.wire.BackendReader;
import io.howdah.internal.wire.ColdParsers;
import io.howdah.internal.wire.Protocol;
import io.howdah.internal.wire.RowDescription;
import io.howdah.internal.wire.Tag;
import java.sql.SQLException;

/**
 * The reply to a COPY that transfers data over the connection. It pauses where it is the driver's turn: when the server wants data, when enough
 * of its data is buffered, and when the command has ended before its Sync was sent.
 */
final class CopyReply extends Reply {
    /** Where the transfer stands. */
    enum State {
        /** Nothing has been answered. */
        REQUESTED,
        /** The server takes data. */
        IN,
        /** The server sends data. */
        OUT,
        /** The command is complete. */
        DONE,
        /** The command failed. */
        FAILED
    }

    /** As much of the server's data as is kept before the reader has taken it. */
    static final int BUFFERED_BYTES = 64 * 1024;

    State state = State.REQUESTED;
    ServerError error;
    ColdParsers.CopyFormats formats;

    /** The columns of the query that was described ahead of the command. */
    RowDescription description;

    /** Rows copied, as the server counted them; -1 before the end. */
    long rowCount = -1;

    /** True when data came, or could have come, from the server. */
    boolean wasOut;

    /** True once the application has been told that the server sends data. */
    boolean handedOver;

    /** True once the end of the group has been sent, or is not needed, so that ReadyForQuery is to come. */
    boolean syncSent;

    /** The server's CopyData messages, headers included, that the reader has not taken yet. */
    final ByteSink received = new ByteSink(1024);

    private final Conversation conversation;
    private boolean drops;

    CopyReply(Conversation conversation) {
        this.conversation = conversation;
    }

    /** Takes the rest of the server's data without keeping it. */
    void drop() {
        drops = true;
        received.clear();
    }

    @Override
    boolean isPaused() {
        return switch (state) {
            case REQUESTED -> !syncSent && conversation.lastGroupFailed();
            case IN -> true;
            case DONE, FAILED -> !syncSent;
            case OUT -> received.size() >= BUFFERED_BYTES;
        };
    }

    @Override
    boolean hasSomething() {
        return received.size() > 0 || state == State.OUT && !handedOver;
    }

    @Override
    boolean accept(byte tag, BackendReader reader) throws SQLException {
        switch (tag) {
            case Tag.COPY_DATA -> {
                expect(State.OUT, tag);
                if (!drops) {
                    received.putBytes(
                            reader.bytes(), reader.messageStart(), BackendReader.HEADER_BYTES + reader.bodyLength());
                }
            }
            case Tag.COPY_DONE -> expect(State.OUT, tag);
            case Tag.PARSE_COMPLETE, Tag.BIND_COMPLETE -> expect(State.REQUESTED, tag);
            case Tag.PARAMETER_DESCRIPTION, Tag.NO_DATA -> expect(State.REQUESTED, tag);
            case Tag.ROW_DESCRIPTION -> {
                expect(State.REQUESTED, tag);
                description = RowDescription.parse(reader.body());
            }
            case Tag.COPY_IN_RESPONSE -> begin(State.IN, tag, reader);
            case Tag.COPY_OUT_RESPONSE -> begin(State.OUT, tag, reader);
            case Tag.COMMAND_COMPLETE -> {
                rowCount = reader.commandRowCount();
                state = State.DONE;
                return true;
            }
            default -> throw Protocol.unexpected(tag, "the answer to COPY");
        }
        return false;
    }

    private void begin(State now, byte tag, BackendReader reader) throws SQLException {
        expect(State.REQUESTED, tag);
        formats = ColdParsers.copyFormats(reader.body());
        state = now;
        wasOut = now == State.OUT;
    }

    private void expect(State expected, byte tag) throws SQLException {
        if (state != expected) {
            throw Protocol.unexpected(tag, "no such message in the state " + state + " of a COPY");
        }
    }

    @Override
    void failed(ServerError serverError) {
        error = serverError;
        state = State.FAILED;
    }

    @Override
    void skipped(ServerError cause) {
        state = State.FAILED;
    }
}
