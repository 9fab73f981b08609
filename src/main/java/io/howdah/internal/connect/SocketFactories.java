package io.howdah.internal.connect;

import io.howdah.internal.config.HostSpec;
import io.howdah.internal.config.Settings;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.SQLException;
import javax.net.SocketFactory;

/** Finds out whether connections need a {@link java.net.Socket} of somebody else's making: a factory named by a property, or a SOCKS proxy. */
final class SocketFactories {
    private SocketFactories() {}

    /**
     * An instance of the class that {@code socketFactory} names; null when the property is not given.
     *
     * @throws SQLException 08001 when there is no such class, it is no socket factory, or it cannot be made
     */
    static SocketFactory named(Settings settings) throws SQLException {
        String name = settings.socketFactory();
        if (name == null || name.isEmpty()) {
            return null;
        }
        return new NamedClass<>("socketFactory", name, SocketFactory.class)
                .newInstance(settings, settings.socketFactoryArg());
    }

    /** Whether the JVM's proxy settings ({@code socksProxyHost}, {@code socksNonProxyHosts}) send connections to that host through SOCKS. */
    static boolean isBehindSocks(HostSpec host) {
        if (host.isUnix() || System.getProperty("socksProxyHost") == null) {
            return false;
        }
        ProxySelector selector = ProxySelector.getDefault();
        try {
            URI server = new URI("socket", null, HostList.name(host), host.port(), null, null, null);
            return selector != null
                    && selector.select(server).stream().anyMatch(proxy -> proxy.type() == Proxy.Type.SOCKS);
        } catch (URISyntaxException | IllegalArgumentException e) {
            // A name that is no host name to URIs, such as one with an underscore.
            return false;
        }
    }
}
