package io.howdah.script;

import static io.howdah.script.Messages.authentication;
import static io.howdah.script.Messages.authenticationSasl;
import static io.howdah.script.Messages.bindComplete;
import static io.howdah.script.Messages.closeComplete;
import static io.howdah.script.Messages.commandComplete;
import static io.howdah.script.Messages.error;
import static io.howdah.script.Messages.fatal;
import static io.howdah.script.Messages.noData;
import static io.howdah.script.Messages.parseComplete;
import static io.howdah.script.Messages.ready;
import static io.howdah.script.Messages.welcome;

import io.howdah.internal.auth.ScramServer;
import io.howdah.script.BackendMessage.Authentication;
import io.howdah.script.BackendMessage.Column;
import io.howdah.script.BackendMessage.DataRow;
import io.howdah.script.BackendMessage.ParameterDescription;
import io.howdah.script.BackendMessage.RowDescription;
import io.howdah.script.FrontendMessage.Bind;
import io.howdah.script.FrontendMessage.Close;
import io.howdah.script.FrontendMessage.Describe;
import io.howdah.script.FrontendMessage.Execute;
import io.howdah.script.FrontendMessage.Parse;
import io.howdah.script.FrontendMessage.Password;
import io.howdah.script.FrontendMessage.Sync;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * As much of a PostgreSQL server as a typical session needs, in memory and without threads: the extended protocol over a few statements that it
 * knows by their text. It remembers where each message began that it sent.
 */
public final class MiniServer implements MemoryTransport.Peer {
    public static final String PASSWORD = "secret";

    private static final int BOOL = 16;

    private final Map<String, Table> tables = new HashMap<>();
    private final Map<String, Parse> statements = new HashMap<>();
    private final Map<String, Bind> portals = new HashMap<>();
    private final List<Long> boundaries = new ArrayList<>();
    private final ScramServer scram;
    private byte[] received = new byte[0];
    private ByteArrayOutputStream sending = new ByteArrayOutputStream();
    private long sentBefore;
    private int messagesOfLogin;
    private boolean failed;
    private char status = 'I';

    /** The rows of one query: Integer, String or Boolean values. */
    private record Table(List<Column> columns, List<List<Object>> rows) {}

    private MiniServer(ScramServer scram) {
        this.scram = scram;
        List<Object> nulls = new ArrayList<>();
        nulls.add(2);
        nulls.add(null);
        nulls.add(null);
        tables.put(
                "select id, name, ok from t",
                new Table(
                        List.of(
                                Messages.column("id", Messages.INT4),
                                Messages.column("name", Messages.TEXT),
                                Messages.column("ok", BOOL)),
                        List.of(List.of(1, "one", true), nulls, List.of(-3, "drei € ☃", false))));
        tables.put(
                "select name from t where id = $1",
                new Table(List.of(Messages.column("name", Messages.TEXT)), List.of(List.of("one"))));
    }

    /** A server that lets everybody in. */
    public static MiniServer trusting() {
        return new MiniServer(null);
    }

    /** A server that asks for {@link #PASSWORD} by SCRAM. */
    public static MiniServer withScram() {
        return new MiniServer(new ScramServer(PASSWORD, 1));
    }

    /** Where each message sent so far began, in bytes from the beginning of the connection. */
    public List<Long> boundaries() {
        return boundaries;
    }

    /** Bytes sent so far. */
    public long sent() {
        return sentBefore + sending.size();
    }

    @Override
    public byte[] answer(byte[] more) {
        byte[] all = Arrays.copyOf(received, received.length + more.length);
        System.arraycopy(more, 0, all, received.length, more.length);
        int position = 0;
        int length = nextLength(all, position);
        while (length > 0) {
            accept(Arrays.copyOfRange(all, position, position + length));
            position += length;
            length = nextLength(all, position);
        }
        received = Arrays.copyOfRange(all, position, all.length);
        byte[] answer = sending.toByteArray();
        sentBefore += answer.length;
        sending = new ByteArrayOutputStream();
        return answer;
    }

    /** The length of the message at that position; 0 when it has not arrived whole. */
    private int nextLength(byte[] bytes, int position) {
        int header = messagesOfLogin == 0 ? 0 : 1;
        if (bytes.length - position < header + 4) {
            return 0;
        }
        int length = header + ByteBuffer.wrap(bytes).getInt(position + header);
        return bytes.length - position < length ? 0 : length;
    }

    private void accept(byte[] message) {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(message));
        try {
            if (messagesOfLogin == 0) {
                FrontendMessage.readFirst(in);
                login(null);
                return;
            }
            FrontendMessage next = FrontendMessage.read(in);
            if (next instanceof Password password) {
                loginOrRefuse(password);
            } else if (next instanceof Sync) {
                failed = false;
                send(ready(status));
            } else if (!failed) {
                execute(next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(BackendMessage... messages) {
        for (BackendMessage message : messages) {
            boundaries.add(sent());
            sending.writeBytes(message.encode());
        }
    }

    private void loginOrRefuse(Password password) {
        try {
            login(password);
        } catch (RuntimeException | AssertionError wrong) {
            send(fatal("28P01", "password authentication failed"));
        }
    }

    private void login(Password password) {
        messagesOfLogin++;
        if (scram == null) {
            send(welcome());
        } else if (messagesOfLogin == 1) {
            send(authenticationSasl("SCRAM-SHA-256"));
        } else if (messagesOfLogin == 2) {
            String first = new String(password.data().bytes(), StandardCharsets.UTF_8);
            send(authentication(Authentication.SASL_CONTINUE, scram.first(first.substring(first.indexOf("n,,")))));
        } else {
            String last = new String(password.data().bytes(), StandardCharsets.UTF_8);
            send(authentication(Authentication.SASL_FINAL, scram.last(last)));
            send(welcome());
        }
    }

    private void execute(FrontendMessage message) {
        if (message instanceof Parse parse) {
            statements.put(parse.name(), parse);
            send(parseComplete());
        } else if (message instanceof Describe describe) {
            describe(statements.get(describe.name()));
        } else if (message instanceof Bind bind) {
            portals.put(bind.portal(), bind);
            send(bindComplete());
        } else if (message instanceof Execute execute) {
            execute(portals.get(execute.portal()));
        } else if (message instanceof Close) {
            send(closeComplete());
        }
    }

    private void describe(Parse parse) {
        send(new ParameterDescription(parse.typeOids()));
        Table table = tables.get(parse.sql());
        send(table == null ? noData() : new RowDescription(table.columns()));
    }

    private void execute(Bind bind) {
        String sql = statements.get(bind.statement()).sql();
        Table table = tables.get(sql);
        if (table != null) {
            table.rows().forEach(row -> send(encode(row, bind.resultFormats())));
            send(commandComplete("SELECT " + table.rows().size()));
        } else if (sql.startsWith("insert")) {
            send(commandComplete("INSERT 0 1"));
        } else if (sql.equals("BEGIN") || sql.equals("COMMIT") || sql.equals("ROLLBACK")) {
            status = sql.equals("BEGIN") ? 'T' : 'I';
            send(commandComplete(sql));
        } else {
            failed = true;
            status = status == 'I' ? 'I' : 'E';
            send(error("42601", "syntax error at or near \"" + sql + "\"").with('P', "1"));
        }
    }

    private static DataRow encode(List<Object> row, List<Integer> formats) {
        List<Octets> values = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            boolean binary = !formats.isEmpty() && formats.get(Math.min(i, formats.size() - 1)) == 1;
            values.add(encode(row.get(i), binary));
        }
        return new DataRow(values);
    }

    private static Octets encode(Object value, boolean binary) {
        if (value == null) {
            return null;
        }
        if (value instanceof Boolean flag) {
            return binary ? new Octets(new byte[] {(byte) (flag ? 1 : 0)}) : Octets.of(flag ? "t" : "f");
        }
        return binary && value instanceof Integer number ? Octets.int4(number) : Octets.of(value.toString());
    }
}
