package io.howdah.internal.type;

/**
 * Small constants that name how a column's bytes can be read without going through its codec: the cases of the switch in a result set's
 * primitive getters. A codec gives one for each format.
 */
public final class Kind {
    /** No short cut: ask the codec. */
    public static final int OTHER = 0;
    /** Two bytes, big-endian. */
    public static final int INT2_BINARY = 1;
    /** Four bytes, big-endian. */
    public static final int INT4_BINARY = 2;
    /** Eight bytes, big-endian. */
    public static final int INT8_BINARY = 3;
    /** IEEE 754 single. */
    public static final int FLOAT4_BINARY = 4;
    /** IEEE 754 double. */
    public static final int FLOAT8_BINARY = 5;
    /** One byte, 0 or 1. */
    public static final int BOOL_BINARY = 6;
    /** ASCII decimal digits with an optional sign. */
    public static final int INTEGER_TEXT = 7;
    /** UTF-8 text that is the value itself, in either format: text, varchar, bpchar, name, json, ... */
    public static final int UTF8 = 8;

    private Kind() {}
}
