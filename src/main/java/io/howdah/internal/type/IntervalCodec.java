package io.howdah.internal.type;

import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.ByteSink;
import io.howdah.types.PgInterval;
import java.time.Duration;
import java.time.Period;

/**
 * Reads and writes interval: 8 bytes of microseconds, 4 of days, 4 of months, or text in any of the server's styles. getObject gives
 * {@link PgInterval}. Stateless.
 */
final class IntervalCodec extends ValueCodec<PgInterval> {
    static final IntervalCodec INSTANCE = new IntervalCodec();

    private IntervalCodec() {
        super(PgInterval.class, true, "PgInterval, java.time.Duration, java.time.Period or String");
    }

    @Override
    PgInterval parse(String text, PgType type, CodecContext context) {
        return PgInterval.parse(text);
    }

    @Override
    PgInterval read(ByteCursor in, PgType type, CodecContext context) {
        long microseconds = in.readLong();
        int days = in.readInt();
        return new PgInterval(in.readInt(), days, microseconds);
    }

    @Override
    void write(PgInterval value, PgType type, ByteSink out, CodecContext context) {
        out.putLong(value.microseconds());
        out.putInt(value.days());
        out.putInt(value.months());
    }

    @Override
    String text(PgInterval value, CodecContext context) {
        return value.format(context.intervalStyle());
    }

    @Override
    Object convert(PgInterval value, PgType type, Class<?> target) {
        if (target == Duration.class) {
            return value.toDuration();
        }
        return target == Period.class ? value.toPeriod() : null;
    }

    @Override
    boolean accepts(Object value) {
        return value instanceof Duration || value instanceof Period;
    }

    @Override
    PgInterval of(Object value, PgType type) {
        return value instanceof Duration duration ? PgInterval.of(duration) : PgInterval.of((Period) value);
    }
}
