package io.howdah.internal.connect;

import io.howdah.internal.auth.AuthPolicy;
import io.howdah.internal.config.HostSpec;
import io.howdah.internal.config.Settings;
import io.howdah.internal.config.Settings.TlsMode;
import io.howdah.internal.io.Duplex;
import io.howdah.internal.io.SocketSettings;
import io.howdah.internal.io.Transport;
import io.howdah.internal.observe.Events;
import io.howdah.internal.session.Session;
import io.howdah.internal.session.SharedState;
import io.howdah.internal.sql.CallMode;
import io.howdah.internal.sql.SqlCache;
import io.howdah.internal.type.TypeRegistry;
import io.howdah.internal.util.Deadline;
import io.howdah.spi.CodecProvider;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.net.SocketFactory;

/**
 * Everything that the connections of one data source have in common, prepared once: settings, shared caches, startup parameters, knowledge about
 * the hosts. The only holder of state that outlives a connection; there is no static state. Safe for use by any thread.
 */
public final class DriverContext {
    private final Settings settings;
    private final SharedState shared;
    private final AuthPolicy policy;
    private final HostList hosts;
    private final Dialer dialer;
    private final TraceFile trace;
    private volatile StartupParameters startupParameters;

    private DriverContext(Settings settings, List<CodecProvider> providers, UnaryOperator<Transport> wrapper)
            throws SQLException {
        this.settings = settings;
        TypeRegistry types = new TypeRegistry(CodecProviders.gather(providers, settings));
        this.shared = new SharedState(settings, sqlCache(settings), types);
        this.policy = AuthPolicy.of(settings);
        SocketFactory factory = SocketFactories.named(settings);
        this.hosts = new HostList(settings, factory != null);
        this.dialer = new Dialer(socketSettings(settings), factory, new TlsStarter(settings), wrapper);
        this.trace = TraceFile.open(settings.wireTraceFile());
        this.startupParameters = StartupParameters.of(settings, StartupParameters.currentZone());
    }

    /** The context of one data source; 22023 or 08001 when a property turns out to be unusable. */
    public static DriverContext of(Settings settings) throws SQLException {
        return of(settings, List.of());
    }

    /**
     * The context of one data source.
     *
     * @param providers of codecs, besides those that are found
     * @throws SQLException 22023 or 08001 when a property turns out to be unusable
     */
    public static DriverContext of(Settings settings, List<CodecProvider> providers) throws SQLException {
        return new DriverContext(settings, providers, UnaryOperator.identity());
    }

    /**
     * As {@link #of(Settings)}, for tests.
     *
     * @param wrapper applied to every transport before its first byte, below TLS
     */
    public static DriverContext of(Settings settings, UnaryOperator<Transport> wrapper) throws SQLException {
        return new DriverContext(settings, List.of(), wrapper);
    }

    private static SqlCache sqlCache(Settings settings) {
        CallMode callMode = CallMode.valueOf(settings.escapeSyntaxCallMode().name());
        return new SqlCache(
                settings.limits().cacheEntries(),
                settings.limits().cacheSqlBytes(),
                callMode,
                settings.quoteReturningIdentifiers());
    }

    private static SocketSettings socketSettings(Settings settings) throws SQLException {
        SocketAddress local = null;
        if (settings.localSocketAddress() != null) {
            InetSocketAddress address = new InetSocketAddress(settings.localSocketAddress(), 0);
            if (address.isUnresolved()) {
                throw new SQLNonTransientConnectionException(
                        "property localSocketAddress: expected a local address or its name, got \""
                                + settings.localSocketAddress() + "\"",
                        "08001");
            }
            local = address;
        }
        return new SocketSettings(
                settings.tcpNoDelay(),
                settings.tcpKeepAlive(),
                Math.max(0, settings.sendBufferBytes()),
                Math.max(0, settings.receiveBufferBytes()),
                local);
    }

    /** Opens a session as {@link #connect(int)}, without a limit other than the properties'. */
    public Session connect() throws SQLException {
        return connect(0);
    }

    /**
     * Opens a session.
     *
     * @param defaultLoginTimeoutSeconds limit for the whole when the property {@code loginTimeout} is not set, such as that of
     *     {@code DriverManager}; 0 for none
     * @throws SQLException see {@link Connector#connect}
     */
    public Session connect(int defaultLoginTimeoutSeconds) throws SQLException {
        long millis = settings.loginTimeoutMillis();
        if (millis == 0) {
            millis = defaultLoginTimeoutSeconds * 1000L;
        }
        Object event = Events.beginConnect();
        SQLException failure = null;
        try {
            return new Connector(this, Deadline.afterMillis(millis)).connect();
        } catch (SQLException e) {
            failure = e;
            throw e;
        } finally {
            if (event != null) {
                Events.endConnect(event, settings.hosts().toString(), settings.database(), failure);
            }
        }
    }

    public Settings settings() {
        return settings;
    }

    public SharedState shared() {
        return shared;
    }

    AuthPolicy policy() {
        return policy;
    }

    HostList hosts() {
        return hosts;
    }

    Dialer dialer() {
        return dialer;
    }

    /** The parameters of a startup message sent now. */
    Map<String, String> startupParameters() {
        String zone = StartupParameters.currentZone();
        StartupParameters current = startupParameters;
        if (!current.jvmZone().equals(zone)) {
            current = StartupParameters.of(settings, zone);
            startupParameters = current;
        }
        return current.values();
    }

    /** A trace for one connection; null when none is wanted. */
    Duplex.Tap newTrace() {
        return trace == null ? null : trace.newTap();
    }

    /** How a connection to that host begins. Unix sockets are never encrypted, whatever sslmode says, as in libpq. */
    Encryption encryption(HostSpec host) {
        TlsMode mode = settings.tlsMode();
        if (host.isUnix() || mode == TlsMode.DISABLE) {
            return Encryption.NONE;
        }
        if (mode == TlsMode.ALLOW) {
            return policy.requiresChannelBinding() ? Encryption.REQUESTED : Encryption.NONE;
        }
        if (settings.tlsDirect()) {
            return Encryption.DIRECT;
        }
        return mode == TlsMode.PREFER ? Encryption.IF_OFFERED : Encryption.REQUESTED;
    }

    /** What may be tried when that fails; null for nothing. A login bound to TLS is never tried without it. */
    Encryption otherEncryption(HostSpec host) {
        if (host.isUnix() || policy.requiresChannelBinding()) {
            return null;
        }
        return switch (settings.tlsMode()) {
            case ALLOW -> Encryption.REQUESTED;
            case PREFER -> Encryption.NONE;
            default -> null;
        };
    }
}
