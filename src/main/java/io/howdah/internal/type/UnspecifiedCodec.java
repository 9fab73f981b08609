package io.howdah.internal.type;

import io.howdah.internal.util.ByteSink;
import io.howdah.types.PgMultirange;
import io.howdah.types.PgRange;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Map;
import java.util.TimeZone;

/**
 * The codec of parameters whose type the server shall infer (OID 0): text in a form that every type the value may be meant for understands. A
 * java.sql.Timestamp is written with the offset of the JVM's zone, so that it serves timestamp and timestamptz. Never a column's type; reads as
 * text. Stateless.
 */
final class UnspecifiedCodec extends BaseCodec {
    static final UnspecifiedCodec INSTANCE = new UnspecifiedCodec();

    private UnspecifiedCodec() {
        super(false, "String");
    }

    @Override
    public Object decode(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return FallbackCodec.INSTANCE.decode(bytes, offset, length, format, type, context);
    }

    @Override
    public String decodeString(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return FallbackCodec.INSTANCE.decodeString(bytes, offset, length, format, type, context);
    }

    @Override
    Object decodeTo(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException {
        return FallbackCodec.INSTANCE.decodeTo(bytes, offset, length, format, type, context, target);
    }

    @Override
    boolean writesBinary(Object value, PgType type, CodecContext context) {
        return false;
    }

    @Override
    void writeBinary(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        throw TypeErrors.noWriting(type, value, classes());
    }

    @Override
    void writeText(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        if (value instanceof Date date) {
            LegacyTime.putDate(date, TimeZone.getDefault(), out);
        } else if (value instanceof Time time) {
            LegacyTime.putTime(time, TimeZone.getDefault(), out);
        } else if (value instanceof java.util.Date timestamp) {
            LegacyTime.putTimestamp(timestamp, TimeZone.getDefault(), out);
        } else if (value instanceof Calendar calendar) {
            LegacyTime.putTimestamp(new Timestamp(calendar.getTimeInMillis()), calendar.getTimeZone(), out);
        } else if (value instanceof byte[]) {
            ByteaCodec.INSTANCE.writeText(value, type, out, context);
        } else if (value instanceof LocalDate) {
            DateCodec.INSTANCE.writeText(value, type, out, context);
        } else if (value instanceof LocalDateTime) {
            TimestampCodecs.TIMESTAMP.writeText(value, type, out, context);
        } else if (value instanceof OffsetDateTime || value instanceof Instant || value instanceof ZonedDateTime) {
            TimestampCodecs.TIMESTAMPTZ.writeText(value, type, out, context);
        } else if (value instanceof PgRange<?> range) {
            out.putUtf8(RangeCodecs.text(range, type, context));
        } else if (value instanceof PgMultirange<?> multirange) {
            MultirangeCodec.putText(multirange.ranges(), type, out, context);
        } else if (value instanceof Map<?, ?>) {
            HstoreCodec.INSTANCE.writeText(value, type, out, context);
        } else if (ArrayWriter.isLevel(value, type)) {
            new ArrayWriter(value, type, type, out, context).writeText();
        } else {
            TextCodecs.TEXT.writeText(value, type, out, context);
        }
    }
}
