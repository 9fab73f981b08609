package io.howdah.internal.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.howdah.types.PgValue;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.BitSet;
import java.util.List;

/** Values of any type, in both formats, with any bytes: every reading gives a value or an SQLException, within the value's bounds. */
class CodecFuzzTest {
    private static final int[] TYPES = {
        Oids.BOOL,
        Oids.BYTEA,
        Oids.CHAR,
        Oids.NAME,
        Oids.INT8,
        Oids.INT2,
        Oids.INT4,
        Oids.TEXT,
        Oids.OID,
        Oids.JSON,
        Oids.FLOAT4,
        Oids.FLOAT8,
        Oids.BPCHAR,
        Oids.VARCHAR,
        Oids.DATE,
        Oids.TIME,
        Oids.TIMESTAMP,
        Oids.TIMESTAMPTZ,
        Oids.TIMETZ,
        Oids.NUMERIC,
        Oids.UUID,
        Oids.JSONB,
        Oids.INT4RANGE,
        Oids.NUMRANGE,
        Oids.TSTZRANGE,
        Oids.TSTZMULTIRANGE,
        Oids.INT2VECTOR,
        Oids.TID,
        Oids.XID,
        Oids.OIDVECTOR,
        Oids.XML,
        Oids.POINT,
        Oids.LSEG,
        Oids.PATH,
        Oids.BOX,
        Oids.POLYGON,
        Oids.LINE,
        Oids.CIDR,
        Oids.CIRCLE,
        Oids.MACADDR8,
        Oids.MONEY,
        Oids.MACADDR,
        Oids.INET,
        Oids.INTERVAL,
        Oids.BIT,
        Oids.VARBIT,
        Oids.TXID_SNAPSHOT,
        Oids.PG_LSN,
        Oids.TSVECTOR,
        Oids.TSQUERY,
        Oids.JSONPATH,
        Oids.PG_SNAPSHOT,
        Oids.XID8
    };

    private static final List<Class<?>> CLASSES = List.of(
            String.class,
            Long.class,
            BigDecimal.class,
            LocalDate.class,
            OffsetDateTime.class,
            byte[].class,
            PgValue.class,
            Duration.class,
            Period.class,
            InetAddress.class,
            BitSet.class,
            int[].class,
            Object.class);

    private interface Reading {
        Object read() throws SQLException;
    }

    private static void expectValueOrSqlException(Reading reading) {
        try {
            assertNotNull(reading.read());
        } catch (SQLException refused) {
            assertEquals(5, refused.getSQLState().length(), refused.getMessage());
        }
    }

    @FuzzTest
    void anyBytesAreAValueOrRefused(FuzzedDataProvider data) {
        CodecContext context = Values.context("America/New_York");
        PgType scalar = context.types().byOid(TYPES[data.consumeInt(0, TYPES.length - 1)]);
        PgType type = data.consumeBoolean() ? scalar : context.types().byOid(scalar.arrayOid());
        int format = data.consumeBoolean() ? Format.BINARY : Format.TEXT;
        readInEveryWay(type, format, data.consumeRemainingAsBytes(), context);
    }

    @FuzzTest
    void anyBytesAreAnHstoreOrRefused(FuzzedDataProvider data) {
        CodecContext context = Values.context("UTC");
        PgType hstore = context.types().describe(90_000, "public", "hstore", PgType.Form.BASE, 0, 0, ',');
        int format = data.consumeBoolean() ? Format.BINARY : Format.TEXT;
        readInEveryWay(hstore, format, data.consumeRemainingAsBytes(), context);
    }

    private static void readInEveryWay(PgType type, int format, byte[] value, CodecContext context) {
        // Bytes of others around the value, which a decoder must not touch.
        byte[] bytes = Values.padded(value);
        int offset = Values.PADDING;
        Codec codec = type.codec();
        expectValueOrSqlException(() -> codec.decode(bytes, offset, value.length, format, type, context));
        expectValueOrSqlException(() -> codec.decodeString(bytes, offset, value.length, format, type, context));
        expectValueOrSqlException(() -> codec.decodeBoolean(bytes, offset, value.length, format, type, context));
        expectValueOrSqlException(() -> codec.decodeInt(bytes, offset, value.length, format, type, context));
        expectValueOrSqlException(() -> codec.decodeLong(bytes, offset, value.length, format, type, context));
        expectValueOrSqlException(() -> codec.decodeDouble(bytes, offset, value.length, format, type, context));
        for (Class<?> target : CLASSES) {
            expectValueOrSqlException(() -> codec.decodeAs(bytes, offset, value.length, format, type, context, target));
        }
    }
}
