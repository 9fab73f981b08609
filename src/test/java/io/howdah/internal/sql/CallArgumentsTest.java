package io.howdah.internal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallArgumentsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{call f(?)} | f | 0:null",
                "{? = call f(?, ?)} | f | 0:null 1:null",
                "/* ( */ {?=CALL s.\"F\" ( 1 , ?, 'a,?' )} | s.\"F\" | -1:null 0:null -1:null",
                "call p(?, f(?, 2), ?::int) | p | 0:null -1:null 2:null",
                "{call f(b => ?, \"A\" := ?, c => g(?), ? + 1)} | f | 0:b 1:\"A\" -1:c 3:null",
                "{call f({fn ucase(?)}, ?)} | f | -1:null 1:null",
                "{call f()} | f | ''",
                "{call f} | f | ''",
                "call f | f | ''",
                "call f(?) | f | 0:null",
                "{call f(a -- ?,\\n, ?)} | f | -1:null 0:null",
                "{call f(a = ?)} | f | -1:null",
            })
    void argumentsAndTheirPlaceholders(String sql, String routine, String expected) {
        CallArguments call = CallArguments.of(sql.replace("\\n", "\n"), true);
        assertEquals(routine, call.routine());
        StringBuilder found = new StringBuilder();
        for (CallArguments.Argument argument : call.arguments()) {
            found.append(found.isEmpty() ? "" : " ")
                    .append(argument.placeholder())
                    .append(':')
                    .append(argument.name());
        }
        assertEquals(expected, found.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "select f(?)", "{fn ucase(?)}", "callf(?)", "insert into call values (?)", "'call'"})
    void otherTextsAreNoCalls(String sql) {
        assertNull(CallArguments.of(sql, true));
    }

    @Test
    void placeholdersInsideArgumentsCount() {
        assertEquals(
                4, CallArguments.of("{? = call f(?, g(?, ?), 1 + ?)}", true).placeholders());
    }

    @Test
    void namesAreFoldedUnlessQuoted() {
        CallArguments call = CallArguments.of("call p(Ab => ?, \"C\"\"d\" => ?)", true);
        assertTrue(call.arguments().get(0).isNamed("aB"));
        assertTrue(call.arguments().get(1).isNamed("C\"d"));
        assertFalse(call.arguments().get(1).isNamed("c\"d"));
    }

    @Test
    void anUnfinishedCallIsReadAsFarAsItGoes() {
        assertEquals(1, CallArguments.of("{call f(?, ?", true).arguments().size());
    }
}
