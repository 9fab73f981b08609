package io.howdah.internal.io;

import static io.howdah.internal.io.TestCertificates.address;
import static io.howdah.internal.io.TestCertificates.dns;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.cert.X509Certificate;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNamesTest {
    @ParameterizedTest
    @CsvSource({
        "db.example.com, db.example.com, true",
        "DB.Example.COM, db.example.com, true",
        "db.example.com., db.example.com, true",
        "db.example.com, DB.EXAMPLE.COM, true",
        "other.example.com, db.example.com, false",
        "db.example.com, *.example.com, true",
        "a.db.example.com, *.example.com, false",
        "example.com, *.example.com, false",
        ".example.com, *.example.com, false",
        "db.example.com, *, false",
        "db.example.com, *., false",
        "db.example.com, *.com, false",
        "db.example.com, d*.example.com, false",
        "db.example.com, db.*.com, false",
        "db.example.com, *.*.com, false",
        "db.example.org, *.example.com, false",
        "dbexample.com, *.example.com, false",
        "localhost, localhost, true",
        "localhost, *, false",
        "10.1.2.3, *.1.2.3, false",
        "10.1.2.3, 10.1.2.3, true",
        "bücher.example, xn--bcher-kva.example, true",
        "'', db.example.com, false",
    })
    void dnsNames(String host, String name, boolean matches) throws Exception {
        assertEquals(matches, HostNames.match(host, TestCertificates.withNames("CN=other", dns(name))));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "::1, ::1, true",
        "0:0:0:0:0:0:0:1, ::1, true",
        "2001:DB8::5, 2001:db8:0::5, true",
        "2001:db8::6, 2001:db8::5, false",
        "127.0.0.1, ::1, false",
        "localhost, 127.0.0.1, false",
    })
    void addresses(String host, String address, boolean matches) throws Exception {
        assertEquals(matches, HostNames.match(host, TestCertificates.withNames("CN=other", address(address))));
    }

    @Test
    void anyOfSeveralNamesWillDo() throws Exception {
        X509Certificate certificate =
                TestCertificates.withNames("CN=x", dns("a.example"), address("10.0.0.1"), dns("b.example"));
        assertTrue(HostNames.match("a.example", certificate));
        assertTrue(HostNames.match("b.example", certificate));
        assertTrue(HostNames.match("10.0.0.1", certificate));
        assertFalse(HostNames.match("c.example", certificate));
    }

    @Test
    void theCommonNameCountsOnlyWithoutAlternativeNames() throws Exception {
        assertTrue(HostNames.match("db.example", TestCertificates.withNames("CN=db.example,O=Org")));
        assertTrue(HostNames.match("db.example", TestCertificates.withNames("O=Org,CN=*.example")));
        assertFalse(HostNames.match("db.example", TestCertificates.withNames("CN=db.example", dns("other.example"))));
        assertFalse(HostNames.match("db.example", TestCertificates.withNames("CN=db.example", address("10.0.0.1"))));
        assertTrue(HostNames.match(
                "db.example",
                TestCertificates.withNames(
                        "CN=db.example", new GeneralName(GeneralName.rfc822Name, "dba@db.example"))));
        assertFalse(HostNames.match("db.example", TestCertificates.withNames("O=db.example")));
    }

    @Test
    void aSecondCommonNameMakesItAmbiguous() throws Exception {
        assertFalse(HostNames.match("db.example", TestCertificates.withNames("CN=db.example,CN=evil.example")));
        assertFalse(HostNames.match("db.example", TestCertificates.withNames("CN=evil.example+CN=db.example")));
    }

    @Test
    void escapedCharactersDoNotSplitTheCommonName() {
        assertEquals("a,CN=b", HostNames.commonName(new X500Principal("CN=\"a,CN=b\", O=Org")));
        assertEquals("a+b", HostNames.commonName(new X500Principal("O=Org, CN=a\\+b")));
        assertEquals("db.example", HostNames.commonName(new X500Principal("C=DE, CN=db.example, O=x")));
        assertNull(HostNames.commonName(new X500Principal("O=\"CN=db.example\"")));
        assertNull(HostNames.commonName(new X500Principal("O=\"x,CN=db.example\"")));
        assertNull(HostNames.commonName(new X500Principal("")));
    }

    @Test
    void aNulByteDoesNotEndAName() throws Exception {
        assertFalse(HostNames.match("db.example", TestCertificates.withNames("CN=x", dns("db.example\0.evil"))));
    }

    @Test
    void descriptionsArePrintableAndBounded() throws Exception {
        assertEquals(
                "a.example, 10.0.0.1",
                HostNames.describe(TestCertificates.withNames("CN=x", dns("a.example"), address("10.0.0.1"))));
        assertEquals("x", HostNames.describe(TestCertificates.withNames("CN=x")));
        assertEquals("no host", HostNames.describe(TestCertificates.withNames("O=x")));
        assertTrue(HostNames.describe(TestCertificates.withNames("CN=x", dns("a".repeat(2_000))))
                        .length()
                < 510);
    }
}
