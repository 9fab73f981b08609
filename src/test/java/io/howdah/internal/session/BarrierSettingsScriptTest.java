package io.howdah.internal.session;

import static io.howdah.internal.session.Scripts.all;
import static io.howdah.internal.session.Scripts.done;
import static io.howdah.script.Messages.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.api.HowdahConnection;
import io.howdah.api.Pipeline;
import io.howdah.script.ScriptedServer;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** A setting that the server refuses ahead of a batch in which every entry stands for itself. */
class BarrierSettingsScriptTest {
    @Test
    void groupOfAPipelineThatWasCommittedIsNotCalledRolledBack() throws SQLException {
        String level = "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE";
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(command(level))
                    .expect(sync(), parse("", "insert into t values (1)"), bind(), execute(), sync())
                    .reply(error("57014", "canceled late"), ready('I'))
                    .reply(all(done("INSERT 0 1"), ready('I')))
                    .expect(command(level))
                    .expect(sync(), parse("", "insert into t values (2)"), bind(), execute(), sync())
                    .reply(all(done("SET"), ready('I')))
                    .reply(all(done("INSERT 0 1"), ready('I')));
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            try (Pipeline pipeline = connection.unwrap(HowdahConnection.class).pipeline();
                    Statement statement = connection.createStatement()) {
                assertEquals(1, pipeline.update("insert into t values (1)").join());
                assertEquals(1, statement.executeUpdate("insert into t values (2)"));
            }
        }
    }

    @Test
    void noEntryRunsUnderSettingsThatWereNotChosen() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect("batchMode=barrier")) {
            server.expect(command("SET SESSION search_path TO \"s\""))
                    .expect(sync())
                    .reply(error("22023", "no such place"), ready('I'))
                    .expect(command("SET SESSION search_path TO \"t\""))
                    .expect(sync())
                    .reply(all(done("SET"), ready('I')))
                    .expect(parse("", "insert into t values (1)"), bind(), execute(), sync())
                    .reply(all(done("INSERT 0 1"), ready('I')));
            try (Statement statement = connection.createStatement()) {
                connection.setSchema("s");
                statement.addBatch("insert into t values (1)");
                statement.addBatch("insert into t values (2)");
                BatchUpdateException failure = assertThrows(BatchUpdateException.class, statement::executeBatch);
                assertEquals("22023", failure.getSQLState());
                assertTrue(failure.getMessage().contains("setSchema"), failure.getMessage());
                assertArrayEquals(
                        new int[] {Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED}, failure.getUpdateCounts());
                connection.setSchema("t");
                statement.addBatch("insert into t values (1)");
                assertArrayEquals(new int[] {1}, statement.executeBatch());
            }
        }
    }
}
