package io.howdah.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.HowdahDataSource;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.Test;

/** Liquibase: changes made once, preconditions and snapshots by the catalogue, and rolled back. */
@Live
@WithoutPgjdbc
class LiquibaseLiveTest {
    private static final String CHANGES = """
            <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
              <changeSet id="1" author="test">
                <createTable tableName="entry">
                  <column name="id" type="bigint" autoIncrement="true"><constraints primaryKey="true"/></column>
                  <column name="text" type="varchar(40)"><constraints nullable="false" unique="true"/></column>
                  <column name="at" type="timestamp with time zone" defaultValueComputed="now()"/>
                </createTable>
              </changeSet>
              <changeSet id="2" author="test">
                <preConditions onFail="MARK_RAN"><tableExists tableName="entry"/></preConditions>
                <insert tableName="entry"><column name="text" value="it's"/></insert>
                <rollback>delete from entry</rollback>
              </changeSet>
            </databaseChangeLog>
            """;

    private static String value(HowdahDataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertTrue(row.next());
            return row.getString(1);
        }
    }

    @Test
    void liquibaseUpdatesOnceAndRollsBack(PostgresServer server) throws Exception {
        HowdahDataSource dataSource = Clients.dataSource(server, "liquibase");
        Path directory = Files.createTempDirectory("howdah-changes");
        Files.writeString(directory.resolve("changes.xml"), CHANGES);
        Scope.child(Map.of(), () -> {
            try (Connection connection = dataSource.getConnection();
                    Liquibase liquibase = new Liquibase(
                            "changes.xml",
                            new DirectoryResourceAccessor(directory),
                            DatabaseFactory.getInstance()
                                    .findCorrectDatabaseImplementation(new JdbcConnection(connection)))) {
                liquibase.update(new Contexts());
                assertEquals("it's", value(dataSource, "select text from entry"));
                liquibase.update(new Contexts());
                assertEquals("1", value(dataSource, "select count(*) from entry"));
                liquibase.rollback(1, "");
                assertEquals("0", value(dataSource, "select count(*) from entry"));
            }
        });
    }
}
