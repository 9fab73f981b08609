package io.howdah.internal.session;

import io.howdah.api.ServerError;
import io.howdah.internal.wire.BackendReader;
import io.howdah.internal.wire.Protocol;
import io.howdah.internal.wire.Tag;
import java.sql.SQLException;

/** Replies to requests of the driver's own: a fixed command, a Close, a Sync. */
abstract class ControlReply extends Reply {
    ServerError error;
    boolean wasSkipped;

    void reset() {
        error = null;
        wasSkipped = false;
    }

    @Override
    void failed(ServerError serverError) {
        error = serverError;
    }

    @Override
    void skipped(ServerError cause) {
        wasSkipped = true;
    }

    /** The answer to the end of a group; completed by ReadyForQuery, which the session itself handles. */
    static final class Sync extends ControlReply {
        @Override
        boolean accept(byte tag, BackendReader reader) throws SQLException {
            throw Protocol.unexpected(tag, "ReadyForQuery");
        }
    }

    /** The answer to a Close of a statement or portal. */
    static final class Close extends ControlReply {
        @Override
        boolean accept(byte tag, BackendReader reader) throws SQLException {
            if (tag != Tag.CLOSE_COMPLETE) {
                throw Protocol.unexpected(tag, "CloseComplete");
            }
            return true;
        }
    }

    /** The answer to a parameterless command sent as Parse, Bind and Execute; rows, if any, are dropped. */
    static final class Command extends ControlReply {
        /** The JDBC method for which it was sent, for messages; null for the driver's own doing. */
        final String setter;

        /** Set when the command was executed as asked. */
        String tag;

        Command(String setter) {
            this.setter = setter;
        }

        @Override
        void reset() {
            super.reset();
            tag = null;
        }

        @Override
        boolean accept(byte messageTag, BackendReader reader) throws SQLException {
            return switch (messageTag) {
                case Tag.PARSE_COMPLETE, Tag.BIND_COMPLETE, Tag.ROW_DESCRIPTION, Tag.DATA_ROW -> false;
                case Tag.COMMAND_COMPLETE -> {
                    tag = commonTag(reader);
                    yield true;
                }
                case Tag.EMPTY_QUERY_RESPONSE -> {
                    tag = "";
                    yield true;
                }
                default -> throw Protocol.unexpected(messageTag, "the answer to a command");
            };
        }

        private static String commonTag(BackendReader reader) throws SQLException {
            int length = reader.commandTagLength();
            if (length == 5 && reader.commandStartsWith("BEGIN")) {
                return "BEGIN";
            }
            if (length == 6 && reader.commandStartsWith("COMMIT")) {
                return "COMMIT";
            }
            return reader.commandTag();
        }
    }
}
