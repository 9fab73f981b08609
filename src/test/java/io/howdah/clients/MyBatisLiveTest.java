package io.howdah.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.ibatis.annotations.Flush;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.executor.BatchResult;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** MyBatis: mapped values and enums, generated keys, batches, cursors, transactions. */
@Live
@WithoutPgjdbc
class MyBatisLiveTest {
    private SqlSessionFactory factory;

    /** An enum column by the constant's name. */
    public enum Mood {
        happy,
        sad
    }

    /** A row. */
    public static final class Entry {
        public Integer id;
        public String text;
        public Mood mood;
        public LocalDateTime at;
    }

    /** The statements. */
    public interface Entries {
        @Insert("insert into entry (text, mood, at) values (#{text}, #{mood}::mood, #{at})")
        @Options(useGeneratedKeys = true, keyProperty = "id", keyColumn = "id")
        int insert(Entry entry);

        @Select("select * from entry where id = #{id}")
        Entry find(int id);

        @Select("select text from entry where mood = #{mood}::mood order by id")
        @Options(fetchSize = 2)
        List<String> texts(@Param("mood") Mood mood);

        @Flush
        List<BatchResult> flush();
    }

    @BeforeEach
    void open(PostgresServer server) throws SQLException {
        var dataSource = Clients.dataSource(server, "mybatis");
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create type mood as enum ('happy', 'sad')");
            statement.execute(
                    "create table entry (id serial primary key, text text not null, mood mood, at timestamp)");
        }
        Configuration configuration =
                new Configuration(new Environment("test", new JdbcTransactionFactory(), dataSource));
        configuration.addMapper(Entries.class);
        factory = new SqlSessionFactoryBuilder().build(configuration);
    }

    private static Entry entry(String text, Mood mood) {
        Entry entry = new Entry();
        entry.text = text;
        entry.mood = mood;
        entry.at = LocalDateTime.of(2024, 2, 29, 12, 30, 15, 123_456_000);
        return entry;
    }

    @Test
    void rowsGoInAndComeOutWithTheirKeys() {
        try (SqlSession session = factory.openSession()) {
            Entries entries = session.getMapper(Entries.class);
            Entry written = entry("first", Mood.happy);
            assertEquals(1, entries.insert(written));
            assertEquals(1, written.id);
            session.clearCache();
            Entry read = entries.find(1);
            assertEquals("first", read.text);
            assertEquals(Mood.happy, read.mood);
            assertEquals(written.at, read.at);
            assertNull(entries.find(2));
            session.commit();
        }
    }

    @Test
    void nullsAndFetchSizesWork() {
        try (SqlSession session = factory.openSession()) {
            Entries entries = session.getMapper(Entries.class);
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                entries.insert(entry("t" + i, Mood.sad));
                expected.add("t" + i);
            }
            Entry empty = entry("x", null);
            empty.at = null;
            entries.insert(empty);
            assertEquals(expected, entries.texts(Mood.sad));
            assertNull(entries.find(8).mood);
            session.rollback();
        }
        try (SqlSession session = factory.openSession()) {
            assertEquals(List.of(), session.getMapper(Entries.class).texts(Mood.sad));
        }
    }

    @Test
    void batchesAreCountedAndGiveKeys() {
        try (SqlSession session = factory.openSession(ExecutorType.BATCH)) {
            Entries entries = session.getMapper(Entries.class);
            Entry first = entry("a", Mood.happy);
            Entry second = entry("b", Mood.sad);
            entries.insert(first);
            entries.insert(second);
            List<BatchResult> results = entries.flush();
            assertEquals(1, results.size());
            assertEquals(2, results.get(0).getUpdateCounts().length);
            assertEquals(List.of(1, 2), List.of(first.id, second.id));
            session.commit();
        }
    }

    @Test
    void violationKeepsItsState() {
        try (SqlSession session = factory.openSession()) {
            PersistenceException e = assertThrows(
                    PersistenceException.class,
                    () -> session.getMapper(Entries.class).insert(entry(null, Mood.sad)));
            assertEquals("23502", ((SQLException) e.getCause()).getSQLState());
        }
    }
}
