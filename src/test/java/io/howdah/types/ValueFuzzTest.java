package io.howdah.types;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.function.Function;

/** Any text is a value of a class, which its own text gives again, or refused as an argument. */
class ValueFuzzTest {
    private static final List<Function<String, PgObject>> PARSERS = List.of(
            PgBits::parse,
            PgBox::parse,
            PgInet::parseCidr,
            PgCircle::parse,
            PgInet::parse,
            PgInterval::parse,
            PgLine::parse,
            PgSegment::parse,
            PgMacaddr::parse,
            PgMoney::parse,
            PgPath::parse,
            PgLsn::parse,
            PgPoint::parse,
            PgPolygon::parse,
            PgTid::parse,
            PgTsVector::parse);

    @FuzzTest
    void anyTextIsAValueOrRefused(FuzzedDataProvider data) {
        Function<String, PgObject> parser = PARSERS.get(data.consumeInt(0, PARSERS.size() - 1));
        String text = data.consumeRemainingAsString();
        PgObject value;
        try {
            value = parser.apply(text);
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertEquals(value, parser.apply(value.toString()));
        if (value instanceof PgInterval interval) {
            for (PgInterval.Style style : PgInterval.Style.values()) {
                assertEquals(interval, PgInterval.parse(interval.format(style)));
            }
        }
    }
}
