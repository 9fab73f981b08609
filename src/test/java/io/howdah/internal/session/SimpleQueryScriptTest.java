package io.howdah.internal.session;

import static io.howdah.script.Messages.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.script.FrontendMessage.Query;
import io.howdah.script.ScriptedServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What {@code preferQueryMode} sends. */
class SimpleQueryScriptTest {
    @Test
    void simpleSendsNothingButQueries() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect("preferQueryMode=simple")) {
            server.expect(new Query("SET SESSION search_path TO \"s\""))
                    .expect(new Query("BEGIN"))
                    .expect(new Query("select -('-1'::\"pg_catalog\".\"int4\"), (E'a''\\\\'), (NULL)"))
                    .reply(commandComplete("SET"), ready('I'), commandComplete("BEGIN"), ready('T'))
                    .reply(rowDescription(column("a", INT4)), dataRow("1"), commandComplete("SELECT 1"), ready('T'))
                    .expect(new Query("SAVEPOINT \"a\""))
                    .reply(commandComplete("SAVEPOINT"), ready('T'))
                    .expect(new Query("insert into t values (1)\n;select 1"))
                    .reply(commandComplete("INSERT 0 1"))
                    .reply(rowDescription(column("a", INT4)), dataRow("1"), commandComplete("SELECT 1"), ready('T'))
                    .expect(new Query("COMMIT"))
                    .reply(commandComplete("COMMIT"), ready('I'))
                    .expect(new Query(""))
                    .reply(emptyQueryResponse(), ready('I'));

            connection.setAutoCommit(false);
            connection.setSchema("s");
            try (PreparedStatement statement = connection.prepareStatement("select -?, ?, ?")) {
                statement.setInt(1, -1);
                statement.setString(2, "a'\\");
                statement.setString(3, null);
                try (ResultSet rows = statement.executeQuery()) {
                    assertTrue(rows.next());
                    assertEquals(1, rows.getInt(1));
                }
            }
            connection.setSavepoint("a");
            try (Statement statement = connection.createStatement()) {
                statement.execute("insert into t values (1); select 1");
                assertEquals(1, statement.getUpdateCount());
                assertTrue(statement.getMoreResults());
            }
            connection.commit();
            assertTrue(connection.isValid(1));
        }
    }

    @Test
    void extendedForPreparedSendsQueriesForPlainStatementsOnly() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect("preferQueryMode=extendedForPrepared")) {
            server.expect(new Query("select 1"))
                    .reply(rowDescription(column("a", INT4)), dataRow("1"), commandComplete("SELECT 1"), ready('I'))
                    .expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
                    .reply(Scripts.answer("1", 'I'));
            try (Statement statement = connection.createStatement()) {
                assertTrue(statement.executeQuery("select 1").next());
            }
            assertEquals(1, Scripts.selectInt(connection.prepareStatement("select 1")));
        }
    }
}
