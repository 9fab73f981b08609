package io.howdah.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.HowdahDataSource;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.Test;

/** Flyway: migrations with several statements, dollar quotes and enums; repeated, and undone when they fail. */
@Live
@WithoutPgjdbc
class FlywayLiveTest {
    private static final String FIRST = """
            create type mood as enum ('happy', 'sad');
            create table entry (id int primary key, mood mood not null); -- ; in a comment
            create function note(a text) returns text language plpgsql as $body$
            begin
                return a || ';';
            end $body$;
            insert into entry values (1, 'happy'), (2, 'sad');
            """;

    private static String value(HowdahDataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertTrue(row.next());
            return row.getString(1);
        }
    }

    private static Path directory() throws IOException {
        return Files.createTempDirectory("howdah-migrations");
    }

    private static Flyway flyway(HowdahDataSource dataSource, Path directory) {
        return Flyway.configure()
                .dataSource(dataSource)
                .locations("filesystem:" + directory)
                .load();
    }

    @Test
    void flywayMigratesOnceAndValidates(PostgresServer server) throws Exception {
        HowdahDataSource dataSource = Clients.dataSource(server, "flyway");
        Path directory = directory();
        Files.writeString(directory.resolve("V1__first.sql"), FIRST);
        MigrateResult first = flyway(dataSource, directory).migrate();
        assertEquals(1, first.migrationsExecuted);
        assertEquals("a;", value(dataSource, "select note('a')"));
        Files.writeString(directory.resolve("V2__index.sql"), "create index entry_mood on entry (mood);");
        Files.writeString(
                directory.resolve("R__view.sql"),
                "create or replace view sad as select * from entry where mood = 'sad';");
        assertEquals(2, flyway(dataSource, directory).migrate().migrationsExecuted);
        assertEquals(0, flyway(dataSource, directory).migrate().migrationsExecuted);
        flyway(dataSource, directory).validate();
        assertEquals("2", value(dataSource, "select id from sad"));
        assertEquals("3", value(dataSource, "select count(*) from flyway_schema_history"));
    }

    @Test
    void flywayUndoesAMigrationThatFails(PostgresServer server) throws Exception {
        HowdahDataSource dataSource = Clients.dataSource(server, "flyway_failing");
        Path directory = directory();
        Files.writeString(directory.resolve("V1__first.sql"), FIRST + "insert into entry values (1, 'happy');");
        FlywayException e = assertThrows(
                FlywayException.class, () -> flyway(dataSource, directory).migrate());
        assertTrue(e.getMessage().contains("23505"), e.getMessage());
        assertEquals(
                "0",
                value(
                        dataSource,
                        "select count(*) from pg_type where typname = 'mood' and typnamespace = 'flyway_failing'::regnamespace"));
    }
}
