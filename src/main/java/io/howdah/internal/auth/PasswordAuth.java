package io.howdah.internal.auth;

import io.howdah.internal.util.ByteSink;
import io.howdah.internal.wire.FrontendWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * The two methods that answer a request with one PasswordMessage: the password itself, or its salted MD5. Stateless. Arrays that held the password
 * are cleared.
 */
final class PasswordAuth {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private PasswordAuth() {}

    /** Writes the password as it is; 22021 when it cannot be sent as text. */
    static void cleartext(String password, FrontendWriter writer) throws SQLException {
        byte[] bytes = utf8(password);
        writer.password(bytes);
        Arrays.fill(bytes, (byte) 0);
    }

    /** Writes {@code "md5" + hex(md5(hex(md5(password + user)) + salt))}. */
    static void md5(String user, String password, byte[] salt, FrontendWriter writer) throws SQLException {
        MessageDigest md5;
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException forbidden) {
            throw AuthPolicy.refused(
                    "the server asked for md5 authentication, but this Java runtime has no MD5 (FIPS mode?);"
                            + " store the password with password_encryption=scram-sha-256 on the server");
        }
        byte[] bytes = utf8(password);
        md5.update(bytes);
        Arrays.fill(bytes, (byte) 0);
        md5.update(utf8(user));
        byte[] inner = new byte[32];
        hex(md5.digest(), inner, 0);
        md5.update(inner);
        md5.update(salt);
        byte[] answer = new byte[35];
        answer[0] = 'm';
        answer[1] = 'd';
        answer[2] = '5';
        hex(md5.digest(), answer, 3);
        writer.password(answer);
        Arrays.fill(inner, (byte) 0);
    }

    private static void hex(byte[] digest, byte[] target, int offset) {
        for (int i = 0; i < digest.length; i++) {
            target[offset + 2 * i] = HEX[digest[i] >> 4 & 15];
            target[offset + 2 * i + 1] = HEX[digest[i] & 15];
        }
    }

    private static byte[] utf8(String text) throws SQLException {
        ByteSink sink = new ByteSink(3 * text.length());
        try {
            sink.putUtf8(text);
            return sink.toByteArray();
        } catch (SQLException unsendable) {
            // The original message speaks of parameters; this one must not even hint at the characters around the bad
            // one.
            throw new SQLException(
                    "user name or password holds a character that cannot be sent: U+0000 or half a surrogate pair",
                    "22021");
        } finally {
            Arrays.fill(sink.array(), (byte) 0);
        }
    }
}
