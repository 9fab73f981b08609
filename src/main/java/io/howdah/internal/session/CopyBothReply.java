package io.howdah.internal.session;

import io.howdah.api.ServerError;
import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.ByteSink;
import io.howdah.internal.wire.BackendReader;
import io.howdah.internal.wire.Protocol;
import io.howdah.internal.wire.Tag;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The reply to START_REPLICATION, sent as a Query: a CopyBothResponse, data until one side ends it, sometimes a row, and ReadyForQuery. It pauses when
 * enough data is buffered, and when it is the driver's turn to end the transfer.
 */
final class CopyBothReply extends Reply {
    /** Where the transfer stands. */
    enum State {
        /** Nothing has been answered. */
        REQUESTED,
        /** Both sides send data. */
        STREAMING,
        /** The server has ended its data. */
        SERVER_DONE,
        /** The command is complete. */
        COMPLETE,
        /** The command failed. */
        FAILED
    }

    /** As much of the server's data as is kept before the reader has taken it. */
    static final int BUFFERED_BYTES = 64 * 1024;

    /** Far more columns than any answer of a walsender has. */
    private static final int MAX_COLUMNS = 100;

    State state = State.REQUESTED;
    ServerError error;

    /** True when the command was completed although neither side had ended its data: so a server says that it shuts down. */
    boolean wasCutOff;

    /** True once the driver has ended its data. */
    boolean doneSent;

    /** The row that came after the data: null when none did. */
    List<String> lastRow;

    /** The server's CopyData messages, headers included, that the reader has not taken yet. */
    final ByteSink received = new ByteSink(1024);

    private boolean drops;

    /** True when the server has answered the end of our data, behind which it may still send. */
    private boolean mayGoOn;

    /** Takes the rest of the server's data without keeping it. */
    void drop() {
        drops = true;
        received.clear();
    }

    @Override
    boolean isPaused() {
        return switch (state) {
            case REQUESTED, COMPLETE, FAILED -> false;
            case STREAMING -> received.size() >= BUFFERED_BYTES;
            case SERVER_DONE -> !doneSent;
        };
    }

    @Override
    boolean hasSomething() {
        return received.size() > 0;
    }

    @Override
    boolean endsWithReady() {
        return true;
    }

    @Override
    boolean accept(byte tag, BackendReader reader) throws SQLException {
        switch (tag) {
            case Tag.COPY_BOTH_RESPONSE -> {
                expect(State.REQUESTED, tag);
                state = State.STREAMING;
            }
            case Tag.COPY_DATA -> {
                // A walsender answers the end of our data at once, and sends the rest of its transaction behind that.
                if (!mayGoOn) {
                    expect(State.STREAMING, tag);
                }
                if (!drops) {
                    received.putBytes(
                            reader.bytes(), reader.messageStart(), BackendReader.HEADER_BYTES + reader.bodyLength());
                }
            }
            case Tag.COPY_DONE -> {
                expect(State.STREAMING, tag);
                state = State.SERVER_DONE;
                mayGoOn = doneSent;
            }
            case Tag.ROW_DESCRIPTION -> expectAnswer(tag);
            case Tag.DATA_ROW -> {
                expectAnswer(tag);
                lastRow = row(reader.body());
            }
            case Tag.COMMAND_COMPLETE -> {
                wasCutOff |= state == State.STREAMING && !doneSent;
                state = State.COMPLETE;
            }
            default -> throw Protocol.unexpected(tag, "the answer to START_REPLICATION");
        }
        return false;
    }

    private static List<String> row(ByteCursor body) throws SQLException {
        int columns = body.readUnsignedShort();
        if (columns > MAX_COLUMNS) {
            throw Protocol.violation("a row of " + columns + " columns behind the end of a replication stream");
        }
        List<String> values = new ArrayList<>(columns);
        for (int i = 0; i < columns; i++) {
            int length = body.readInt();
            values.add(length == -1 ? null : body.readUtf8(length));
        }
        if (body.failed() || body.remaining() != 0) {
            throw Protocol.violation("a malformed row behind the end of a replication stream");
        }
        return values;
    }

    /** An answer comes in place of a stream that has nothing to send, or after its end. */
    private void expectAnswer(byte tag) throws SQLException {
        if (state == State.STREAMING) {
            throw misplaced(tag);
        }
    }

    private void expect(State expected, byte tag) throws SQLException {
        if (state != expected) {
            throw misplaced(tag);
        }
    }

    private SQLException misplaced(byte tag) {
        return Protocol.unexpected(tag, "no such message in the state " + state + " of a replication stream");
    }

    @Override
    void failed(ServerError serverError) {
        error = serverError;
        state = State.FAILED;
    }
}
