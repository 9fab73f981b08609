package io.howdah.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsRulesTest {

    private static Settings parse(String arguments) throws SQLException {
        return Settings.parse("jdbc:postgresql://h/db?" + (arguments == null ? "" : arguments), null)
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # arguments                                                   | mode        | direct | root certificate
                                                                          | PREFER      | false  |
            ssl                                                           | VERIFY_FULL | false  |
            ssl=true                                                      | VERIFY_FULL | false  |
            ssl=TRUE                                                      | VERIFY_FULL | false  |
            ssl=false                                                     | PREFER      | false  |
            ssl=yes                                                       | PREFER      | false  |
            ssl&sslmode=require                                           | REQUIRE     | false  |
            ssl=true&sslmode=disable                                      | DISABLE     | false  |
            sslmode=allow                                                 | ALLOW       | false  |
            sslmode=prefer                                                | PREFER      | false  |
            sslmode=VERIFY-CA                                             | VERIFY_CA   | false  |
            sslmode=verify-full&sslrootcert=/ca.pem                       | VERIFY_FULL | false  | /ca.pem
            sslmode=require&sslrootcert=                                  | REQUIRE     | false  |
            sslrootcert=system                                            | VERIFY_FULL | false  | system
            sslmode=verify-full&sslrootcert=system                        | VERIFY_FULL | false  | system
            sslNegotiation=direct                                         | PREFER      | true   |
            sslNegotiation=direct&sslmode=require                         | REQUIRE     | true   |
            sslNegotiation=direct&sslmode=allow                           | ALLOW       | false  |
            sslNegotiation=direct&sslmode=disable                         | DISABLE     | false  |
            sslfactory=org.postgresql.ssl.LibPQFactory&ssl                | VERIFY_FULL | false  |
            sslfactory=org.postgresql.ssl.jdbc4.LibPQFactory              | PREFER      | false  |
            sslfactory=org.postgresql.ssl.NonValidatingFactory&ssl        | REQUIRE     | false  |
            sslfactory=org.postgresql.ssl.NonValidatingFactory            | PREFER      | false  |
            sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory&ssl       | VERIFY_FULL | false  | system
            sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory&sslmode=require | VERIFY_CA | false | system
            sslfactory=org.postgresql.ssl.SingleCertValidatingFactory&sslfactoryarg=file:/c.pem&sslmode=require | VERIFY_CA | false | /c.pem
            """)
    void meaningOfTheTlsProperties(String arguments, Settings.TlsMode mode, boolean direct, String rootCert)
            throws SQLException {
        Settings settings = parse(arguments);

        assertEquals(mode, settings.tlsMode());
        assertEquals(direct, settings.tlsDirect());
        assertEquals(rootCert, settings.sslRootCert());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sslfactory=org.postgresql.ssl.NonValidatingFactory&sslmode=verify-full",
                "sslfactory=org.postgresql.ssl.NonValidatingFactory&sslmode=verify-ca",
                "sslfactory=com.example.MyFactory",
                "sslfactory=com.example.MyFactory&sslmode=disable",
                "sslfactory=org.postgresql.ssl.SingleCertValidatingFactory",
                "sslfactory=org.postgresql.ssl.SingleCertValidatingFactory&sslfactoryarg=classpath:x",
                "sslfactory=org.postgresql.ssl.SingleCertValidatingFactory&sslfactoryarg=file:",
            })
    void checkingThatCannotBeDoneAsAskedIsRefused(String arguments) {
        assertEquals(
                "22023",
                assertThrows(SQLException.class, () -> parse(arguments)).getSQLState());
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "allow", "prefer", "require", "verify-ca"})
    void theSystemsTrustStoreInsistsOnTheHostName(String mode) {
        assertEquals(
                "08001",
                assertThrows(SQLException.class, () -> parse("sslrootcert=system&sslmode=" + mode))
                        .getSQLState());
    }
}
