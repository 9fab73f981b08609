package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.type.Format;
import io.howdah.internal.type.Oids;
import io.howdah.internal.type.PgType;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays read from result sets and made by applications. */
class ArrayImplTest {
    private static void assertState(String sqlState, Executable call) {
        assertEquals(sqlState, assertThrows(SQLException.class, call).getSQLState());
    }

    private static ResultSet column(int format, int oid, Object value) throws SQLException {
        return TestRows.of(format, oid).values(value).first();
    }

    private static ArrayImpl made(int oid, Object elements) throws SQLException {
        PgType type = TestRows.CONTEXT.types().byOid(oid);
        return ArrayImpl.of(elements, type, TestRows.CONTEXT);
    }

    @ParameterizedTest
    @ValueSource(ints = {Format.TEXT, Format.BINARY})
    void anArrayColumnIsReadAsArrayListAndJavaArray(int format) throws SQLException {
        ResultSet rs = column(format, Oids.INT4_ARRAY, new Integer[] {1, null, -3});
        Array array = rs.getArray(1);
        assertArrayEquals(new Integer[] {1, null, -3}, (Integer[]) array.getArray());
        assertArrayEquals(new Integer[] {1, null, -3}, (Integer[]) array.getArray(Map.of()));
        assertEquals("{1,NULL,-3}", array.toString());
        assertEquals("{1,NULL,-3}", rs.getString(1));
        assertEquals("int4", array.getBaseTypeName());
        assertEquals(Types.INTEGER, array.getBaseType());
        assertInstanceOf(Array.class, rs.getObject(1));
        assertEquals("{1,NULL,-3}", rs.getObject(1, Array.class).toString());
        assertEquals(Arrays.asList(1, null, -3), rs.getObject(1, List.class));
        assertArrayEquals(new Integer[] {1, null, -3}, rs.getObject(1, Integer[].class));
        assertEquals("{1,NULL,-3}", rs.getObject(1, String.class));
    }

    @ParameterizedTest
    @ValueSource(ints = {Format.TEXT, Format.BINARY})
    void anArrayOutlivesItsRow(int format) throws SQLException {
        ResultSet rs = TestRows.of(format, Oids.TEXT_ARRAY)
                .values((Object) new String[] {"a", "\"b\\"})
                .values((Object) new String[] {"c"})
                .first();
        Array array = rs.getArray(1);
        rs.next();
        rs.close();
        assertArrayEquals(new String[] {"a", "\"b\\"}, (String[]) array.getArray());
        assertEquals("{a,\"\\\"b\\\\\"}", array.toString());
    }

    @Test
    void aPartOfAnArrayIsRead() throws SQLException {
        Array array = made(Oids.INT4_ARRAY, new int[] {10, 20, 30});
        assertArrayEquals(new Integer[] {20, 30}, (Integer[]) array.getArray(2, 2));
        assertArrayEquals(new Integer[] {20, 30}, (Integer[]) array.getArray(2, 0));
        assertArrayEquals(new Integer[] {10}, (Integer[]) array.getArray(1, 1, Map.of()));
        assertArrayEquals(new Integer[0], (Integer[]) array.getArray(4, 0));
        assertThrows(SQLException.class, () -> array.getArray(0, 1));
        assertThrows(SQLException.class, () -> array.getArray(2, 3));
        assertThrows(SQLException.class, () -> array.getArray(1, -1));
        assertThrows(SQLException.class, () -> array.getArray(Long.MAX_VALUE, 1));
        assertThrows(SQLException.class, () -> array.getArray(Long.MIN_VALUE, 0));
    }

    @Test
    void elementsComeAsRows() throws SQLException {
        ResultSet rs = made(Oids.TEXT_ARRAY, new String[] {"a", null, "c"}).getResultSet();
        assertEquals("INDEX", rs.getMetaData().getColumnLabel(1));
        assertEquals("VALUE", rs.getMetaData().getColumnLabel(2));
        assertTrue(rs.next());
        assertEquals(1, rs.getInt("index"));
        assertEquals("a", rs.getString("value"));
        assertTrue(rs.next());
        assertEquals(2, rs.getObject(1));
        assertNull(rs.getString(2));
        assertTrue(rs.absolute(3));
        assertEquals("c", rs.getObject(2));
        assertFalse(rs.next());
        assertNull(rs.getStatement());

        ResultSet part = made(Oids.INT4_ARRAY, new int[] {10, 20, 30}).getResultSet(2, 1);
        assertTrue(part.next());
        assertEquals(2, part.getInt(1));
        assertEquals(20, part.getInt(2));
        assertFalse(part.next());
    }

    @Test
    void rowsOfSeveralDimensionsAreArrays() throws SQLException {
        ResultSet rs = made(Oids.INT4_ARRAY, new int[][] {{1, 2}, {3, 4}}).getResultSet();
        assertTrue(rs.absolute(2));
        assertArrayEquals(new Integer[] {3, 4}, (Integer[]) rs.getArray(2).getArray());
        assertEquals(Types.ARRAY, rs.getMetaData().getColumnType(2));
    }

    @Test
    void aMadeArrayReadsAsTheServerWouldSendIt() throws SQLException {
        ArrayImpl array = made(Oids.INT8_ARRAY, new Object[] {1, "2", null});
        assertArrayEquals(new Long[] {1L, 2L, null}, (Long[]) array.getArray());
        assertEquals("{1,2,NULL}", array.toString());
        assertEquals(Oids.INT8_ARRAY, array.type().oid());
        assertEquals("{}", made(Oids.INT8_ARRAY, new Object[0]).toString());
        assertState("22023", () -> made(Oids.INT8_ARRAY, null));
    }

    @Test
    void afterFreeNothingIsLeft() throws SQLException {
        ArrayImpl array = made(Oids.INT4_ARRAY, new int[] {1});
        array.free();
        array.free();
        assertState("55000", array::getArray);
        assertState("55000", array::getResultSet);
        assertState("55000", array::getBaseType);
        assertState("55000", array::value);
        assertEquals("", array.toString());
    }
}
