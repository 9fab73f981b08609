package io.howdah.internal.session;

import static io.howdah.internal.session.Scripts.all;
import static io.howdah.internal.session.Scripts.answer;
import static io.howdah.internal.session.Scripts.done;
import static io.howdah.script.Messages.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.script.FrontendMessage.CancelRequest;
import io.howdah.script.Octets;
import io.howdah.script.Script;
import io.howdah.script.ScriptedServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Cancel requests and where their signals may strike. */
class CancelScriptTest {
    private static final CancelRequest REQUEST = new CancelRequest(4711, Octets.int4(0x0badcafe));

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void queryTimeoutSendsACancelRequestAndIsATimeout() throws SQLException {
        CountDownLatch canceled = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", "select pg_sleep(60)"), describe(""), bind(), execute(), sync())
                    .then(() -> awaitUninterrupted(canceled))
                    .reply(parseComplete(), error("57014", "canceling statement due to user request"), ready('I'))
                    .expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
                    .reply(answer("1", 'I'));
            Script cancel = server.connection();
            cancel.then(canceled::countDown).cancelRequest();

            Statement statement = connection.createStatement();
            statement.setQueryTimeout(1);
            SQLException e = assertThrows(SQLException.class, () -> statement.executeQuery("select pg_sleep(60)"));
            assertInstanceOf(SQLTimeoutException.class, e);
            assertEquals("57014", e.getSQLState());
            assertEquals(REQUEST, cancel.receivedCancelRequest());
            assertTrue(statement.executeQuery("select 1").next());
        }
    }

    @Test
    void signalThatComesTooLateHitsAnEmptyStatement() throws SQLException {
        CountDownLatch canceled = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            // The statement ends before the signal comes.
            server.expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
                    .then(() -> awaitUninterrupted(canceled))
                    .reply(answer("1", 'I'))
                    .expect(command(""))
                    .expect(sync(), parse("", "select 2"), describe(""), bind(), execute(), sync())
                    .reply(error("57014", "canceling statement due to user request"), ready('I'))
                    .reply(answer("2", 'I'))
                    .expect(parse("", "select 3"), describe(""), bind(), execute(), sync())
                    .reply(answer("3", 'I'));
            Script cancel = server.connection();
            cancel.then(canceled::countDown).cancelRequest();

            Statement statement = connection.createStatement();
            statement.setQueryTimeout(1);
            assertTrue(statement.executeQuery("select 1").next());
            statement.setQueryTimeout(0);
            assertTrue(statement.executeQuery("select 2").next());
            assertTrue(statement.executeQuery("select 3").next());
            assertEquals(REQUEST, cancel.receivedCancelRequest());
        }
    }

    @Test
    void signalThatHitsNothingIsForgotten() throws SQLException {
        CountDownLatch canceled = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
                    .then(() -> awaitUninterrupted(canceled))
                    .reply(answer("1", 'I'))
                    .expect(command(""))
                    .expect(sync(), parse("", "delete from t"), bind(), execute(), sync())
                    .reply(parseComplete(), bindComplete(), emptyQueryResponse(), ready('I'))
                    .reply(all(done("DELETE 1"), ready('I')));
            server.connection().then(canceled::countDown).cancelRequest();

            Statement statement = connection.createStatement();
            statement.setQueryTimeout(1);
            assertTrue(statement.executeQuery("select 1").next());
            statement.setQueryTimeout(0);
            assertEquals(1, statement.executeUpdate("delete from t"));
        }
    }

    @Test
    void cancelOfAnIdleStatementSendsNothing() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            connection.createStatement().cancel();
            assertFalse(connection.isClosed());
        }
    }

    @Test
    void serverThatDoesNotObeyLosesTheConnection() throws SQLException {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect("cancelSignalTimeout=1")) {
            server.expect(parse("", "select pg_sleep(60)"), describe(""), bind(), execute(), sync())
                    .then(() -> awaitUninterrupted(over));
            server.connection().cancelRequest();

            Statement statement = connection.createStatement();
            statement.setQueryTimeout(1);
            assertThrows(SQLTimeoutException.class, () -> statement.executeQuery("select pg_sleep(60)"));
            assertTrue(connection.isClosed());
            over.countDown();
        }
    }
}
