package io.howdah.internal.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EndpointTest {
    @Test
    void toStringIsWhatAUserWouldWrite() {
        assertEquals("db.example:5432", new Endpoint.Tcp("db.example", 5432).toString());
        assertEquals("[::1]:5433", new Endpoint.Tcp("::1", 5433).toString());
        assertEquals(
                "/run/postgresql/.s.PGSQL.5432",
                new Endpoint.Unix(Path.of("/run/postgresql/.s.PGSQL.5432")).toString());
    }

    @Test
    void portsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Endpoint.Tcp("h", 0));
        assertThrows(IllegalArgumentException.class, () -> new Endpoint.Tcp("h", 65_536));
        assertEquals(65_535, new Endpoint.Tcp("h", 65_535).port());
    }

    @Test
    void addressesResolve() throws Exception {
        SocketAddress expected = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 5432);
        assertArrayEquals(new SocketAddress[] {expected}, new Endpoint.Tcp("127.0.0.1", 5432).resolve());
        SocketAddress unix = UnixDomainSocketAddress.of("/tmp/x");
        assertArrayEquals(new SocketAddress[] {unix}, new Endpoint.Unix(Path.of("/tmp/x")).resolve());
    }

    @Test
    void anUnknownNameIsReported() {
        assertThrows(UnknownHostException.class, () -> new Endpoint.Tcp("does-not-exist.invalid", 1).resolve());
    }
}
