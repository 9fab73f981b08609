package io.howdah.internal.row;

import io.howdah.internal.type.Codec;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Format;
import io.howdah.internal.type.Oids;
import io.howdah.internal.type.PgType;
import io.howdah.internal.type.PgType.Form;
import io.howdah.internal.type.TypeRegistry;
import io.howdah.internal.wire.RowDescription;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The columns of a result together with the formats in which their values come and the codecs that read them. Immutable, shared by results,
 * statements and connections. Column indexes are 0-based here.
 */
public final class RowShape {
    private static final int TIMELESS = -1;

    /** Spellings of a label that are remembered, on average over the columns. */
    private static final int MAX_SPELLINGS = 4;

    private final RowDescription description;
    private final PgType[] types;
    private final Codec[] codecs;
    private final byte[] formats;
    private final int[] kinds;
    private final boolean allBinary;

    /** Of the types known when this shape was made; {@link #TIMELESS} when all columns are of types that never change. */
    private final int typesGeneration;

    private final boolean hasUnknownTypes;
    private volatile Map<String, Integer> indexByLabel;

    private RowShape(RowDescription description, CodecContext context, byte[] formats) {
        int generation = context.types().generation();
        PgType[] types = types(description, context);
        this.description = description;
        this.types = types;
        this.formats = formats;
        this.codecs = new Codec[types.length];
        this.kinds = new int[types.length];
        boolean binary = types.length > 0;
        boolean timeless = true;
        boolean unknown = false;
        for (int i = 0; i < types.length; i++) {
            codecs[i] = types[i].codec();
            kinds[i] = codecs[i].kind(formats[i]);
            binary &= formats[i] == Format.BINARY;
            timeless &= TypeRegistry.isBuiltIn(types[i].oid());
            unknown |= types[i].form() == Form.UNKNOWN;
        }
        this.typesGeneration = timeless ? TIMELESS : generation;
        this.hasUnknownTypes = unknown;
        this.allBinary = binary;
    }

    /** A shape whose columns all come as text. */
    public static RowShape text(RowDescription description, CodecContext context) {
        return new RowShape(description, context, new byte[description.columnCount()]);
    }

    /** A shape whose columns come in binary wherever the server can send and the codec can read it. */
    public static RowShape binary(RowDescription description, CodecContext context) {
        PgType[] types = types(description, context);
        byte[] formats = new byte[types.length];
        for (int i = 0; i < types.length; i++) {
            formats[i] = (byte) (readableInBinary(types[i], context) ? Format.BINARY : Format.TEXT);
        }
        return new RowShape(description, context, formats);
    }

    /** A shape whose columns all come in {@code format}. */
    public static RowShape uniform(RowDescription description, CodecContext context, int format) {
        byte[] formats = new byte[description.columnCount()];
        Arrays.fill(formats, (byte) format);
        return new RowShape(description, context, formats);
    }

    /**
     * A shape whose columns come in the formats that were asked for: one for each, or one for all; the array must not be changed afterwards. For
     * any other number of them, with which the server refuses the Bind, the shape is that of text.
     */
    public static RowShape of(RowDescription description, CodecContext context, byte[] formats) {
        if (formats.length != description.columnCount()) {
            return uniform(description, context, formats.length == 1 ? formats[0] : Format.TEXT);
        }
        return new RowShape(description, context, formats);
    }

    private static PgType[] types(RowDescription description, CodecContext context) {
        PgType[] types = new PgType[description.columnCount()];
        for (int i = 0; i < types.length; i++) {
            types[i] = context.types().byOid(description.typeOids()[i]);
        }
        return types;
    }

    private static boolean readableInBinary(PgType type, CodecContext context) {
        if (context.sessionZone() == null
                && (type.oid() == Oids.TIMESTAMPTZ || type.elementOid() == Oids.TIMESTAMPTZ)) {
            // Its text depends on a zone that Java does not know: only the server can write it.
            return false;
        }
        return type.codec().binary() && !context.types().isTextOnly(type);
    }

    /** The same columns in the same formats, with their types as they are known now. */
    public RowShape refreshed(CodecContext context) {
        return new RowShape(description, context, formats);
    }

    /** True when types have been learned or forgotten since this shape was made, and columns may be of such types. */
    public boolean isOutdated(TypeRegistry known) {
        return typesGeneration != TIMELESS && typesGeneration != known.generation();
    }

    /** True when of a column's type nothing but its OID is known. */
    public boolean hasUnknownTypes() {
        return hasUnknownTypes;
    }

    public RowDescription description() {
        return description;
    }

    public int columnCount() {
        return types.length;
    }

    public PgType type(int column) {
        return types[column];
    }

    public Codec codec(int column) {
        return codecs[column];
    }

    public int format(int column) {
        return formats[column];
    }

    /** The {@link io.howdah.internal.type.Kind} of a column in its format. */
    public int kind(int column) {
        return kinds[column];
    }

    /** The formats by column; must not be changed. */
    public byte[] formats() {
        return formats;
    }

    /** True when there is a column and every column comes in binary. */
    public boolean allBinary() {
        return allBinary;
    }

    /** The label of a column. */
    public String name(int column) {
        return description.names()[column];
    }

    /**
     * The first column of that label: by the exact label, else without regard to case. Allocates nothing for a label that has been asked for
     * before, within reason.
     *
     * @return -1 when there is none
     */
    public int indexOf(String label) {
        Map<String, Integer> index = indexByLabel;
        if (index == null) {
            index = buildIndex();
            indexByLabel = index;
        }
        Integer column = index.get(label);
        return column != null ? column : indexIgnoringCase(label, index);
    }

    private Map<String, Integer> buildIndex() {
        String[] names = description.names();
        Map<String, Integer> index = new HashMap<>(names.length * 2);
        for (int i = 0; i < names.length; i++) {
            index.putIfAbsent(names[i], i);
        }
        for (int i = 0; i < names.length; i++) {
            index.putIfAbsent(names[i].toLowerCase(Locale.ROOT), i);
        }
        return index;
    }

    private int indexIgnoringCase(String label, Map<String, Integer> index) {
        Integer column = index.get(label.toLowerCase(Locale.ROOT));
        if (column == null) {
            return -1;
        }
        // Applications use one spelling of a label, often upper case; more than a few are not worth remembering.
        if (index.size() < types.length * MAX_SPELLINGS) {
            Map<String, Integer> learned = new HashMap<>(index);
            learned.put(label, column);
            indexByLabel = learned;
        }
        return column;
    }
}
