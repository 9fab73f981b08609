package io.howdah.internal.jdbc;

import io.howdah.internal.session.RoutineFacts.Parameter;
import io.howdah.internal.sql.CallArguments;
import io.howdah.internal.sql.ParsedSql;
import io.howdah.internal.sql.StatementKind;
import io.howdah.internal.type.Oids;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;

/**
 * A JDBC callable statement: a prepared statement whose call may give values back in parameters. As <code>{? = call f(?)}</code> the result is
 * parameter 1, which has no placeholder when the call is sent as {@code select * from f($1)}; the values of all OUT parameters are the columns of
 * the row that the call returns.
 *
 * <p>For one thread at a time. A getter converts as that of a result set does; besides its failures there are 02000 before an execution, 22023
 * for an index that does not exist and 2200G for a parameter that is not registered.
 */
final class CallableStatementImpl extends CallableByName {
    private final OutParameters outs;

    /** 1 when JDBC parameter 1 has no placeholder. */
    private final int offset;

    /** Null until a parameter is asked for by name. */
    private NamedParameters named;

    CallableStatementImpl(ConnectionImpl connection, ParsedSql sql, int type, int holdability) throws SQLException {
        super(connection, sql, type, holdability);
        this.offset = sql.hasReturnValue() ? 1 : 0;
        this.outs = new OutParameters(sql.parameterCount() + offset);
    }

    /** False for the command CALL, in which every argument has its place; true when the call is a SELECT. */
    private boolean selects() {
        return sql.statement(0).kind() != StatementKind.CALL;
    }

    private NamedParameters named() {
        if (named == null) {
            CallArguments call = CallArguments.of(sql.sql(), session.state().standardStrings());
            boolean resultFirst = call != null && sql.parameterCount() + offset > call.placeholders();
            named = new NamedParameters(call, connection.routines(), resultFirst, selects());
        }
        return named;
    }

    @Override
    int index(String name) throws SQLException {
        checkOpen();
        return named().index(name);
    }

    @Override
    int firstIndex() {
        return 1 + offset;
    }

    @Override
    int slot(int index) throws SQLException {
        if (offset == 0) {
            return super.slot(index);
        }
        checkOpen();
        if (index < 2 || index > outs.count()) {
            throw index == 1
                    ? JdbcErrors.invalid(
                            "parameter 1 is the result of the function and cannot be set: the first argument is parameter 2")
                    : JdbcErrors.index("parameter", index, outs.count());
        }
        return index - 2;
    }

    // ---- Registering

    private void register(int index, int sqlType, int scale) throws SQLException {
        checkOpen();
        if (!sql.isCall()) {
            throw new SQLSyntaxErrorException(
                    "This statement does not declare an OUT parameter. Use { ?= call ... } or CALL to declare one.",
                    "2F003");
        }
        if (index < 1 || index > outs.count()) {
            throw JdbcErrors.index("parameter", index, outs.count());
        }
        outs.register(index, sqlType, scale);
        occupy(index);
    }

    /** Gives the placeholder of an OUT parameter that has no value the one that says so. */
    private void occupy(int index) {
        int slot = index - 1 - offset;
        if (slot >= 0 && !params.isSet(slot)) {
            // The server drops arguments of type void from the call of a function; those of CALL must have their place.
            params.setNull(slot, selects() ? Oids.VOID : Oids.UNSPECIFIED);
        }
    }

    @Override
    public void clearParameters() throws SQLException {
        super.clearParameters();
        for (int i = 1; i <= outs.count(); i++) {
            if (outs.isRegistered(i)) {
                occupy(i);
            }
        }
    }

    @Override
    public void registerOutParameter(int index, int sqlType) throws SQLException {
        register(index, sqlType, -1);
    }

    @Override
    public void registerOutParameter(int index, int sqlType, int scale) throws SQLException {
        if (scale < 0) {
            throw JdbcErrors.invalid("scale of an OUT parameter: expected 0 or more digits, got " + scale);
        }
        register(index, sqlType, scale);
    }

    /** As without {@code typeName}: values are of the type that the server says. */
    @Override
    public void registerOutParameter(int index, int sqlType, String typeName) throws SQLException {
        register(index, sqlType, -1);
    }

    @Override
    public void registerOutParameter(int index, SQLType sqlType) throws SQLException {
        register(index, SqlTypes.number(sqlType), -1);
    }

    @Override
    public void registerOutParameter(int index, SQLType sqlType, int scale) throws SQLException {
        registerOutParameter(index, SqlTypes.number(sqlType), scale);
    }

    @Override
    public void registerOutParameter(int index, SQLType sqlType, String typeName) throws SQLException {
        register(index, SqlTypes.number(sqlType), -1);
    }

    // ---- Metadata

    /** Modes and types as the catalogue has them when it is clear which routine is meant; otherwise as registered and inferred. */
    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        checkOpen();
        int[] oids = new int[outs.count()];
        int[] modes = new int[outs.count()];
        Parameter[] known = sql.isCall() ? named().describe(outs.count()) : null;
        if (known != null) {
            for (int i = 0; i < known.length; i++) {
                oids[i] = known[i].typeOid();
                modes[i] = mode(known[i].isInput(), known[i].isOutput());
            }
        } else {
            int[] described = describe().parameterOids();
            System.arraycopy(described, 0, oids, offset, described.length);
            for (int i = 0; i < modes.length; i++) {
                boolean isResult = i < offset;
                modes[i] = mode(
                        !isResult && oids[i] != Oids.VOID && params.isSet(i - offset),
                        isResult || outs.isRegistered(i + 1));
            }
        }
        return new ParameterMetaDataImpl(oids, modes, context().types(), typeResolver());
    }

    private static int mode(boolean in, boolean out) {
        if (!out) {
            return ParameterMetaData.parameterModeIn;
        }
        return in ? ParameterMetaData.parameterModeInOut : ParameterMetaData.parameterModeOut;
    }

    // ---- Execution

    /** Runs the call and takes the values of OUT parameters; true when the result is that and nothing else. */
    private boolean call() throws SQLException {
        outs.clear();
        if (offset == 1 && !outs.isRegistered(1)) {
            checkOpen();
            throw new SQLDataException(
                    "No value specified for parameter 1. It is the result of the function: call registerOutParameter(1, type),"
                            + " or begin the text with {call and read the result set.",
                    "22023");
        }
        run();
        if (outs.registered() == 0) {
            return false;
        }
        outs.take(takeRows(), columns -> named().findOutputs(outs, columns));
        return true;
    }

    @Override
    public boolean execute() throws SQLException {
        return !call() && standsAtRows();
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        call();
        return onlyRows();
    }

    /** 0 for a call, whatever it returns. */
    @Override
    public long executeLargeUpdate() throws SQLException {
        if (call() || sql.isCall()) {
            return 0;
        }
        return onlyCounts();
    }

    // ---- Values

    /** The row of the values. */
    private ResultSetImpl values() throws SQLException {
        checkOpen();
        return outs.row();
    }

    @Override
    public boolean wasNull() throws SQLException {
        checkOpen();
        return outs.row().wasNull();
    }

    @Override
    public BigDecimal getBigDecimal(int index) throws SQLException {
        return outs.rounded(index, values().getBigDecimal(outs.column(index)));
    }

    @Override
    public Object getObject(int index) throws SQLException {
        checkOpen();
        return outs.object(index);
    }

    @Override
    public Object getObject(int index, Map<String, Class<?>> map) throws SQLException {
        if (map == null || map.isEmpty()) {
            return getObject(index);
        }
        return values().getObject(outs.column(index), map);
    }

    @Override
    public <T> T getObject(int index, Class<T> type) throws SQLException {
        if (type == ResultSet.class) {
            return type.cast(getObject(index));
        }
        return values().getObject(outs.column(index), type);
    }

    @Override
    public String getString(int index) throws SQLException {
        return values().getString(outs.column(index));
    }

    @Override
    public boolean getBoolean(int index) throws SQLException {
        return values().getBoolean(outs.column(index));
    }

    @Override
    public byte getByte(int index) throws SQLException {
        return values().getByte(outs.column(index));
    }

    @Override
    public short getShort(int index) throws SQLException {
        return values().getShort(outs.column(index));
    }

    @Override
    public int getInt(int index) throws SQLException {
        return values().getInt(outs.column(index));
    }

    @Override
    public long getLong(int index) throws SQLException {
        return values().getLong(outs.column(index));
    }

    @Override
    public float getFloat(int index) throws SQLException {
        return values().getFloat(outs.column(index));
    }

    @Override
    public double getDouble(int index) throws SQLException {
        return values().getDouble(outs.column(index));
    }

    @Override
    @Deprecated
    public BigDecimal getBigDecimal(int index, int scale) throws SQLException {
        return values().getBigDecimal(outs.column(index), scale);
    }

    @Override
    public byte[] getBytes(int index) throws SQLException {
        return values().getBytes(outs.column(index));
    }

    @Override
    public Date getDate(int index) throws SQLException {
        return values().getDate(outs.column(index));
    }

    @Override
    public Time getTime(int index) throws SQLException {
        return values().getTime(outs.column(index));
    }

    @Override
    public Timestamp getTimestamp(int index) throws SQLException {
        return values().getTimestamp(outs.column(index));
    }

    @Override
    public Ref getRef(int index) throws SQLException {
        return values().getRef(outs.column(index));
    }

    @Override
    public Blob getBlob(int index) throws SQLException {
        return values().getBlob(outs.column(index));
    }

    @Override
    public Clob getClob(int index) throws SQLException {
        return values().getClob(outs.column(index));
    }

    @Override
    public Array getArray(int index) throws SQLException {
        return values().getArray(outs.column(index));
    }

    @Override
    public Date getDate(int index, Calendar calendar) throws SQLException {
        return values().getDate(outs.column(index), calendar);
    }

    @Override
    public Time getTime(int index, Calendar calendar) throws SQLException {
        return values().getTime(outs.column(index), calendar);
    }

    @Override
    public Timestamp getTimestamp(int index, Calendar calendar) throws SQLException {
        return values().getTimestamp(outs.column(index), calendar);
    }

    @Override
    public URL getURL(int index) throws SQLException {
        return values().getURL(outs.column(index));
    }

    @Override
    public RowId getRowId(int index) throws SQLException {
        return values().getRowId(outs.column(index));
    }

    @Override
    public NClob getNClob(int index) throws SQLException {
        return values().getNClob(outs.column(index));
    }

    @Override
    public SQLXML getSQLXML(int index) throws SQLException {
        return values().getSQLXML(outs.column(index));
    }

    @Override
    public String getNString(int index) throws SQLException {
        return values().getNString(outs.column(index));
    }

    @Override
    public Reader getNCharacterStream(int index) throws SQLException {
        return values().getNCharacterStream(outs.column(index));
    }

    @Override
    public Reader getCharacterStream(int index) throws SQLException {
        return values().getCharacterStream(outs.column(index));
    }
}
