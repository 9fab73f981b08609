package io.howdah.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges and multiranges as values: text, order, equality. */
class PgRangeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1,5)",
                "(1,5]",
                "[1,)",
                "(,5]",
                "(,)",
                "empty",
                "[\"\",\"a b\"]",
                "(\"a,b\",\"c\\\\d\")",
                "[\"(\",\"x\"\"y\"]",
            })
    void textIsReadAndWrittenAsTheServerDoes(String text) {
        assertEquals(text, PgRange.parse(text).toString());
        assertEquals(text, PgRange.parse(text).getValue());
    }

    @Test
    void spacesQuotesAndBackslashesAreUnderstoodLeniently() {
        assertEquals(PgRange.of("a b", true, "c,d", true), PgRange.parse(" [a b,c\\,d] "));
        assertEquals(PgRange.of("ab", "c"), PgRange.parse("[\"a\"b,\"c\")"));
        assertEquals(PgRange.empty(), PgRange.parse(" EMPTY "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "[", "[1", "[1,", "[1,2", "1,2)", "[1)", "[1,2,3)", "[1,2)x", "[\"1,2)", "[1,2\\", "emptyx",
                "{[1,2)}"
            })
    void whatIsNoRangeIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> PgRange.parse(text));
    }

    @Test
    void boundsAndInclusivitiesAreKept() {
        PgRange<Integer> range = PgRange.of(1, 5);

        assertEquals(1, range.lower());
        assertEquals(5, range.upper());
        assertTrue(range.isLowerInclusive());
        assertFalse(range.isUpperInclusive());
        assertFalse(range.isLowerInfinite());
        assertFalse(range.isEmpty());
        assertEquals("", range.getType());
        assertEquals("int4range", range.withType("int4range").getType());
        assertEquals(range, range.withType("int4range"));
    }

    @Test
    void absentBoundIsNeverInclusive() {
        PgRange<Integer> all = PgRange.of(null, true, null, true);

        assertEquals("(,)", all.toString());
        assertTrue(all.isLowerInfinite() && all.isUpperInfinite());
        assertFalse(all.isLowerInclusive() || all.isUpperInclusive());
        assertTrue(all.contains(Integer.MIN_VALUE));
    }

    @Test
    void emptyRangeHoldsNothingAndHasNoBounds() {
        PgRange<Integer> empty = PgRange.ofText("int4range", "empty", null, null);

        assertTrue(empty.isEmpty());
        assertFalse(empty.contains(1));
        assertNull(empty.lower());
        assertFalse(empty.isLowerInfinite());
        assertEquals(PgRange.empty(), empty);
        assertNotEquals(PgRange.of(null, null), empty);
    }

    @Test
    void containsFollowsTheBounds() {
        PgRange<Integer> halfOpen = PgRange.of(1, 5);
        assertTrue(halfOpen.contains(1));
        assertTrue(halfOpen.contains(4));
        assertFalse(halfOpen.contains(5));
        assertFalse(halfOpen.contains(0));
        assertTrue(PgRange.of(1, false, 5, true).contains(5));
        assertFalse(PgRange.of(1, false, 5, true).contains(1));
        assertTrue(PgRange.of(LocalDate.EPOCH, null).contains(LocalDate.MAX));
        assertThrows(
                ClassCastException.class, () -> PgRange.of(new Object(), null).contains(new Object()));
    }

    @Test
    void numbersOfSeveralClassesAreComparedByValue() {
        PgRange<Number> range = PgRange.of(new BigDecimal("1.5"), Double.NaN);

        assertTrue(range.contains(2));
        assertTrue(range.contains(Double.POSITIVE_INFINITY));
        assertFalse(range.contains(Double.NEGATIVE_INFINITY));
        assertFalse(range.contains(1L));
    }

    @Test
    void equalityIsThatOfBoundsAndInclusivities() {
        assertEquals(
                PgRange.of(1, 5).hashCode(),
                PgRange.ofText("int4range", "[1,5)", 1, 5).hashCode());
        assertNotEquals(PgRange.of(1, 5), PgRange.of(1, true, 5, true));
        assertNotEquals(PgRange.of(1, 5), PgRange.of(1L, 5L));
        assertNotEquals(PgRange.of(1, 5), PgRange.of(1, null));
    }

    @Test
    void mapMakesOtherBounds() {
        assertEquals(PgRange.of(1, null), PgRange.parse("[1,)").map(Integer::valueOf));
        assertTrue(PgRange.parse("empty").map(Integer::valueOf).isEmpty());
    }

    @Test
    void multirangeIsAListOfRanges() {
        PgMultirange<Integer> value = PgMultirange.parse("{[1,5), (7,9]}").map(Integer::valueOf);

        assertEquals("{[1,5),(7,9]}", value.toString());
        assertEquals(List.of(PgRange.of(1, 5), PgRange.of(7, false, 9, true)), value.ranges());
        assertEquals(PgMultirange.of(PgRange.of(1, 5), PgRange.of(7, false, 9, true)), value);
        assertTrue(value.contains(9));
        assertFalse(value.contains(6));
        assertFalse(value.isEmpty());
        assertTrue(PgMultirange.parse("{}").isEmpty());
        assertEquals("int4multirange", value.withType("int4multirange").getType());
        assertEquals(value, PgMultirange.ofText("int4multirange", value.getValue(), value.ranges()));
        assertEquals(value.hashCode(), PgMultirange.of(value.ranges()).hashCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "}", "[1,2)", "{[1,2)", "{[1,2),}", "{,}", "{[1,2)}x", "{[1,2) [3,4)}"})
    void whatIsNoMultirangeIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> PgMultirange.parse(text));
    }
}
