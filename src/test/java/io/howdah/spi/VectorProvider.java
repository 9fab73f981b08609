package io.howdah.spi;

import java.nio.ByteBuffer;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** The type of the extension pgvector: the example of the manual. */
public final class VectorProvider implements CodecProvider, TypeCodec<VectorProvider.Vector> {
    /** A vector of floats. */
    public record Vector(float... values) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Vector that && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    @Override
    public TypeCodec<?> codec(String schema, String typeName) {
        return typeName.equals("vector") ? this : null;
    }

    @Override
    public List<TypeBinding> bindings() {
        return List.of(TypeBinding.of("vector", Vector.class));
    }

    @Override
    public Class<Vector> javaClass() {
        return Vector.class;
    }

    @Override
    public Vector fromText(String text) throws SQLException {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            throw new SQLDataException("expected a vector such as [1,2.5]", "22018");
        }
        String[] parts = text.substring(1, text.length() - 1).split(",");
        float[] values = new float[parts.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(parts[i]);
        }
        return new Vector(values);
    }

    @Override
    public String toText(Vector vector) {
        return Arrays.toString(vector.values())
                .replace(" ", "")
                .replace(".0,", ",")
                .replace(".0]", "]");
    }

    @Override
    public boolean hasBinary() {
        return true;
    }

    /** Dimensions (2 bytes), zero (2 bytes), the floats. */
    @Override
    public Vector fromBinary(ByteBuffer value) {
        float[] values = new float[value.getShort()];
        value.getShort();
        value.asFloatBuffer().get(values);
        return new Vector(values);
    }

    @Override
    public byte[] toBinary(Vector vector) {
        ByteBuffer out = ByteBuffer.allocate(4 + 4 * vector.values().length);
        out.putShort((short) vector.values().length).putShort((short) 0);
        out.asFloatBuffer().put(vector.values());
        return out.array();
    }
}
