package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.api.HowdahConnection;
import io.howdah.api.Sql;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Live
class ComposedSqlLiveTest {
    private static String value(HowdahConnection connection, Sql sql) throws SQLException {
        try (PreparedStatement statement = connection.prepare(sql);
                ResultSet row = statement.executeQuery()) {
            assertTrue(row.next());
            return row.getString(1);
        }
    }

    @Test
    void composedStatementRuns(PostgresServer server) throws SQLException {
        String table = "odd \"name\" {} ? :x";
        try (HowdahConnection connection = Connections.open(server).unwrap(HowdahConnection.class);
                Statement plain = connection.createStatement()) {
            plain.execute(
                    "create temp table \"" + table.replace("\"", "\"\"") + "\" (id int, \"Na'me\" text, j jsonb)");
            for (int id = 1; id <= 3; id++) {
                Sql insert = Sql.of(
                                "insert into {} ({}) values ({}, :name, {}::jsonb)",
                                Sql.id(table),
                                Sql.names("id", "Na'me", "j"),
                                id,
                                "{\"k" + id + "\": 1}")
                        .bind("name", "n" + id);
                try (PreparedStatement statement = connection.prepare(insert)) {
                    assertEquals(1, statement.executeUpdate());
                }
            }
            Sql select = Sql.of(
                    "select string_agg({}, ',' order by id) from {} where {} and (j ? 'k1' or j ? :key)",
                    Sql.id("Na'me"),
                    Sql.id(table),
                    Sql.in(Sql.id("id"), List.of(1, 2, 4)));
            assertEquals("n1,n2", value(connection, select.bind("key", "k2")));
            assertEquals("n1", value(connection, select.bind("key", "k3")));
            assertEquals(
                    "0",
                    value(
                            connection,
                            Sql.of(
                                    "select count(*) from {} where {}",
                                    Sql.id(table),
                                    Sql.in(Sql.id("id"), List.of()))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void constantsMeanWhatWasGiven(String standardStrings, PostgresServer server) throws SQLException {
        try (HowdahConnection connection = Connections.open(server).unwrap(HowdahConnection.class);
                Statement plain = connection.createStatement()) {
            plain.execute("set standard_conforming_strings = " + standardStrings);
            for (String text : List.of("", "it's", "back\\slash", "\\'; drop table t; --", "?", "{}", "$$", "ünï😀")) {
                assertEquals(text, value(connection, Sql.of("select {}", Sql.literal(text))));
                try (PreparedStatement set =
                        connection.prepare(Sql.of("set application_name = {}", Sql.literal("a'b")))) {
                    set.execute();
                }
                assertEquals("a'b", value(connection, Sql.of("select current_setting('application_name')")));
            }
            assertEquals("6", value(connection, Sql.of("select 1 -{}", Sql.literal(-5))));
            assertEquals("2024-02-29", value(connection, Sql.of("select {}", Sql.literal(LocalDate.of(2024, 2, 29)))));
            assertEquals("\\x0001ff", value(connection, Sql.of("select {}", Sql.literal(new byte[] {0, 1, -1}))));
            assertEquals("{1,2}", value(connection, Sql.of("select {}", Sql.literal(new int[] {1, 2}))));
            UUID uuid = UUID.randomUUID();
            assertEquals(uuid.toString(), value(connection, Sql.of("select {}", Sql.literal(uuid))));
            assertEquals("NaN", value(connection, Sql.of("select {}", Sql.literal(Double.NaN))));
            assertEquals(null, value(connection, Sql.of("select {}", Sql.literal(null))));
        }
    }
}
