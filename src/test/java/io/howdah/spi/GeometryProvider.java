package io.howdah.spi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The types geometry and geography of the extension PostGIS: the example of the manual. */
public final class GeometryProvider implements CodecProvider, TypeCodec<GeometryProvider.Geometry> {
    /** A geometry as EWKB, the bytes that libraries read and write. */
    public record Geometry(byte... ewkb) {
        private static final int HAS_SRID = 0x2000_0000;

        /** The spatial reference; 0 for none. */
        public int srid() {
            ByteOrder order = ewkb[0] == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            ByteBuffer in = ByteBuffer.wrap(ewkb).order(order).position(1);
            return (in.getInt() & HAS_SRID) == 0 ? 0 : in.getInt();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Geometry that && Arrays.equals(ewkb, that.ewkb);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(ewkb);
        }

        @Override
        public String toString() {
            return HexFormat.of().withUpperCase().formatHex(ewkb);
        }
    }

    @Override
    public TypeCodec<?> codec(String schema, String typeName) {
        return typeName.equals("geometry") || typeName.equals("geography") ? this : null;
    }

    @Override
    public List<TypeBinding> bindings() {
        return List.of(TypeBinding.of("geometry", Geometry.class));
    }

    @Override
    public Class<Geometry> javaClass() {
        return Geometry.class;
    }

    @Override
    public Geometry fromText(String text) throws SQLException {
        try {
            return new Geometry(HexFormat.of().parseHex(text));
        } catch (IllegalArgumentException e) {
            throw new SQLDataException("expected EWKB in hexadecimal digits", "22018", e);
        }
    }

    @Override
    public String toText(Geometry geometry) {
        return geometry.toString();
    }

    @Override
    public boolean hasBinary() {
        return true;
    }

    @Override
    public Geometry fromBinary(ByteBuffer value) {
        byte[] ewkb = new byte[value.remaining()];
        value.get(ewkb);
        return new Geometry(ewkb);
    }

    @Override
    public byte[] toBinary(Geometry geometry) {
        return geometry.ewkb();
    }
}
