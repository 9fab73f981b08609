package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.internal.type.Oids;
import io.howdah.internal.type.TypeRegistry;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayParametersTest {
    private final TypeRegistry types = new TypeRegistry();

    @ParameterizedTest
    @CsvSource({
        "int4," + Oids.INT4_ARRAY,
        "INTEGER," + Oids.INT4_ARRAY,
        "BIGINT," + Oids.INT8_ARRAY,
        "varchar," + Oids.VARCHAR_ARRAY,
        "text," + Oids.TEXT_ARRAY,
        "NUMERIC," + Oids.NUMERIC_ARRAY,
        "BOOLEAN," + Oids.BOOL_ARRAY,
        "DOUBLE," + Oids.FLOAT8_ARRAY,
        "REAL," + Oids.FLOAT4_ARRAY,
        "DATE," + Oids.DATE_ARRAY,
        "bytea," + Oids.BYTEA_ARRAY,
        "uuid," + Oids.UUID_ARRAY,
    })
    void namesOfTheServerAndOfJdbcAreKnownInAnyCase(String name, int oid) throws SQLException {
        assertEquals(
                oid,
                ArrayParameters.arrayTypeNamed(name, new Object[0], new ParameterContext(0, types))
                        .oid());
    }

    @Test
    void bitWithBooleansMeansBool() throws SQLException {
        assertEquals(
                Oids.BOOL_ARRAY,
                ArrayParameters.arrayTypeNamed("BIT", new Boolean[] {true}, new ParameterContext(0, types))
                        .oid());
    }

    @Test
    void unknownNameGoesByTheElements() throws SQLException {
        Object[] elements = {null, new UUID(1, 2)};
        assertEquals(
                Oids.UUID_ARRAY,
                ArrayParameters.arrayTypeNamed("UNKNOWN", elements, new ParameterContext(0, types))
                        .oid());
    }

    @Test
    void unknownNameOfNothingIsRefused() {
        SQLException e = assertThrows(
                SQLException.class,
                () -> ArrayParameters.arrayTypeNamed("no_such_type", new Object[0], new ParameterContext(0, types)));
        assertEquals("42602", e.getSQLState());
    }
}
