package io.howdah.script;

import io.howdah.script.BackendMessage.Authentication;
import io.howdah.script.BackendMessage.BackendKeyData;
import io.howdah.script.BackendMessage.BindComplete;
import io.howdah.script.BackendMessage.CloseComplete;
import io.howdah.script.BackendMessage.Column;
import io.howdah.script.BackendMessage.CommandComplete;
import io.howdah.script.BackendMessage.CopyResponse;
import io.howdah.script.BackendMessage.DataRow;
import io.howdah.script.BackendMessage.EmptyQueryResponse;
import io.howdah.script.BackendMessage.ErrorResponse;
import io.howdah.script.BackendMessage.NoData;
import io.howdah.script.BackendMessage.NoticeResponse;
import io.howdah.script.BackendMessage.NotificationResponse;
import io.howdah.script.BackendMessage.ParameterDescription;
import io.howdah.script.BackendMessage.ParameterStatus;
import io.howdah.script.BackendMessage.ParseComplete;
import io.howdah.script.BackendMessage.PortalSuspended;
import io.howdah.script.BackendMessage.ReadyForQuery;
import io.howdah.script.BackendMessage.RowDescription;
import io.howdah.script.FrontendMessage.Bind;
import io.howdah.script.FrontendMessage.Close;
import io.howdah.script.FrontendMessage.Describe;
import io.howdah.script.FrontendMessage.Execute;
import io.howdah.script.FrontendMessage.Flush;
import io.howdah.script.FrontendMessage.Parse;
import io.howdah.script.FrontendMessage.Sync;
import io.howdah.script.FrontendMessage.Terminate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Short names for messages, so that a script reads like the protocol. */
public final class Messages {
    /** Types of columns in scripts. */
    public static final int INT4 = 23;

    public static final int TEXT = 25;

    private static final Octets NOTHING = new Octets(new byte[0]);

    private Messages() {}

    // ---- from the client

    public static Parse parse(String name, String sql, Integer... typeOids) {
        return new Parse(name, sql, List.of(typeOids));
    }

    /** The unnamed statement and portal, no parameters, results in text. */
    public static Bind bind() {
        return bind("", "");
    }

    public static Bind bind(String portal, String statement) {
        return new Bind(portal, statement, List.of(), List.of(), List.of());
    }

    public static Describe describe(String statement) {
        return new Describe('S', statement);
    }

    /** Executes the unnamed portal to its end. */
    public static Execute execute() {
        return execute("", 0);
    }

    public static Execute execute(String portal, int maxRows) {
        return new Execute(portal, maxRows);
    }

    public static Close close(String statement) {
        return new Close('S', statement);
    }

    public static Close closePortal(String portal) {
        return new Close('P', portal);
    }

    public static Sync sync() {
        return new Sync();
    }

    public static Flush flush() {
        return new Flush();
    }

    public static Terminate terminate() {
        return new Terminate();
    }

    /** A command of the driver's own: Parse, Bind and Execute without parameters. */
    public static FrontendMessage[] command(String sql) {
        return new FrontendMessage[] {parse("", sql), bind(), execute()};
    }

    // ---- from the server

    public static Authentication authenticationOk() {
        return new Authentication(Authentication.OK, NOTHING);
    }

    public static Authentication authenticationSasl(String... mechanisms) {
        BodyWriter list = new BodyWriter();
        for (String mechanism : mechanisms) {
            list.string(mechanism);
        }
        return new Authentication(Authentication.SASL, new Octets(list.int8(0).toBytes()));
    }

    public static Authentication authentication(int code, String data) {
        return new Authentication(code, Octets.of(data));
    }

    public static BackendKeyData backendKeyData(int pid, int secretKey) {
        return new BackendKeyData(pid, Octets.int4(secretKey));
    }

    public static ParameterStatus parameterStatus(String name, String value) {
        return new ParameterStatus(name, value);
    }

    public static ReadyForQuery ready(char status) {
        return new ReadyForQuery(status);
    }

    public static ParseComplete parseComplete() {
        return new ParseComplete();
    }

    public static BindComplete bindComplete() {
        return new BindComplete();
    }

    public static CloseComplete closeComplete() {
        return new CloseComplete();
    }

    public static NoData noData() {
        return new NoData();
    }

    public static EmptyQueryResponse emptyQueryResponse() {
        return new EmptyQueryResponse();
    }

    public static PortalSuspended portalSuspended() {
        return new PortalSuspended();
    }

    public static ParameterDescription parameterDescription(Integer... typeOids) {
        return new ParameterDescription(List.of(typeOids));
    }

    public static RowDescription rowDescription(Column... columns) {
        return new RowDescription(List.of(columns));
    }

    /** A column that comes from no table. */
    public static Column column(String name, int typeOid) {
        return new Column(name, 0, 0, typeOid, typeOid == INT4 ? 4 : -1, -1, 0);
    }

    /** A row of values: a String in text, an Integer as int4 in binary, null. */
    public static DataRow dataRow(Object... values) {
        List<Octets> row = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof Integer number) {
                row.add(Octets.int4(number));
            } else if (value instanceof Octets octets) {
                row.add(octets);
            } else {
                row.add(value == null ? null : Octets.of((String) value));
            }
        }
        return new DataRow(row);
    }

    public static CommandComplete commandComplete(String tag) {
        return new CommandComplete(tag);
    }

    public static ErrorResponse error(String sqlState, String message) {
        return new ErrorResponse(fields("ERROR", sqlState, message));
    }

    /** An error after which the server closes the connection. */
    public static ErrorResponse fatal(String sqlState, String message) {
        return new ErrorResponse(fields("FATAL", sqlState, message));
    }

    public static NoticeResponse notice(String sqlState, String message) {
        return new NoticeResponse(fields("NOTICE", sqlState, message));
    }

    private static Map<Character, String> fields(String severity, String sqlState, String message) {
        Map<Character, String> fields = new LinkedHashMap<>();
        fields.put('S', severity);
        fields.put('V', severity);
        fields.put('C', sqlState);
        fields.put('M', message);
        return fields;
    }

    public static NotificationResponse notification(int pid, String channel, String payload) {
        return new NotificationResponse(pid, channel, payload);
    }

    public static CopyResponse copyInResponse() {
        return new CopyResponse('G', 0, List.of(0));
    }

    public static CopyResponse copyOutResponse() {
        return new CopyResponse('H', 0, List.of(0));
    }

    /** What a server says from the end of authentication on until it is ready. */
    public static BackendMessage[] welcome() {
        return new BackendMessage[] {
            authenticationOk(),
            parameterStatus("server_version", "18.6"),
            parameterStatus("client_encoding", "UTF8"),
            parameterStatus("DateStyle", "ISO, MDY"),
            parameterStatus("TimeZone", "UTC"),
            parameterStatus("integer_datetimes", "on"),
            parameterStatus("standard_conforming_strings", "on"),
            backendKeyData(4711, 0x0badcafe),
            ready('I')
        };
    }
}
