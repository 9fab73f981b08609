package io.howdah.tour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import io.howdah.tour.Journal.Step;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tour does what it says, looks neat and leaves nothing behind. */
@Live
class TourLiveTest {
    private static final String RELATIONS =
            "select string_agg(oid::text, ',' order by oid) from pg_class where relnamespace = 'public'::regnamespace";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static PrintStream to(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyStepCostsWhatTheDriverPromisesAndNothingIsLeftBehind(PostgresServer server) throws SQLException {
        String relations = server.value(RELATIONS);
        List<Step> all = Tour.visit(server.url(), server.properties(), "", new Journal(to(out)));
        assertEquals(relations, server.value(RELATIONS));

        Map<String, Step> steps = all.stream().collect(Collectors.toMap(Step::name, Function.identity()));
        assertEquals(all.size(), steps.size());
        for (String name : List.of(
                "first execution",
                "second, kept by the server",
                "third, in binary",
                "insert, BEGIN rides along",
                "rollback",
                "the next statement takes them",
                "batch of 10,000 rows",
                "a row with its generated key",
                "a batch with generated keys",
                "1,000,000 rows",
                "a violated constraint",
                "a mistake, marked",
                "setQueryTimeout(1)",
                "cancel() by another thread",
                "and out again",
                "pipeline of 100 lookups",
                "a transaction as a pipeline",
                "SQL composed of parts",
                "the connection afterwards")) {
            assertEquals(1, steps.get(name).roundTrips(), name);
        }
        assertEquals(2, steps.get("COPY of 100,000 rows in").roundTrips());
        assertEquals("2 of 3 names found", steps.get("SQL composed of parts").result());
        assertEquals(
                "savepoint undone, 1 row committed",
                steps.get("a block fails within a block").result());
        assertEquals(0, steps.get("setAutoCommit(false)").roundTrips());
        assertEquals(0, steps.get("four setters of Connection").roundTrips());
        assertEquals(2, steps.get("again, another statement half-way").roundTrips());

        assertEquals(
                "0 rows: it is gone", steps.get("setAutoCommit(true), count").result());
        assertEquals(
                "serializable, read only on, pg_catalog",
                steps.get("the next statement takes them").result());
        assertEquals(
                "ids 10,003, 10,004, 10,005",
                steps.get("a batch with generated keys").result());
        assertEquals("SQLException 23514", steps.get("a violated constraint").result());
        assertEquals(
                "SQLSyntaxErrorException 42703", steps.get("a mistake, marked").result());
        assertEquals(
                "SQLException 25P02, cause: ERROR: division by zero",
                steps.get("what a failed transaction says").result());
        assertEquals(
                "SQLTimeoutException 57014", steps.get("setQueryTimeout(1)").result());
        assertEquals(
                "SQLException 57014", steps.get("cancel() by another thread").result());
        assertEquals(
                "still the same one", steps.get("the connection afterwards").result());
        assertPlainTextThatFitsATerminal(text(out));
    }

    private static void assertPlainTextThatFitsATerminal(String text) {
        assertTrue(text.contains("\n      constraint    positive_amount\n"), text);
        assertTrue(text.contains("\n        Statement:        custommer\n                          ^\n"), text);
        text.lines().forEach(line -> {
            assertTrue(line.length() <= Journal.WIDTH, line);
            assertTrue(line.chars().allMatch(c -> c >= ' ' && c <= '~'), line);
            assertEquals(line.stripTrailing(), line);
        });
    }

    @Test
    void aWrongPasswordEndsInAnExplanationWithoutIt(PostgresServer server) {
        String url = server.url("user=" + server.user(), "password=not-the-secret");
        assertEquals(1, Tour.run(url, to(out), to(err)));
        assertTrue(text(err).contains("SQLSTATE 28P01"), text(err));
        assertTrue(text(err).contains("-Dtour.url="), text(err));
        assertFalse(text(err).contains("not-the-secret"), text(err));
    }

    @Test
    void aUrlOfAnotherDatabaseIsRefused() {
        assertEquals(1, Tour.run("jdbc:mysql://localhost/test", to(out), to(err)));
        assertTrue(text(err).contains("expected a URL that begins with jdbc:postgresql:"), text(err));
    }
}
