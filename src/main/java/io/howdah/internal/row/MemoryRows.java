package io.howdah.internal.row;

import io.howdah.internal.type.CodecContext;
import io.howdah.internal.util.ByteSink;
import io.howdah.internal.wire.RowDescription;
import io.howdah.internal.wire.Tag;
import java.util.Arrays;
import java.util.List;

/**
 * Makes shapes and rows of results that no server sent, in the form in which a server would have sent them. Stateless.
 */
public final class MemoryRows {
    private MemoryRows() {}

    /**
     * The shape of columns whose values are all given in {@code format}.
     *
     * @param typeOids one for each of {@code names}
     */
    public static RowShape shape(String[] names, int[] typeOids, int format, CodecContext context) {
        int count = names.length;
        int[] none = new int[count];
        Arrays.fill(none, -1);
        short[] variable = new short[count];
        Arrays.fill(variable, (short) -1);
        RowDescription description =
                new RowDescription(names.clone(), new int[count], new short[count], typeOids.clone(), variable, none);
        return RowShape.uniform(description, context, format);
    }

    /**
     * Makes {@code store} hold exactly {@code rows}, scrollable.
     *
     * @param rows each an array of {@code columns} values, null for NULL
     */
    public static void fill(RowStore store, int columns, List<byte[][]> rows) {
        store.start(columns, true);
        ByteSink message = new ByteSink(256);
        for (byte[][] row : rows) {
            message.clear();
            message.putByte(Tag.DATA_ROW);
            int length = message.reserveInt();
            message.putShort(columns);
            for (byte[] value : row) {
                message.putInt(value == null ? -1 : value.length);
                if (value != null) {
                    message.putBytes(value);
                }
            }
            message.patchLength(length);
            store.take(message.array(), 0, message.size(), 1);
        }
    }
}
