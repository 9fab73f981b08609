package io.howdah.internal.type;

import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.ByteSink;
import io.howdah.types.PgLsn;
import io.howdah.types.PgTid;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;

/** The codecs of pg_lsn and tid. */
final class MiscCodecs {
    static final Codec PG_LSN = new Lsn();
    static final Codec TID = new Tid();

    private MiscCodecs() {}

    /** Eight bytes. Stateless. */
    private static final class Lsn extends ValueCodec<PgLsn> {
        Lsn() {
            super(PgLsn.class, true, "PgLsn, Long, BigInteger or String");
        }

        @Override
        PgLsn parse(String text, PgType type, CodecContext context) {
            return PgLsn.parse(text);
        }

        @Override
        PgLsn read(ByteCursor in, PgType type, CodecContext context) {
            return new PgLsn(in.readLong());
        }

        @Override
        void write(PgLsn value, PgType type, ByteSink out, CodecContext context) {
            out.putLong(value.position());
        }

        @Override
        Object convert(PgLsn value, PgType type, Class<?> target) throws SQLException {
            if (target != Long.class && target != BigInteger.class && target != BigDecimal.class) {
                return null;
            }
            return Numbers.ofDecimal(new BigDecimal(Long.toUnsignedString(value.position())), type, target);
        }
    }

    /** Four bytes of block and two of offset. Stateless. */
    private static final class Tid extends ValueCodec<PgTid> {
        Tid() {
            super(PgTid.class, true, "PgTid or String");
        }

        @Override
        PgTid parse(String text, PgType type, CodecContext context) {
            return PgTid.parse(text);
        }

        @Override
        PgTid read(ByteCursor in, PgType type, CodecContext context) {
            long block = Integer.toUnsignedLong(in.readInt());
            return new PgTid(block, in.readUnsignedShort());
        }

        @Override
        void write(PgTid value, PgType type, ByteSink out, CodecContext context) {
            out.putInt((int) value.block());
            out.putShort(value.offset());
        }
    }
}
