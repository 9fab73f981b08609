package io.howdah.clients;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.HowdahDataSource;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.exception.SQLStateClass;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.types.DayToSecond;
import org.jooq.types.YearToSecond;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** jOOQ without generated code: every type it binds by a cast and reads as text, records, batches, cursors, errors. */
@Live
@WithoutPgjdbc
class JooqLiveTest {
    private static final Table<Record> BOOK = table(name("book"));
    private static final Field<Long> ID = field(name("id"), SQLDataType.BIGINT.identity(true));
    private static final Field<String> TITLE = field(name("title"), SQLDataType.VARCHAR);
    private static final Field<String[]> TAGS = field(name("tags"), SQLDataType.VARCHAR.array());
    private static final Field<JSONB> EXTRA = field(name("extra"), SQLDataType.JSONB);
    private static final Field<BigDecimal> PRICE = field(name("price"), SQLDataType.NUMERIC(10, 2));
    private static final Field<OffsetDateTime> SOLD = field(name("sold"), SQLDataType.TIMESTAMPWITHTIMEZONE);
    private static final Field<UUID> CODE = field(name("code"), SQLDataType.UUID);

    private DSLContext dsl;

    @BeforeEach
    void open(PostgresServer server) throws SQLException {
        HowdahDataSource dataSource = Clients.dataSource(server, "jooq");
        dsl = DSL.using(dataSource, SQLDialect.POSTGRES);
        dsl.execute("""
                create table book (id bigserial primary key, title text not null unique, tags text[], extra jsonb,
                    price numeric(10, 2) check (price > 0), sold timestamptz, code uuid)
                """);
    }

    private Long insert(String title) {
        return dsl.insertInto(BOOK)
                .columns(TITLE, TAGS, EXTRA, PRICE, SOLD, CODE)
                .values(
                        title,
                        new String[] {"a", "b \"c\"", null},
                        JSONB.valueOf("{\"pages\": 12}"),
                        new BigDecimal("9.90"),
                        OffsetDateTime.of(2024, 5, 1, 12, 0, 0, 0, ZoneOffset.UTC),
                        new UUID(1, 2))
                .returning(ID)
                .fetchOne(ID);
    }

    @Test
    void rowsGoInAndComeOut() {
        assertEquals(1L, insert("Emma"));
        Record row =
                dsl.select(TITLE, TAGS, EXTRA, PRICE, SOLD, CODE).from(BOOK).fetchOne();
        assertEquals("Emma", row.get(TITLE));
        assertArrayEquals(new String[] {"a", "b \"c\"", null}, row.get(TAGS));
        assertEquals("{\"pages\": 12}", row.get(EXTRA).data());
        assertEquals(new BigDecimal("9.90"), row.get(PRICE));
        assertEquals(
                OffsetDateTime.of(2024, 5, 1, 12, 0, 0, 0, ZoneOffset.UTC).toInstant(),
                row.get(SOLD).toInstant());
        assertEquals(new UUID(1, 2), row.get(CODE));
    }

    @Test
    void typesSurviveTheRoundTrip() {
        LocalDateTime gap = LocalDateTime.of(2024, 3, 31, 2, 30);
        Record row = dsl.fetchOne(
                "select ?::timestamp as ldt, ?::date as ld, ?::interval as iv, ?::bytea as b, ?::float8 as d, ?::int[] as ints",
                gap,
                LocalDate.of(2024, 2, 29),
                "1 day 02:00:00",
                new byte[] {0, -1, 127},
                0.1,
                new Integer[] {1, null, 3});
        assertEquals(gap, row.get("ldt", LocalDateTime.class));
        assertEquals(LocalDate.of(2024, 2, 29), row.get("ld", LocalDate.class));
        assertArrayEquals(new byte[] {0, -1, 127}, row.get("b", byte[].class));
        assertEquals(0.1, row.get("d"));
        assertArrayEquals(new Integer[] {1, null, 3}, (Integer[]) row.get("ints"));
        YearToSecond interval = dsl.select(val(new YearToSecond(null, new DayToSecond(1, 2))))
                .fetchOne()
                .value1();
        assertEquals(1, interval.getDayToSecond().getDays());
    }

    @Test
    void multisetIsReadFromItsJson() {
        insert("Emma");
        insert("Persuasion");
        Field<Result<org.jooq.Record2<Long, String>>> books =
                DSL.multiset(dsl.select(ID, TITLE).from(BOOK).orderBy(ID));
        assertEquals(
                List.of("Emma", "Persuasion"),
                dsl.select(books).fetchOne().value1().getValues(TITLE));
    }

    @Test
    void batchesAndMultiRowInsertsCount() {
        int[] counts = dsl.batch(dsl.insertInto(BOOK).columns(TITLE).values((String) null))
                .bind("a")
                .bind("b")
                .bind("c")
                .execute();
        assertArrayEquals(new int[] {1, 1, 1}, counts);
        assertEquals(
                2,
                dsl.insertInto(BOOK, TITLE)
                        .values("d")
                        .values("e")
                        .onConflictDoNothing()
                        .execute());
        int[] mixed = dsl.batch(
                        dsl.update(BOOK).set(PRICE, BigDecimal.ONE),
                        dsl.deleteFrom(BOOK).where(TITLE.eq("a")))
                .execute();
        assertArrayEquals(new int[] {5, 1}, mixed);
    }

    @Test
    void cursorsReadPageByPage() {
        dsl.transaction(configuration -> {
            DSLContext inside = configuration.dsl();
            inside.execute("insert into book (title) select 'b' || i from generate_series(1, 250) i");
            long read = 0;
            try (Cursor<Record> cursor =
                    inside.resultQuery("select * from book").fetchSize(100).fetchLazy()) {
                while (cursor.fetchNext() != null) {
                    read++;
                }
            }
            assertEquals(250, read);
        });
    }

    @Test
    void severalResultsOfOneTextAreRead() {
        assertEquals(2, dsl.fetchMany("select 1; select 2").size());
    }

    @Test
    void transactionsRollBackOnExceptionAndNest() {
        assertThrows(
                IllegalStateException.class,
                () -> dsl.transaction(configuration -> {
                    configuration.dsl().insertInto(BOOK, TITLE).values("lost").execute();
                    throw new IllegalStateException("undo");
                }));
        dsl.transaction(outer -> {
            outer.dsl().insertInto(BOOK, TITLE).values("kept").execute();
            assertThrows(
                    DataAccessException.class,
                    () -> outer.dsl()
                            .transaction(inner -> inner.dsl()
                                    .insertInto(BOOK, TITLE)
                                    .values("kept")
                                    .execute()));
        });
        assertEquals(1, dsl.select(count()).from(BOOK).fetchOne().value1());
    }

    @Test
    void errorsKeepStateAndKind() {
        insert("Emma");
        IntegrityConstraintViolationException twice =
                assertThrows(IntegrityConstraintViolationException.class, () -> insert("Emma"));
        assertEquals("23505", twice.sqlState());
        DataAccessException wrong = assertThrows(DataAccessException.class, () -> dsl.execute("selekt"));
        assertEquals(SQLStateClass.C42_SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION, wrong.sqlStateClass());
    }
}
