package io.howdah;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKey;
import javax.sql.PooledConnection;
import org.junit.jupiter.api.Test;

/** JDBC's builders: other credentials, and no shards. */
@Live
class ConnectionBuilderLiveTest {
    private static final ShardingKey KEY = new ShardingKey() {};

    private static <D extends BaseDataSource> D of(D dataSource, PostgresServer server) {
        dataSource.setUrl(server.url());
        dataSource.setUser(server.user());
        dataSource.setPassword(server.password());
        return dataSource;
    }

    private static String userOf(Connection connection) throws SQLException {
        return connection.getMetaData().getUserName();
    }

    @Test
    void credentialsAreThoseOfTheBuilderOrElseOfTheDataSource(PostgresServer server) throws SQLException {
        HowdahDataSource dataSource = of(new HowdahDataSource(), server);
        try (Connection own = dataSource.createConnectionBuilder().build();
                Connection others = dataSource
                        .createConnectionBuilder()
                        .user("app")
                        .password(server.password())
                        .build()) {
            assertEquals(server.user(), userOf(own));
            assertEquals("app", userOf(others));
        }
    }

    @Test
    void pooledAndXaConnectionsHaveBuildersToo(PostgresServer server) throws SQLException {
        PooledConnection pooled = of(new HowdahPooledDataSource(), server)
                .createPooledConnectionBuilder()
                .user("app")
                .password(server.password())
                .build();
        PooledConnection xa = of(new HowdahXaDataSource(), server)
                .createXAConnectionBuilder()
                .user("app")
                .password(server.password())
                .build();
        assertEquals("app", userOf(pooled.getConnection()));
        assertEquals("app", userOf(xa.getConnection()));
        pooled.close();
        xa.close();
    }

    @Test
    void keysOfShardsAreNotSupported(PostgresServer server) {
        HowdahDataSource dataSource = of(new HowdahDataSource(), server);
        SQLException e = assertThrows(
                SQLFeatureNotSupportedException.class,
                () -> dataSource.createConnectionBuilder().shardingKey(KEY).build());
        assertEquals("0A000", e.getSQLState());
        assertThrows(
                SQLFeatureNotSupportedException.class,
                () -> of(new HowdahXaDataSource(), server)
                        .createXAConnectionBuilder()
                        .superShardingKey(KEY)
                        .build());
        assertThrows(SQLFeatureNotSupportedException.class, dataSource::createShardingKeyBuilder);
    }

    @Test
    void builderDoesNotShowCredentials(PostgresServer server) throws SQLException {
        HowdahDataSource dataSource = of(new HowdahDataSource(), server);
        String text = dataSource.createConnectionBuilder().password("s3cret").toString();
        assertFalse(text.contains("s3cret"), text);
    }
}
