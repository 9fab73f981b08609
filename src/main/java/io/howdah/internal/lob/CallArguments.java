package io.howdah.internal.lob;

import io.howdah.internal.session.BindValues;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Format;
import io.howdah.internal.type.Oids;
import io.howdah.internal.util.ByteSink;

/** The arguments of one call of a large object function, all in binary. Used again for the next call; for one thread at a time. */
final class CallArguments implements BindValues {
    private static final int MAX_ARGUMENTS = 4;

    private final int[] oids = new int[MAX_ARGUMENTS];
    private final long[] numbers = new long[MAX_ARGUMENTS];
    private int count;
    private byte[] bytes;
    private int offset;
    private int length;

    CallArguments clear() {
        count = 0;
        bytes = null;
        return this;
    }

    CallArguments object(long value) {
        return add(Oids.OID, value);
    }

    CallArguments int4(int value) {
        return add(Oids.INT4, value);
    }

    CallArguments int8(long value) {
        return add(Oids.INT8, value);
    }

    /** @param source borrowed until the call is over */
    CallArguments bytea(byte[] source, int from, int size) {
        bytes = source;
        offset = from;
        length = size;
        return add(Oids.BYTEA, 0);
    }

    private CallArguments add(int type, long value) {
        oids[count] = type;
        numbers[count++] = value;
        return this;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int oid(int index) {
        return oids[index];
    }

    @Override
    public int format(int index, CodecContext context) {
        return Format.BINARY;
    }

    @Override
    public void write(int index, int format, ByteSink out, CodecContext context) {
        switch (oids[index]) {
            case Oids.INT8 -> {
                out.putInt(8);
                out.putLong(numbers[index]);
            }
            case Oids.BYTEA -> {
                out.putInt(length);
                out.putBytes(bytes, offset, length);
            }
            default -> {
                out.putInt(4);
                out.putInt((int) numbers[index]);
            }
        }
    }
}
