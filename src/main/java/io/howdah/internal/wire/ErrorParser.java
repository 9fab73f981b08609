package io.howdah.internal.wire;

import io.howdah.api.ServerError;
import io.howdah.internal.util.ByteCursor;
import java.sql.SQLException;

/** Parses ErrorResponse and NoticeResponse. */
public final class ErrorParser {
    private ErrorParser() {}

    /** The fields of the message in {@code body}; unknown field types are skipped. 08P01 when it is malformed. */
    public static ServerError parse(ByteCursor body) throws SQLException {
        String[] fields = new String[128];
        while (true) {
            byte type = body.readByte();
            if (type == 0) {
                break;
            }
            String value = body.readCString();
            if (type > 0) {
                fields[type] = value;
            }
        }
        if (body.failed()) {
            throw Protocol.violation("an error or notice that ends early");
        }
        String sqlState = fields['C'];
        return new ServerError(
                fields['S'],
                fields['V'],
                sqlState == null || sqlState.length() != 5 ? "XX000" : sqlState,
                fields['M'] == null ? "(the server sent no message)" : fields['M'],
                fields['D'],
                fields['H'],
                number(fields['P']),
                number(fields['p']),
                fields['q'],
                fields['W'],
                fields['s'],
                fields['t'],
                fields['c'],
                fields['d'],
                fields['n'],
                fields['F'],
                number(fields['L']),
                fields['R']);
    }

    private static int number(String digits) {
        if (digits == null || digits.isEmpty() || digits.length() > 9) {
            return 0;
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
