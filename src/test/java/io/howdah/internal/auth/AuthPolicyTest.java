package io.howdah.internal.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.config.Settings.ChannelBinding;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthPolicyTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void withoutAListEverythingIsAllowed(String list) throws SQLException {
        AuthPolicy policy = AuthPolicy.of(list, ChannelBinding.PREFER, 0);
        for (AuthMethod method : AuthMethod.values()) {
            assertTrue(policy.allows(method));
        }
    }

    @ParameterizedTest
    @EnumSource(AuthMethod.class)
    void listAndNegatedListAreOpposites(AuthMethod named) throws SQLException {
        AuthPolicy only = AuthPolicy.of(named.label(), ChannelBinding.PREFER, 0);
        AuthPolicy allBut = AuthPolicy.of("!" + named.label(), ChannelBinding.PREFER, 0);
        for (AuthMethod method : AuthMethod.values()) {
            assertEquals(method == named, only.allows(method));
            assertEquals(method != named, allBut.allows(method));
        }
    }

    @Test
    void spacesAndCaseDoNotMatter() throws SQLException {
        AuthPolicy policy = AuthPolicy.of(" SCRAM-SHA-256 , Md5", ChannelBinding.PREFER, 0);
        assertTrue(policy.allows(AuthMethod.SCRAM_SHA_256));
        assertTrue(policy.allows(AuthMethod.MD5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "md5,!password",
                "!md5,password",
                "md5,md5",
                "!md5,!md5",
                "kerberos",
                "!",
                "md5,",
                ",md5",
                "!!md5"
            })
    void listsThatMakeNoSenseAreRefused(String list) {
        SQLException e = assertThrows(SQLException.class, () -> AuthPolicy.of(list, ChannelBinding.PREFER, 0));
        assertEquals("22023", e.getSQLState());
    }
}
