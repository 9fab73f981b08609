package io.howdah.replication;

import io.howdah.types.PgLsn;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * One message of a stream as the server sent it.
 *
 * @param start the position of the data in the log; 0/0 for some messages of logical plugins
 * @param serverEnd how far the server has come
 * @param sent the server's clock
 * @param data bytes of the log, or what the plugin wrote; read-only, and the receiver's to keep
 */
public record WalData(PgLsn start, PgLsn serverEnd, Instant sent, ByteBuffer data) {}
