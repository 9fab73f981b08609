package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.internal.type.Oids;
import io.howdah.internal.type.TypeRegistry;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.sql.Types;
import org.junit.jupiter.api.Test;

class SqlTypesTest {
    private static final ParameterContext CONTEXT = new ParameterContext(Oids.VARCHAR, new TypeRegistry());

    @Test
    void nullsAreTypedWhereTheTypeIsCertain() throws SQLException {
        assertEquals(Oids.INT4, SqlTypes.oid(Types.INTEGER, CONTEXT));
        assertEquals(Oids.VARCHAR, SqlTypes.oid(Types.VARCHAR, CONTEXT));
        assertEquals(Oids.BYTEA, SqlTypes.oid(Types.VARBINARY, CONTEXT));
    }

    @Test
    void nullsAreUntypedWhereItIsNot() throws SQLException {
        assertEquals(Oids.UNSPECIFIED, SqlTypes.oid(Types.BLOB, CONTEXT));
        assertEquals(Oids.UNSPECIFIED, SqlTypes.oid(Types.CLOB, CONTEXT));
        assertEquals(Oids.UNSPECIFIED, SqlTypes.oid(Types.TIMESTAMP, CONTEXT));
        assertEquals(Oids.UNSPECIFIED, SqlTypes.oid(Types.OTHER, CONTEXT));
        assertEquals(Oids.UNSPECIFIED, SqlTypes.oid(Types.NULL, CONTEXT));
    }

    @Test
    void knownNameOverridesTheNumber() throws SQLException {
        assertEquals(Oids.UUID, SqlTypes.oid(Types.OTHER, "uuid", CONTEXT));
        assertEquals(Oids.INT4, SqlTypes.oid(Types.INTEGER, "no_such_type", CONTEXT));
    }

    @Test
    void numberThatIsNoTypeIsRefused() {
        SQLException e = assertThrows(SQLException.class, () -> SqlTypes.oid(42, CONTEXT));
        assertEquals("07006", e.getSQLState());
    }

    @Test
    void sqlTypeStandsForItsNumber() throws SQLException {
        assertEquals(Types.BIGINT, SqlTypes.number(JDBCType.BIGINT));
        SQLException e = assertThrows(SQLException.class, () -> SqlTypes.number(null));
        assertEquals("22023", e.getSQLState());
    }
}
