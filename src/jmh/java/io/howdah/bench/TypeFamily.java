package io.howdah.bench;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.openjdk.jmh.infra.Blackhole;

/** A family of types: how the server makes its values, and how an application reads and writes one by the usual methods of JDBC. */
public enum TypeFamily {
    BOOL("bool", "i % 2 = 0"),
    INT4("int4", "i * 21474"),
    INT8("int8", "i * 92233720368547"),
    FLOAT8("float8", "i / 7.0::float8"),
    NUMERIC("numeric", "(i * 12345678.9012)::numeric(20,4)"),
    TEXT("text", "'value of row ' || i"),
    BYTEA("bytea", "decode(repeat(md5(i::text), 4), 'hex')"),
    DATE("date", "date '2000-01-01' + i"),
    TIMESTAMP("timestamp", "timestamp '2000-01-01 10:11:12.123456' + i * interval '1 hour'"),
    TIMESTAMPTZ("timestamptz", "timestamptz '2000-01-01 10:11:12.123456Z' + i * interval '1 hour'"),
    UUIDS("uuid", "md5(i::text)::uuid"),
    JSON("json", "json_build_object('id', i, 'name', 'row ' || i)"),
    /** int[] where the driver has it. */
    INT4_ARRAY("int4[]", "array(select i * j from generate_series(1, 100) j)"),
    /** Integer[] by way of java.sql.Array. */
    INT4_ARRAY_BOXED("int4[]", "array(select i * j from generate_series(1, 100) j)"),
    TEXT_ARRAY("text[]", "array(select 'element ' || j from generate_series(1, 100) j)");

    private final String sqlType;
    private final String expression;

    TypeFamily(String sqlType, String expression) {
        this.sqlType = sqlType;
        this.expression = expression;
    }

    String sqlType() {
        return sqlType;
    }

    /** A query of {@code count} values, each of another number. */
    String query(int count) {
        return "select (" + expression + ")::" + sqlType + " from generate_series(1, " + count + ") i";
    }

    /** Reads the current row of a result of one column. */
    void read(ResultSet rows, boolean primitiveArrays, Blackhole hole) throws SQLException {
        switch (this) {
            case BOOL -> hole.consume(rows.getBoolean(1));
            case INT4 -> hole.consume(rows.getInt(1));
            case INT8 -> hole.consume(rows.getLong(1));
            case FLOAT8 -> hole.consume(rows.getDouble(1));
            default -> hole.consume(value(rows, primitiveArrays));
        }
    }

    /** The value as an object, which {@link #write} takes. */
    Object value(ResultSet rows, boolean primitiveArrays) throws SQLException {
        return switch (this) {
            case BOOL -> rows.getBoolean(1);
            case INT4 -> rows.getInt(1);
            case INT8 -> rows.getLong(1);
            case FLOAT8 -> rows.getDouble(1);
            case NUMERIC -> rows.getBigDecimal(1);
            case TEXT, JSON -> rows.getString(1);
            case BYTEA -> rows.getBytes(1);
            case DATE -> rows.getObject(1, LocalDate.class);
            case TIMESTAMP -> rows.getObject(1, LocalDateTime.class);
            case TIMESTAMPTZ -> rows.getObject(1, OffsetDateTime.class);
            case UUIDS -> rows.getObject(1, UUID.class);
            case INT4_ARRAY ->
                primitiveArrays
                        ? rows.getObject(1, int[].class)
                        : rows.getArray(1).getArray();
            case INT4_ARRAY_BOXED, TEXT_ARRAY -> rows.getArray(1).getArray();
        };
    }

    void write(PreparedStatement statement, int index, Object value) throws SQLException {
        switch (this) {
            case BOOL -> statement.setBoolean(index, (Boolean) value);
            case INT4 -> statement.setInt(index, (Integer) value);
            case INT8 -> statement.setLong(index, (Long) value);
            case FLOAT8 -> statement.setDouble(index, (Double) value);
            case NUMERIC -> statement.setBigDecimal(index, (BigDecimal) value);
            case TEXT -> statement.setString(index, (String) value);
            case BYTEA -> statement.setBytes(index, (byte[]) value);
            case JSON -> statement.setObject(index, value, Types.OTHER);
            case DATE, TIMESTAMP, TIMESTAMPTZ, UUIDS -> statement.setObject(index, value);
            case INT4_ARRAY, INT4_ARRAY_BOXED, TEXT_ARRAY -> statement.setObject(index, value);
        }
    }
}
