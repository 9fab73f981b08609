package io.howdah.internal.session;

import static io.howdah.internal.session.Scripts.all;
import static io.howdah.internal.session.Scripts.answer;
import static io.howdah.internal.session.Scripts.done;
import static io.howdah.internal.session.Scripts.nameOf;
import static io.howdah.script.Messages.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.script.BackendMessage;
import io.howdah.script.FrontendMessage;
import io.howdah.script.ScriptedServer;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Which messages a batch sends, and what its counts say. */
class BatchScriptTest {
    private static final int FAILED = Statement.EXECUTE_FAILED;
    private static final String SQL = "insert into t values ($1)";
    private static final String NAME = nameOf(SQL, INT4);
    private static final FrontendMessage[] PREPARE = {close(NAME), parse(NAME, SQL, INT4)};
    private static final BackendMessage[] PREPARED = {closeComplete(), parseComplete()};
    private static final BackendMessage[] INSERTED = {bindComplete(), commandComplete("INSERT 0 1")};

    private static PreparedStatement batchOfThree(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement("insert into t values (?)");
        for (int i = 1; i <= 3; i++) {
            statement.setInt(1, i);
            statement.addBatch();
        }
        return statement;
    }

    @Test
    void rowsShareOneParseAndOneSync() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(PREPARE)
                    .expect(bind("", NAME).int4(1), execute(), bind("", NAME).int4(2), execute())
                    .expect(bind("", NAME).int4(3), execute(), sync())
                    .reply(all(PREPARED, INSERTED, INSERTED, INSERTED))
                    .reply(ready('I'));

            assertArrayEquals(new int[] {1, 1, 1}, batchOfThree(connection).executeBatch());
        }
    }

    @Test
    void beginRidesWithTheBatchAndALaterOneIsNotParsedAgain() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(command("BEGIN"))
                    .expect(PREPARE)
                    .expect(bind("", NAME).int4(1), execute(), bind("", NAME).int4(2), execute())
                    .expect(bind("", NAME).int4(3), execute(), sync())
                    .reply(all(done("BEGIN"), PREPARED, INSERTED, INSERTED, INSERTED))
                    .reply(ready('T'))
                    .expect(bind("", NAME).int4(4), execute(), sync())
                    .reply(all(INSERTED, ready('T')))
                    .expect(command("COMMIT"))
                    .expect(sync())
                    .reply(all(done("COMMIT"), ready('I')));

            connection.setAutoCommit(false);
            PreparedStatement statement = batchOfThree(connection);
            assertArrayEquals(new int[] {1, 1, 1}, statement.executeBatch());
            statement.setInt(1, 4);
            statement.addBatch();
            assertArrayEquals(new int[] {1}, statement.executeBatch());
            connection.commit();
        }
    }

    @Test
    void errorOfOneEntryFailsAllBecauseAllAreUndone() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(PREPARE)
                    .expect(bind("", NAME).int4(1), execute(), bind("", NAME).int4(2), execute())
                    .expect(bind("", NAME).int4(3), execute(), sync())
                    .reply(all(PREPARED, INSERTED))
                    .reply(bindComplete(), error("23505", "duplicate key"), ready('I'));

            BatchUpdateException e = assertThrows(
                    BatchUpdateException.class, () -> batchOfThree(connection).executeBatch());
            assertEquals("23505", e.getSQLState());
            assertArrayEquals(new int[] {FAILED, FAILED, FAILED}, e.getUpdateCounts());
            assertTrue(e.getMessage().contains("Batch entry 1 "), e.getMessage());
        }
    }

    @Test
    void errorThatComesWithSyncIsTheLastEntrys() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(PREPARE)
                    .expect(bind("", NAME).int4(1), execute(), bind("", NAME).int4(2), execute())
                    .expect(bind("", NAME).int4(3), execute(), sync())
                    .reply(all(PREPARED, INSERTED, INSERTED, INSERTED))
                    .reply(error("23503", "deferred constraint"), ready('I'));

            BatchUpdateException e = assertThrows(
                    BatchUpdateException.class, () -> batchOfThree(connection).executeBatch());
            assertEquals("23503", e.getSQLState());
            assertArrayEquals(new int[] {FAILED, FAILED, FAILED}, e.getUpdateCounts());
        }
    }

    @Test
    void barrierGivesEachEntryASyncAndItsOwnFate() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect("batchMode=barrier")) {
            server.expect(PREPARE)
                    .expect(bind("", NAME).int4(1), execute(), sync())
                    .expect(bind("", NAME).int4(2), execute(), sync())
                    .expect(bind("", NAME).int4(3), execute(), sync())
                    .reply(all(PREPARED, INSERTED))
                    .reply(ready('I'), bindComplete(), error("23505", "duplicate key"), ready('I'))
                    .reply(all(INSERTED, ready('I')));

            BatchUpdateException e = assertThrows(
                    BatchUpdateException.class, () -> batchOfThree(connection).executeBatch());
            assertArrayEquals(new int[] {1, FAILED, 1}, e.getUpdateCounts());
        }
    }

    @Test
    void statementsOfDifferentTextShareOneSync() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", "insert into t values (1)"), bind(), execute())
                    .expect(parse("", "delete from t"), bind(), execute(), sync())
                    .reply(all(done("INSERT 0 1"), done("DELETE 5")))
                    .reply(ready('I'));

            Statement statement = connection.createStatement();
            statement.addBatch("insert into t values (1)");
            statement.addBatch("delete from t");
            assertArrayEquals(new int[] {1, 5}, statement.executeBatch());
        }
    }

    @Test
    void generatedKeysOfAllEntriesAreCollected() throws SQLException {
        String sql = SQL + "\nRETURNING \"id\"";
        String name = nameOf(sql, INT4);
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(close(name), parse(name, sql, INT4), describe(name))
                    .expect(bind("", name).int4(1), execute(), bind("", name).int4(2), execute(), sync())
                    .reply(closeComplete(), parseComplete(), parameterDescription(INT4))
                    .reply(rowDescription(column("id", INT4)))
                    .reply(bindComplete(), dataRow("101"), commandComplete("INSERT 0 1"))
                    .reply(bindComplete(), dataRow("102"), commandComplete("INSERT 0 1"), ready('I'));

            PreparedStatement statement = connection.prepareStatement("insert into t values (?)", new String[] {"id"});
            statement.setInt(1, 1);
            statement.addBatch();
            statement.setInt(1, 2);
            statement.addBatch();
            assertArrayEquals(new int[] {1, 1}, statement.executeBatch());
            ResultSet keys = statement.getGeneratedKeys();
            assertTrue(keys.next());
            assertEquals(101, keys.getInt(1));
            assertTrue(keys.next());
            assertEquals(102, keys.getInt(1));
            assertFalse(keys.next());
        }
    }

    @Test
    void emptyBatchSendsNothing() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            assertArrayEquals(new int[0], connection.createStatement().executeBatch());
        }
    }

    @Test
    void missingStatementBeforeAnythingWasBoundIsParsedAndAllIsSentAgain() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(PREPARE)
                    .expect(bind("", NAME).int4(1), execute(), bind("", NAME).int4(2), execute())
                    .expect(bind("", NAME).int4(3), execute(), sync())
                    .reply(all(PREPARED, INSERTED, INSERTED, INSERTED))
                    .reply(ready('I'))
                    .expect(bind("", NAME).int4(4), execute(), bind("", NAME).int4(5), execute(), sync())
                    .reply(error("26000", "prepared statement does not exist"), ready('I'))
                    .expect(parse("", SQL, INT4))
                    .expect(bind().int4(4), execute(), bind().int4(5), execute(), sync())
                    .reply(parseComplete())
                    .reply(all(INSERTED, INSERTED))
                    .reply(ready('I'));

            PreparedStatement statement = batchOfThree(connection);
            assertArrayEquals(new int[] {1, 1, 1}, statement.executeBatch());
            statement.setInt(1, 4);
            statement.addBatch();
            statement.setInt(1, 5);
            statement.addBatch();
            assertArrayEquals(new int[] {1, 1}, statement.executeBatch());
        }
    }

    @Test
    void missingStatementInATransactionWithEarlierWorkIsThrown() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(command("BEGIN"))
                    .expect(PREPARE)
                    .expect(bind("", NAME).int4(1), execute(), bind("", NAME).int4(2), execute())
                    .expect(bind("", NAME).int4(3), execute(), sync())
                    .reply(all(done("BEGIN"), PREPARED, INSERTED, INSERTED, INSERTED))
                    .reply(ready('T'))
                    .expect(bind("", NAME).int4(4), execute(), sync())
                    .reply(error("26000", "prepared statement does not exist"), ready('E'));

            connection.setAutoCommit(false);
            PreparedStatement statement = batchOfThree(connection);
            assertArrayEquals(new int[] {1, 1, 1}, statement.executeBatch());
            statement.setInt(1, 4);
            statement.addBatch();
            BatchUpdateException e = assertThrows(BatchUpdateException.class, statement::executeBatch);
            assertEquals("26000", e.getSQLState());
        }
    }

    @Test
    void copyInsideABatchIsRefusedAndTheConnectionGoesOn() throws SQLException {
        String reason = "COPY FROM STDIN cannot be part of a batch: use HowdahConnection.copyIn";
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", "copy t from stdin"), bind(), execute(), sync())
                    .reply(parseComplete(), bindComplete(), copyInResponse())
                    .expect(new FrontendMessage.CopyFail(reason), sync())
                    .reply(error("57014", "COPY from stdin failed: " + reason), ready('I'))
                    .expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
                    .reply(answer("1", 'I'));

            Statement statement = connection.createStatement();
            statement.addBatch("copy t from stdin");
            assertThrows(BatchUpdateException.class, statement::executeBatch);
            assertTrue(statement.executeQuery("select 1").next());
        }
    }

    @Test
    void completionsBeyondTheBatchCloseTheConnection() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", "delete from t"), bind(), execute(), sync())
                    .reply(all(done("DELETE 5"), commandComplete("DELETE 6"), ready('I')));

            Statement statement = connection.createStatement();
            statement.addBatch("delete from t");
            SQLException e = assertThrows(SQLException.class, statement::executeBatch);
            assertEquals("08P01", e.getSQLState());
            assertTrue(connection.isClosed());
        }
    }

    @Test
    void barrierGoesOnBehindAStatementThatFailsAfterItsParse() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect("batchMode=barrier")) {
            server.expect(parse("", "delete from a"), bind(), execute(), sync())
                    .expect(parse("", "delete from b"), bind(), execute(), sync())
                    .expect(parse("", "delete from c"), bind(), execute(), sync())
                    .reply(all(done("DELETE 1"), ready('I')))
                    .reply(parseComplete(), bindComplete(), error("23503", "still referenced"), ready('I'))
                    .reply(all(done("DELETE 3"), ready('I')));

            Statement statement = connection.createStatement();
            statement.addBatch("delete from a");
            statement.addBatch("delete from b");
            statement.addBatch("delete from c");
            BatchUpdateException e = assertThrows(BatchUpdateException.class, statement::executeBatch);
            assertEquals("23503", e.getSQLState());
            assertArrayEquals(new int[] {1, FAILED, 3}, e.getUpdateCounts());
        }
    }

    @Test
    void barrierBlamesTheEntryWhoseSyncFailed() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect("batchMode=barrier")) {
            server.expect(PREPARE)
                    .expect(bind("", NAME).int4(1), execute(), sync())
                    .expect(bind("", NAME).int4(2), execute(), sync())
                    .expect(bind("", NAME).int4(3), execute(), sync())
                    .reply(all(PREPARED, INSERTED))
                    .reply(error("23503", "deferred constraint"), ready('I'))
                    .reply(all(INSERTED, ready('I')))
                    .reply(all(INSERTED, ready('I')));

            BatchUpdateException e = assertThrows(
                    BatchUpdateException.class, () -> batchOfThree(connection).executeBatch());
            assertEquals("23503", e.getSQLState());
            assertArrayEquals(new int[] {FAILED, 1, 1}, e.getUpdateCounts());
        }
    }
}
