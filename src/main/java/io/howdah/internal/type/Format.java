package io.howdah.internal.type;

/** The format codes of the wire protocol. */
public final class Format {
    public static final int TEXT = 0;
    public static final int BINARY = 1;

    private Format() {}
}
