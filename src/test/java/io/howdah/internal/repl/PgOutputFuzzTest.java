package io.howdah.internal.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.TypeRegistry;
import io.howdah.internal.util.ByteCursor;
import io.howdah.replication.PgOutput;
import io.howdah.replication.Tuple;
import java.sql.SQLException;
import java.time.ZoneOffset;

/** Streams of any bytes: every message and every value is read or refused by an SQLException. */
class PgOutputFuzzTest {
    @FuzzTest
    void anyMessagesAreDecodedOrRefused(FuzzedDataProvider data) {
        CodecContext context = new CodecContext(new TypeRegistry(), ZoneOffset.UTC, 180_000);
        PgOutputDecoder decoder = new PgOutputDecoder();
        while (data.remainingBytes() > 0) {
            byte[] message = data.consumeBytes(data.consumeInt(0, 200));
            try {
                PgOutput decoded = decoder.decode(new ByteCursor(message, 0, message.length), context);
                assertNotNull(decoded.toString());
                if (decoded instanceof PgOutput.Insert insert) {
                    read(insert.row());
                }
            } catch (SQLException refused) {
                assertEquals(5, refused.getSQLState().length(), refused.getMessage());
            }
        }
    }

    private static void read(Tuple row) throws SQLException {
        for (int column = 1; column <= row.relation().columns().size(); column++) {
            if (!row.isUnchanged(column)) {
                row.get(column);
                row.getString(column);
            }
        }
    }
}
