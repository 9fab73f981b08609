package io.howdah.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * The large objects of a database, as {@link HowdahConnection#largeObjects} gives them. An OID is 1 to 4294967295; any other number fails with
 * 22023. What the server refuses fails with its SQLSTATE: 42704 when there is no such object, 23505 when there is one already, 42501 without the
 * privilege. See {@link LargeObject} for what happens in which transaction. For one thread at a time.
 */
public interface LargeObjects {
    /** Creates an empty object under an OID that the server chooses. */
    long create() throws SQLException;

    /** Creates an empty object under that OID. */
    void create(long oid) throws SQLException;

    /** Opens an object for reading and writing. Sends nothing: one that does not exist is noticed at its first use. */
    LargeObject open(long oid) throws SQLException;

    /** Deletes an object. */
    void unlink(long oid) throws SQLException;

    /**
     * Creates an object of all the bytes of a stream, which is not closed. In autocommit mode an object that could not be completed is deleted
     * again.
     *
     * @return its OID
     * @throws IOException when the stream cannot be read
     */
    long importFrom(InputStream source) throws SQLException, IOException;

    /** As {@link #importFrom(InputStream)}, of a file of this machine. */
    long importFrom(Path file) throws SQLException, IOException;

    /**
     * Writes all bytes of an object to a stream, which is not closed.
     *
     * @return how many they were
     * @throws IOException when the stream cannot be written
     */
    long exportTo(long oid, OutputStream target) throws SQLException, IOException;

    /** As {@link #exportTo(long, OutputStream)}, to a file of this machine, which is created or replaced. */
    long exportTo(long oid, Path file) throws SQLException, IOException;
}
