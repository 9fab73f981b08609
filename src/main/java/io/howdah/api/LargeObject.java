package io.howdah.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;

/**
 * An open large object (manual, chapter "Large Objects"): up to 4 TiB of bytes with a position, read ahead and written behind so that small reads
 * and writes cost few round trips.
 *
 * <p>No transaction is needed. Every read or write that reaches the server is a statement of its own: inside a transaction it belongs to it, in
 * autocommit mode it is committed at once. Written bytes may wait in the driver until {@link #flush}, {@link #close}, {@link #size} or a read:
 * flush or close before commit. Whoever needs all reads to see one state of an object that others change reads in a REPEATABLE READ transaction.
 *
 * <p>Methods fail with an IOException whose cause is the SQLException of the server: 42704 when there is no such object, 42501 without the
 * privilege. For one thread at a time.
 */
public interface LargeObject extends SeekableByteChannel {
    /** The OID by which the object is known, 1 to 4294967295. */
    long oid();

    @Override
    LargeObject position(long newPosition) throws IOException;

    /** Cuts the object off at {@code size} bytes; one that is shorter stays as it is. */
    @Override
    LargeObject truncate(long size) throws IOException;

    /** Sends what was written and waits until the server has it. */
    void flush() throws IOException;

    /** The bytes from the position on; reading moves the position. Closing the stream leaves the object open. */
    InputStream inputStream();

    /** Writes at the position, which moves. Closing the stream flushes and leaves the object open. */
    OutputStream outputStream();
}
