package io.howdah.internal.jdbc;

import io.howdah.internal.row.MemoryRows;
import io.howdah.internal.row.RowShape;
import io.howdah.internal.session.StatementResult;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Format;
import io.howdah.internal.type.Oids;
import io.howdah.internal.type.PgType;
import io.howdah.internal.type.TypeRegistry;
import io.howdah.internal.util.ByteSink;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds result sets over rows in memory, in either format, and plays the statement they belong to. */
final class TestRows implements ResultSetOwner {
    static final CodecContext CONTEXT = new CodecContext(new TypeRegistry(), ZoneId.of("Europe/Berlin"), 180_000);

    private final String[] names;
    private final int[] oids;
    private final int format;
    private final List<byte[][]> rows = new ArrayList<>();

    int type = ResultSet.TYPE_FORWARD_ONLY;
    boolean booleansAreNumbers;
    boolean labelsAreExact;
    int maxFieldSize;
    int closed;

    private TestRows(String[] names, int[] oids, int format) {
        this.names = names;
        this.oids = oids;
        this.format = format;
    }

    /** Columns c1, c2, ... of these types. */
    static TestRows of(int format, int... oids) {
        String[] names = new String[oids.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = "c" + (i + 1);
        }
        return new TestRows(names, oids, format);
    }

    static TestRows labelled(String... names) {
        int[] oids = new int[names.length];
        Arrays.fill(oids, Oids.INT4);
        return new TestRows(names, oids, Format.TEXT);
    }

    /** Text columns and a row of each value. */
    static TestRows text(int oid, String... values) {
        TestRows table = of(Format.TEXT, oid);
        for (String value : values) {
            table.row(value);
        }
        return table;
    }

    /** Adds a row of values in text. */
    TestRows row(String... values) {
        byte[][] row = new byte[values.length][];
        for (int i = 0; i < values.length; i++) {
            row[i] = values[i] == null ? null : values[i].getBytes(StandardCharsets.UTF_8);
        }
        rows.add(row);
        return this;
    }

    /** Adds a row of values as they come over the wire. */
    TestRows row(byte[]... values) {
        rows.add(values);
        return this;
    }

    /** Adds a row of Java values, encoded by their codecs in this table's format. */
    TestRows values(Object... values) throws SQLException {
        byte[][] row = new byte[values.length][];
        for (int i = 0; i < values.length; i++) {
            row[i] = values[i] == null ? null : encode(values[i], oids[i], format);
        }
        rows.add(row);
        return this;
    }

    static byte[] encode(Object value, int oid, int format) throws SQLException {
        PgType type = CONTEXT.types().byOid(oid);
        ByteSink out = new ByteSink(16);
        type.codec().encode(value, format, type, out, CONTEXT);
        return out.toByteArray();
    }

    TestRows scrollable() {
        type = ResultSet.TYPE_SCROLL_INSENSITIVE;
        return this;
    }

    StatementResult result() {
        RowShape shape = MemoryRows.shape(names, oids, format, CONTEXT);
        StatementResult result = StatementResult.ofRows(shape);
        MemoryRows.fill(result.rows(), names.length, rows);
        return result;
    }

    ResultSetImpl open() {
        return over(result());
    }

    ResultSetImpl over(StatementResult result) {
        return new ResultSetImpl(this, result, type, ResultSet.CONCUR_READ_ONLY, ResultSet.CLOSE_CURSORS_AT_COMMIT);
    }

    /** The only row. */
    ResultSetImpl first() throws SQLException {
        ResultSetImpl rs = open();
        if (!rs.next()) {
            throw new AssertionError("no row");
        }
        return rs;
    }

    @Override
    public Statement statement() {
        return null;
    }

    @Override
    public CodecContext context() {
        return CONTEXT;
    }

    @Override
    public boolean convertBooleanToNumeric() {
        return booleansAreNumbers;
    }

    @Override
    public boolean disableColumnSanitiser() {
        return labelsAreExact;
    }

    @Override
    public int unknownLength() {
        return 1234;
    }

    @Override
    public int maxFieldSize() {
        return maxFieldSize;
    }

    @Override
    public ConnectionImpl connection() {
        return null;
    }

    @Override
    public TableColumns tableColumns() {
        return null;
    }

    @Override
    public ResultSet openCursor(String name) throws SQLException {
        throw JdbcErrors.unsupported("a cursor without a connection");
    }

    @Override
    public void resultSetClosed(ResultSetImpl resultSet) {
        closed++;
    }
}
