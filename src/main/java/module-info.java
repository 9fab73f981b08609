/** A JDBC driver for PostgreSQL. */
module io.howdah {
    requires transitive java.sql;
    requires org.slf4j;
    requires com.ongres.scram.client;
    requires static transitive java.naming;
    requires static jdk.jfr;

    exports io.howdah;
    exports io.howdah.api;
    exports io.howdah.replication;
    exports io.howdah.spi;
    exports io.howdah.types;

    uses io.howdah.spi.CodecProvider;

    provides java.sql.Driver with
            io.howdah.HowdahDriver;
}
