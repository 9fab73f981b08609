package io.howdah.internal.type;

import io.howdah.internal.util.ByteCursor;
import java.sql.SQLException;
import java.util.StringJoiner;

/** The codecs of types that the server's catalogue is made of, and has functions for: oidvector, int2vector, pg_snapshot, txid_snapshot. */
final class SystemCodecs {
    static final Codec OIDVECTOR = new Vector(4);
    static final Codec INT2VECTOR = new Vector(2);
    static final Codec SNAPSHOT = new Snapshot();

    private SystemCodecs() {}

    /** An array of one dimension without NULLs, in text the numbers with spaces between. Stateless. */
    private static final class Vector extends PgValueCodec {
        /** Number of dimensions, flag for NULLs, OID of the elements, length, lower bound: 4 bytes each. */
        private static final int HEADER_AFTER_DIMENSIONS = 8;

        private final int size;

        Vector(int size) {
            super("int[], long[] or String");
            this.size = size;
        }

        @Override
        String print(ByteCursor in, PgType type) {
            StringJoiner text = new StringJoiner(" ");
            int dimensions = in.readInt();
            in.skip(HEADER_AFTER_DIMENSIONS);
            if (dimensions == 0) {
                return "";
            }
            int count = in.readInt();
            in.readInt();
            if (dimensions != 1 || count < 0 || count != in.remaining() / (4 + size)) {
                in.fail();
                return "";
            }
            for (int i = 0; i < count; i++) {
                if (in.readInt() != size) {
                    in.fail();
                    return "";
                }
                text.add(size == 2 ? Short.toString(in.readShort()) : Integer.toUnsignedString(in.readInt()));
            }
            return text.toString();
        }

        @Override
        Object convert(String text, PgType type, Class<?> target) throws SQLException {
            if (target != int[].class && target != long[].class) {
                return null;
            }
            String[] numbers = text.isEmpty() ? new String[0] : text.split(" ");
            long[] longs = new long[numbers.length];
            int[] ints = new int[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                try {
                    longs[i] = Long.parseLong(numbers[i]);
                } catch (NumberFormatException e) {
                    throw TypeErrors.badText(type, text.length(), "numbers with spaces between", e);
                }
                if (target == int[].class) {
                    ints[i] = Numbers.toInt(longs[i], type);
                }
            }
            return target == int[].class ? ints : longs;
        }
    }

    /** Number of transactions in progress in 4 bytes, and lower bound, upper bound and those transactions in 8 bytes each. Stateless. */
    private static final class Snapshot extends PgValueCodec {
        Snapshot() {
            super("String");
        }

        @Override
        String print(ByteCursor in, PgType type) {
            int count = in.readInt();
            StringBuilder text = new StringBuilder();
            text.append(Long.toUnsignedString(in.readLong())).append(':');
            text.append(Long.toUnsignedString(in.readLong())).append(':');
            if (count < 0 || count != in.remaining() / 8) {
                in.fail();
                return "";
            }
            for (int i = 0; i < count; i++) {
                text.append(i == 0 ? "" : ",").append(Long.toUnsignedString(in.readLong()));
            }
            return text.toString();
        }
    }
}
