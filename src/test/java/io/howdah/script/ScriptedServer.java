package io.howdah.script;

import io.howdah.internal.config.Settings;
import io.howdah.internal.connect.DriverContext;
import io.howdah.internal.jdbc.ConnectionImpl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on a port of localhost that speaks a script instead of PostgreSQL:
 *
 * <pre>{@code
 * server.expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
 *         .reply(parseComplete(), parameterDescription(), ..., commandComplete("SELECT 1"), ready('I'));
 * }</pre>
 *
 * Each connection has a {@link Script} of its own, the first one that of {@link #expect}, and a thread. {@link #close} fails with what was
 * expected beside what came when a client did not follow its script.
 */
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final List<Script> scripts = new CopyOnWriteArrayList<>();
    private int accepted;

    private ScriptedServer(ServerSocket listener) {
        this.listener = listener;
    }

    /** A server whose first connection is let in without a password and then follows the script. */
    public static ScriptedServer trusting() {
        ScriptedServer server = silent();
        server.connection().trust();
        return server;
    }

    /** A server without any script yet. */
    public static ScriptedServer silent() {
        try {
            ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            ScriptedServer server = new ScriptedServer(listener);
            start("scripted server", server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A script for one connection more. */
    public Script connection() {
        Script script = new Script();
        scripts.add(script);
        return script;
    }

    /** Continues the first connection's script. */
    public Script expect(FrontendMessage... messages) {
        return scripts.get(0).expect(messages);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** What the connections of one data source have in common, with these properties ("name=value"). */
    public DriverContext context(String... properties) throws SQLException {
        Properties info = new Properties();
        info.setProperty("user", "u");
        info.setProperty("sslmode", "disable");
        // Only a failing test waits that long.
        info.setProperty("socketTimeout", "5");
        for (String property : properties) {
            int equals = property.indexOf('=');
            info.setProperty(property.substring(0, equals), property.substring(equals + 1));
        }
        return DriverContext.of(Settings.parse("jdbc:postgresql://127.0.0.1:" + port() + "/d", info)
                .orElseThrow());
    }

    /** A connection with these properties. */
    public Connection connect(String... properties) throws SQLException {
        return new ConnectionImpl(context(properties).connect());
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                if (accepted >= scripts.size()) {
                    socket.close();
                    continue;
                }
                Script script = scripts.get(accepted++);
                start("scripted connection", () -> script.play(socket));
            } catch (IOException e) {
                // The listener was closed: the loop ends.
            }
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends all scripts; an {@link AssertionError} when a client did not follow one. */
    @Override
    public void close() {
        List<AssertionError> failures = new ArrayList<>();
        for (Script script : scripts) {
            try {
                script.finish();
            } catch (AssertionError e) {
                failures.add(e);
            }
        }
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }
}
