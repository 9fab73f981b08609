package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"abc,abc", "a\\_c,a_c", "a\\%c,a%c", "a\\\\c,a\\c", "a\\bc,abc", "a\\,a\\", "'',''", "\\\\,\\"})
    void withoutWildcardsIsAName(String pattern, String name) {
        NamePattern parsed = NamePattern.of(pattern);
        assertTrue(parsed.isName());
        assertEquals(name, parsed.text());
    }

    @ParameterizedTest
    @CsvSource({"a%,a%", "_,_", "a\\_%,a\\_%", "%\\,%\\\\", "%\\\\,%\\\\"})
    void withWildcardsIsForLike(String pattern, String like) {
        NamePattern parsed = NamePattern.of(pattern);
        assertFalse(parsed.isName());
        assertEquals(like, parsed.text());
    }

    @ParameterizedTest
    @CsvSource({
        "%,abc",
        "%,''",
        "a%,abc",
        "%c,abc",
        "a%c,abc",
        "a_c,abc",
        "___,abc",
        "%b%,abc",
        "%%,abc",
        "a%b%c,axbxbxc",
        "a\\%%,a%x",
        "_,\uD83D\uDE00",
        "%\uD83D\uDE00,a\uD83D\uDE00",
        "\\_%,_a",
        "%a_,aaa",
        "%ab,aab",
        "_%,a",
        "%\\,a\\"
    })
    void fits(String pattern, String name) {
        assertTrue(NamePattern.fits(pattern, name));
    }

    @ParameterizedTest
    @CsvSource({
        "a%,b",
        "_,''",
        "_,ab",
        "a_c,ac",
        "a\\_c,abc",
        "%b,abc",
        "a%b%c,axc",
        "a\\%%,ab",
        "abc,ABC",
        "'',a",
        "a%b,a",
        "__,\uD83D\uDE00",
        "%_\\%,a"
    })
    void doesNotFit(String pattern, String name) {
        assertFalse(NamePattern.fits(pattern, name));
    }

    @Test
    void nullFitsAll() {
        assertTrue(NamePattern.fits(null, "a"));
    }
}
