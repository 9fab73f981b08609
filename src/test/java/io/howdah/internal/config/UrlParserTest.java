package io.howdah.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlParserTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # URL                                            | hosts           | ports     | database
            jdbc:postgresql:                                 |                 |           |
            jdbc:postgresql:db                               |                 |           | db
            jdbc:postgresql://                               |                 |           |
            jdbc:postgresql:///                              |                 |           |
            jdbc:postgresql:///db                            |                 |           | db
            jdbc:postgresql://h/                             | h               | 5432      |
            jdbc:postgresql://h/db                           | h               | 5432      | db
            jdbc:howdah://h/db                               | h               | 5432      | db
            jdbc:howdah:db                                   |                 |           | db
            jdbc:postgresql://h:6000/db                      | h               | 6000      | db
            jdbc:postgresql://:5/db                          | localhost       | 5         | db
            jdbc:postgresql://127.0.0.1:5/db                 | 127.0.0.1       | 5         | db
            jdbc:postgresql://[::1]:5/db                     | ::1             | 5         | db
            jdbc:postgresql://[::1]/db                       | ::1             | 5432      | db
            jdbc:postgresql://[2001:db8::1]:1,[::2]/d        | 2001:db8::1,::2 | 1,5432    | d
            jdbc:postgresql://[fe80::1%25eth0]/d             | fe80::1%eth0    | 5432      | d
            jdbc:postgresql://h1:1,h2,h3:3/db                | h1,h2,h3        | 1,5432,3  | db
            jdbc:postgresql://h1,/db                         | h1              | 5432      | db
            jdbc:postgresql://,h1/db                         | localhost,h1    | 5432,5432 | db
            jdbc:postgresql://h1, h2/db                      | h1,h2           | 5432,5432 | db
            jdbc:postgresql://h:65535/db                     | h               | 65535     | db
            jdbc:postgresql://h/a%2Fb                        | h               | 5432      | a/b
            jdbc:postgresql://h/a%20b+c                      | h               | 5432      | a b c
            jdbc:postgresql://h/%C3%A4                       | h               | 5432      | ä
            jdbc:postgresql://h/d;x=y                        | h               | 5432      | d;x=y
            jdbc:postgresql://h/d#frag                       | h               | 5432      | d#frag
            jdbc:postgresql://%2Fvar%2Frun:5433/db           | /var/run        | 5433      | db
            jdbc:postgresql://@abstract/db                   | @abstract       | 5432      | db
            jdbc:postgresql:?host=/var/run                   | /var/run        |           |
            jdbc:postgresql://h:1/db?host=other              | other           | 1         | db
            jdbc:postgresql://h:1/db?port=2&dbname=e         | h               | 2         | e
            jdbc:postgresql://h/db?PGHOST=a,b&PGPORT=1,2     | a,b             | 1,2       | db
            jdbc:postgresql://h/db?PGDBNAME=e                | h               | 5432      | e
            """)
    void placesOfAUrl(String url, String hosts, String ports, String database) throws SQLException {
        Map<String, String> values = UrlParser.parse(url);

        assertEquals(hosts, values.get("PGHOST"));
        assertEquals(ports, values.get("PGPORT"));
        assertEquals(database, values.get("PGDBNAME"));
        assertTrue(UrlParser.accepts(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:/",
                "jdbc:postgresql:/db",
                "jdbc:postgresql:a/b",
                "jdbc:postgresql://h",
                "jdbc:postgresql://h?user=a",
                "jdbc:postgresql://h:/db",
                "jdbc:postgresql://h:0/db",
                "jdbc:postgresql://h:70000/db",
                "jdbc:postgresql://h:65536/db",
                "jdbc:postgresql://h:ab/db",
                "jdbc:postgresql://h:-1/db",
                "jdbc:postgresql://h:+1/db",
                "jdbc:postgresql://h:٣/db",
                "jdbc:postgresql://h:1:2/db",
                "jdbc:postgresql://::1/db",
                "jdbc:postgresql://[::1/db",
                "jdbc:postgresql://[::1]5/db",
                "jdbc:postgresql://[h]/db",
                "jdbc:postgresql://,/db",
                "jdbc:postgresql://a%2Cb/db",
                "jdbc:postgresql://h/a/b",
                "jdbc:postgresql://h/%zz",
                "jdbc:postgresql://h/%4",
                "jdbc:postgresql://h/%",
                "jdbc:postgresql://h/%ff",
                "jdbc:postgresql://u:p@h/db",
                "jdbc:postgresql://u@h/db",
                "jdbc:postgresql://h/db?user=%zz",
                "jdbc:postgresql://h/db?wireTrace=/tmp/x",
            })
    void aMalformedUrlIsReportedNotIgnored(String url) {
        SQLException malformed = assertThrows(SQLException.class, () -> UrlParser.parse(url));

        assertEquals("99999", malformed.getSQLState());
        assertTrue(malformed.getMessage().startsWith("Unable to parse URL: "), malformed.getMessage());
        assertFalse(UrlParser.accepts(url));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "jdbc:postgres:",
                "jdbc:postgres://h/db",
                "JDBC:postgresql://h/db",
                "jdbc:PostgreSQL://h/db",
                "jdbc:mysql://h/db",
                "jdbc:howdahs:",
                "postgresql://h/db"
            })
    void anotherDriversUrlIsNotOurs(String url) throws SQLException {
        assertNull(UrlParser.parse(url));
        assertFalse(UrlParser.accepts(url));
    }

    @Test
    void argumentsAreDecodedAndTheLastOfDuplicatesWins() throws SQLException {
        Map<String, String> values = UrlParser.parse("jdbc:postgresql:db?user=a+b%26c&&ssl&=x&password=a?b=c&user=z&"
                + "options=-c%20statement_timeout=90000&my+key=v");

        assertEquals(
                Map.of(
                        "PGDBNAME", "db",
                        "user", "z",
                        "ssl", "",
                        "password", "a?b=c",
                        "options", "-c statement_timeout=90000",
                        "my+key", "v"),
                values);
    }

    @Test
    void anAliasInTheArgumentsBecomesThePropertysName() throws SQLException {
        Map<String, String> values = UrlParser.parse(
                "jdbc:postgresql:db?application_name=a&connect_timeout=3&sslnegotiation=direct&channel_binding=require");

        assertEquals(
                Map.of(
                        "PGDBNAME", "db",
                        "ApplicationName", "a",
                        "connectTimeout", "3",
                        "sslNegotiation", "direct",
                        "channelBinding", "require"),
                values);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # URI                                            | user | password | hosts       | ports     | database
            postgresql://                                    |      |          |             |           |
            postgres://                                      |      |          |             |           |
            postgresql://h                                   |      |          | h           | 5432      |
            postgresql://h/db                                |      |          | h           | 5432      | db
            postgresql:///db                                 |      |          |             |           | db
            postgres://u@h/db                                | u    |          | h           | 5432      | db
            postgresql://u:p@h1:1,h2:2/db                    | u    | p        | h1,h2       | 1,2       | db
            postgresql://u:p@/db                             | u    | p        |             |           | db
            postgresql://:p@h/db                             |      | p        | h           | 5432      | db
            postgresql://a%40b:x%2Fy%3A+@h/db                | a@b  | x/y:+    | h           | 5432      | db
            postgresql://u:p:q@h/db                          | u    | p:q      | h           | 5432      | db
            postgresql://%2Fvar%2Frun%2Fpg/db                |      |          | /var/run/pg | 5432      | db
            postgresql:///db?host=/tmp                       |      |          | /tmp        |           | db
            postgresql://h/a+b%20c                           |      |          | h           | 5432      | a+b c
            postgresql://h/a/b                               |      |          | h           | 5432      | a/b
            postgresql://u@h?dbname=e                        | u    |          | h           | 5432      | e
            postgresql://[::1]:6/db                          |      |          | ::1         | 6         | db
            """)
    void placesOfALibpqUri(String uri, String user, String password, String hosts, String ports, String database)
            throws SQLException {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("user", user);
        expected.put("password", password);
        expected.put("PGHOST", hosts);
        expected.put("PGPORT", ports);
        expected.put("PGDBNAME", database);
        expected.values().removeIf(value -> value == null);

        assertEquals(expected, UrlParser.parseUri(uri));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://h:x/db", "postgresql://u:%zz@h/db", "postgresql://a:1:2/"})
    void aMalformedUriIsReported(String uri) {
        assertEquals(
                "99999",
                assertThrows(SQLException.class, () -> UrlParser.parseUri(uri)).getSQLState());
    }

    @Test
    void aJdbcUrlIsNotAUri() throws SQLException {
        assertNull(UrlParser.parseUri("jdbc:postgresql://h/db"));
        assertNull(UrlParser.parseUri(null));
    }
}
