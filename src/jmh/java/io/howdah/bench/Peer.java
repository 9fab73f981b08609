package io.howdah.bench;

import org.openjdk.jmh.infra.Blackhole;

/**
 * A driver that is measured, with one open connection. Used by one thread.
 *
 * <p>Every operation returns a number that tells whether it did its work: the {@link Checksum} of the values it read, or
 * the number of rows it inserted. The floor, which decodes nothing, returns the number of rows it saw.
 */
interface Peer extends AutoCloseable {
    /** False for the floor. */
    default boolean decodes() {
        return true;
    }

    /** One row by its id, with a statement that is reused. */
    long lookup(long id, Blackhole sink) throws Exception;

    /** {@code select 1+1} with a statement that is reused. */
    long onePlusOne(Blackhole sink) throws Exception;

    /** {@link #lookup} with SQL text never seen before; {@code number} makes it unique. */
    long first(long number, long id, Blackhole sink) throws Exception;

    /** All rows of bench_int. */
    long intRows(Blackhole sink) throws Exception;

    /** All rows of bench_mixed. */
    long mixedRows(Blackhole sink) throws Exception;

    /** A batch of {@link Schema#BATCH} inserts in autocommit mode. */
    long batch() throws Exception;

    /** Opens and closes another connection; returns 1. */
    long connect() throws Exception;

    @Override
    void close() throws Exception;
}
