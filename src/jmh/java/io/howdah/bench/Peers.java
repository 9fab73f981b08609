package io.howdah.bench;

import io.howdah.HowdahDriver;
import java.sql.Driver;
import java.util.Properties;

/** The drivers that are measured, by name. */
final class Peers {
    static final String FLOOR = "floor";
    static final String HOWDAH = "howdah";
    static final String HOWDAH_REWRITE = "howdah-rewrite";
    static final String PGJDBC = "pgjdbc";
    static final String PGJDBC_REWRITE = "pgjdbc-rewrite";
    static final String PGJDBC_NG = "pgjdbc-ng";
    static final String VERTX = "vertx";

    private Peers() {}

    /** Connects with that driver and its default settings, except that none asks for TLS. */
    static Peer open(String name, Target target) throws Exception {
        return switch (name) {
            case FLOOR -> new FloorPeer(target);
            case HOWDAH -> jdbc(new HowdahDriver(), target.url("howdah"), target, "sslmode", "disable");
            case HOWDAH_REWRITE ->
                jdbc(
                        new HowdahDriver(),
                        target.url("howdah"),
                        target,
                        "sslmode",
                        "disable",
                        "reWriteBatchedInserts",
                        "true");
            case PGJDBC -> jdbc(new org.postgresql.Driver(), target.url("postgresql"), target, "sslmode", "disable");
            case PGJDBC_REWRITE ->
                jdbc(
                        new org.postgresql.Driver(),
                        target.url("postgresql"),
                        target,
                        "sslmode",
                        "disable",
                        "reWriteBatchedInserts",
                        "true");
            case PGJDBC_NG ->
                jdbc(new com.impossibl.postgres.jdbc.PGDriver(), target.url("pgsql"), target, "ssl.mode", "disable");
            case VERTX -> new VertxPeer(target);
            default ->
                throw new IllegalArgumentException("driver: expected one of floor, howdah, howdah-rewrite,"
                        + " pgjdbc, pgjdbc-rewrite, pgjdbc-ng, vertx, got " + name);
        };
    }

    private static Peer jdbc(Driver driver, String url, Target target, String... settings) throws Exception {
        Properties properties = target.credentials();
        for (int i = 0; i < settings.length; i += 2) {
            properties.setProperty(settings[i], settings[i + 1]);
        }
        return new JdbcPeer(() -> driver.connect(url, properties));
    }
}
