package io.howdah.internal.connect;

import io.howdah.internal.config.HostSpec;
import io.howdah.internal.config.Settings;
import io.howdah.internal.config.Settings.TargetServerType;
import io.howdah.internal.io.Endpoint;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The servers of one data source and what was last learned of each: that it was down, or what its role was. The knowledge only changes the order
 * in which they are tried; a server is never left out for it. Owned by the {@link DriverContext}; any thread.
 */
final class HostList {
    // Ranks, in the order of trying.
    private static final int MAY_SUIT = 0;
    private static final int WRONG_ROLE = 1;
    private static final int DOWN = 2;

    private final HostSpec[] hosts;
    private final Endpoint[] endpoints;
    private final TargetServerType wanted;
    private final boolean[] resolvedElsewhere;
    private final boolean shuffled;
    private final long recheckNanos;
    private final AtomicReferenceArray<Sighting> sightings;

    /** What was seen at a point of the {@link System#nanoTime} clock; the role is null when the server could not be reached. */
    private record Sighting(ServerRole role, long atNanos) {}

    /** @param socketsOfFactory whether the application makes the sockets: then it need not be possible to resolve the names */
    HostList(Settings settings, boolean socketsOfFactory) {
        List<HostSpec> given = settings.hosts();
        this.hosts = given.toArray(new HostSpec[0]);
        this.endpoints = new Endpoint[hosts.length];
        this.resolvedElsewhere = new boolean[hosts.length];
        for (int i = 0; i < hosts.length; i++) {
            endpoints[i] = endpoint(hosts[i]);
            resolvedElsewhere[i] = !hosts[i].isUnix() && (socketsOfFactory || SocketFactories.isBehindSocks(hosts[i]));
        }
        this.wanted = settings.targetServerType();
        this.shuffled = settings.loadBalanceHosts();
        this.recheckNanos = TimeUnit.SECONDS.toNanos(settings.hostRecheckSeconds());
        this.sightings = new AtomicReferenceArray<>(hosts.length);
    }

    private static Endpoint endpoint(HostSpec host) {
        if (!host.isUnix()) {
            return new Endpoint.Tcp(name(host), host.port());
        }
        return new Endpoint.Unix(Path.of(host.path()));
    }

    /** The name to resolve and to find in a certificate; an empty host is a URL without one, as in {@code jdbc:postgresql:///db}. */
    static String name(HostSpec host) {
        return host.host().isEmpty() ? "localhost" : host.host();
    }

    HostSpec host(int index) {
        return hosts[index];
    }

    /** Which servers are acceptable. */
    TargetServerType wanted() {
        return wanted;
    }

    /**
     * The addresses of a host, in random order when load is to be balanced. Asks the name service, unless a socket factory or a proxy does: then it
     * is one address that is not resolved.
     */
    SocketAddress[] resolve(int index) throws UnknownHostException {
        if (resolvedElsewhere[index]) {
            return new SocketAddress[] {InetSocketAddress.createUnresolved(name(hosts[index]), hosts[index].port())};
        }
        SocketAddress[] addresses = endpoints[index].resolve();
        if (shuffled) {
            for (int i = addresses.length - 1; i > 0; i--) {
                int other = ThreadLocalRandom.current().nextInt(i + 1);
                SocketAddress swapped = addresses[i];
                addresses[i] = addresses[other];
                addresses[other] = swapped;
            }
        }
        return addresses;
    }

    /** The indexes of all hosts in the order in which to try them: those known to be unsuitable, and then those known to be down, come last. */
    int[] order() {
        int[] order = new int[hosts.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        if (order.length == 1) {
            return order;
        }
        if (shuffled) {
            for (int i = order.length - 1; i > 0; i--) {
                int other = ThreadLocalRandom.current().nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[other];
                order[other] = swapped;
            }
        }
        long now = System.nanoTime();
        int[] ranks = new int[order.length];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = rank(i, now);
        }
        int[] ranked = new int[order.length];
        int next = 0;
        for (int rank = 0; rank <= DOWN; rank++) {
            for (int index : order) {
                if (ranks[index] == rank) {
                    ranked[next++] = index;
                }
            }
        }
        return ranked;
    }

    private int rank(int index, long nowNanos) {
        Sighting sighting = sightings.get(index);
        if (sighting == null || nowNanos - sighting.atNanos >= recheckNanos) {
            return MAY_SUIT;
        }
        if (sighting.role == null) {
            return DOWN;
        }
        return sighting.role.suits(wanted) ? MAY_SUIT : WRONG_ROLE;
    }

    /** Remembers that a host could not be reached. */
    void sawDown(int index) {
        if (hosts.length > 1) {
            sightings.set(index, new Sighting(null, System.nanoTime()));
        }
    }

    /** Remembers what a host was good for. */
    void saw(int index, ServerRole role) {
        if (hosts.length > 1) {
            sightings.set(index, new Sighting(role, System.nanoTime()));
        }
    }

    /** Remembers that a host could be reached, of whose role nothing is known. */
    void sawUp(int index) {
        if (hosts.length > 1) {
            sightings.set(index, null);
        }
    }
}
