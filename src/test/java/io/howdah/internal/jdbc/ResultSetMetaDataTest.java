package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.type.Format;
import io.howdah.internal.type.Oids;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What metadata says without asking the server. */
class ResultSetMetaDataTest {
    private static ResultSetMetaData of(int oid) throws SQLException {
        return TestRows.of(Format.TEXT, oid).open().getMetaData();
    }

    @ParameterizedTest
    @CsvSource({
        "16, bool, -7, java.lang.Boolean, 1, 0, 1",
        "21, int2, 5, java.lang.Integer, 5, 0, 6",
        "23, int4, 4, java.lang.Integer, 10, 0, 11",
        "20, int8, -5, java.lang.Long, 19, 0, 20",
        "26, oid, -5, java.lang.Long, 10, 0, 10",
        "700, float4, 7, java.lang.Float, 8, 8, 15",
        "701, float8, 8, java.lang.Double, 17, 17, 25",
        "1700, numeric, 2, java.math.BigDecimal, 0, 0, 131089",
        "790, money, 8, java.lang.Double, 1234, 0, 1234",
        "1042, bpchar, 1, java.lang.String, 1234, 0, 1234",
        "1043, varchar, 12, java.lang.String, 1234, 0, 1234",
        "25, text, 12, java.lang.String, 1234, 0, 1234",
        "17, bytea, -2, [B, 1234, 0, 1234",
        "1082, date, 91, java.sql.Date, 13, 0, 13",
        "1083, time, 92, java.sql.Time, 15, 6, 15",
        "1266, timetz, 92, java.sql.Time, 21, 6, 21",
        "1114, timestamp, 93, java.sql.Timestamp, 29, 6, 29",
        "1184, timestamptz, 93, java.sql.Timestamp, 35, 6, 35",
        "2950, uuid, 1111, java.util.UUID, 1234, 0, 1234",
        "114, json, 1111, io.howdah.types.PgValue, 1234, 0, 1234",
        "1007, _int4, 2003, java.sql.Array, 10, 0, 11"
    })
    void typesHaveTheirFacts(int oid, String name, int type, String className, int precision, int scale, int display)
            throws SQLException {
        ResultSetMetaData meta = of(oid);
        assertEquals(name, meta.getColumnTypeName(1));
        assertEquals(type, meta.getColumnType(1));
        assertEquals(className, meta.getColumnClassName(1));
        assertEquals(precision, meta.getPrecision(1));
        assertEquals(scale, meta.getScale(1));
        assertEquals(display, meta.getColumnDisplaySize(1));
    }

    @Test
    void columnsOfNoTableHaveNoTableFacts() throws SQLException {
        ResultSetMetaData meta = of(Oids.INT4);
        assertEquals("", meta.getTableName(1));
        assertEquals("", meta.getSchemaName(1));
        assertEquals("", meta.getCatalogName(1));
        assertEquals(ResultSetMetaData.columnNullableUnknown, meta.isNullable(1));
        assertFalse(meta.isAutoIncrement(1));
        assertTrue(meta.isSearchable(1));
        assertFalse(meta.isReadOnly(1));
        assertTrue(meta.isWritable(1));
        assertFalse(meta.isDefinitelyWritable(1));
        assertTrue(meta.isSigned(1));
        assertFalse(meta.isCaseSensitive(1));
        assertFalse(meta.isCurrency(1));
        assertTrue(of(Oids.MONEY).isCurrency(1));
        assertTrue(of(Oids.TEXT).isCaseSensitive(1));
        assertFalse(of(Oids.OID).isSigned(1));
    }

    @Test
    void labelsAreNames() throws SQLException {
        ResultSetMetaData meta = TestRows.labelled("id", "Name").open().getMetaData();
        assertEquals(2, meta.getColumnCount());
        assertEquals("id", meta.getColumnName(1));
        assertEquals("Name", meta.getColumnLabel(2));
    }

    @Test
    void aColumnThatIsNotThereIsRefused() throws SQLException {
        ResultSetMetaData meta = of(Oids.INT4);
        assertEquals(
                "22023",
                assertThrows(SQLException.class, () -> meta.getColumnType(0)).getSQLState());
        assertEquals(
                "22023",
                assertThrows(SQLException.class, () -> meta.getTableName(2)).getSQLState());
        assertEquals(
                "22023",
                assertThrows(SQLException.class, () -> meta.isWritable(2)).getSQLState());
    }

    @Test
    void itOutlivesTheResultSet() throws SQLException {
        ResultSet rs = TestRows.text(Oids.INT4, "1").open();
        ResultSetMetaData meta = rs.getMetaData();
        rs.close();
        assertEquals(Types.INTEGER, meta.getColumnType(1));
    }
}
