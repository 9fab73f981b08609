package io.howdah.clients;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.hibernate.LockMode;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.cfg.Configuration;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.hibernate.exception.SQLGrammarException;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hibernate ORM: its PostgreSQL dialect found by metadata, its types, batches and cursors, and what it makes of violated constraints. */
@Live(leakCheck = false) // Its own pool keeps connections until the factory is closed.
@WithoutPgjdbc
class HibernateLiveTest {
    private static DataSource dataSource;
    private static SessionFactory factory;

    /** A named enum of the database. */
    enum Status {
        OPEN,
        PAID
    }

    /** A record as json. */
    record Address(String street, int number) {}

    @Entity(name = "Customer")
    @Table(
            name = "customer",
            uniqueConstraints = @UniqueConstraint(name = "customer_email_unique", columnNames = "email"))
    static class Customer {
        @Id
        UUID id = UUID.randomUUID();

        @Column(nullable = false)
        String email;

        @JdbcTypeCode(SqlTypes.JSON)
        Address address;

        @JdbcTypeCode(SqlTypes.JSON)
        Map<String, String> preferences;

        @Version
        int version;

        Customer() {}

        Customer(String email) {
            this.email = email;
        }
    }

    @Entity(name = "Purchase")
    @Table(name = "purchase", check = @CheckConstraint(name = "total_positive", constraint = "total > 0"))
    static class Purchase {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        @SequenceGenerator(name = "purchase_ids", allocationSize = 20)
        Long id;

        @ManyToOne
        Customer customer;

        BigDecimal total;

        @Enumerated(EnumType.STRING)
        @JdbcTypeCode(SqlTypes.NAMED_ENUM)
        Status status;

        Instant at;
        LocalDate due;
        OffsetDateTime sent;
        Duration took;
        String[] tags;
        List<Integer> sizes;
        byte[] signature;
        boolean express;

        Purchase() {}

        Purchase(Customer customer, String total) {
            this.customer = customer;
            this.total = new BigDecimal(total);
        }
    }

    @Entity(name = "Note")
    @Table(name = "note")
    static class Note {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Integer id;

        @Column(columnDefinition = "text")
        String text;
    }

    @BeforeAll
    static void open(PostgresServer server) throws SQLException {
        dataSource = Clients.dataSource(server, "hibernate");
        factory = configuration("create").buildSessionFactory();
    }

    private static Configuration configuration(String schemaAction) {
        Configuration configuration = new Configuration()
                .addAnnotatedClass(Customer.class)
                .addAnnotatedClass(Purchase.class)
                .addAnnotatedClass(Note.class)
                .setProperty("hibernate.hbm2ddl.auto", schemaAction)
                .setProperty("hibernate.jdbc.batch_size", "10")
                .setProperty("hibernate.order_inserts", "true");
        configuration.getProperties().put("hibernate.connection.datasource", dataSource);
        return configuration;
    }

    @AfterAll
    static void close() {
        factory.close();
    }

    @BeforeEach
    void empty() {
        factory.inTransaction(session -> {
            session.createMutationQuery("delete from Purchase").executeUpdate();
            session.createMutationQuery("delete from Customer").executeUpdate();
        });
    }

    private static void persist(Object... entities) {
        factory.inTransaction(session -> {
            for (Object entity : entities) {
                session.persist(entity);
            }
        });
    }

    @Test
    void everyTypeSurvivesTheRoundTrip() {
        Customer customer = new Customer("ada@example.org");
        customer.address = new Address("Main Street", 5);
        customer.preferences = Map.of("colour", "\"blue\"");
        Purchase purchase = new Purchase(customer, "12.50");
        purchase.status = Status.PAID;
        purchase.at = Instant.parse("2024-03-31T01:30:00.123456Z");
        purchase.due = LocalDate.of(2024, 2, 29);
        purchase.sent = OffsetDateTime.of(2024, 1, 1, 12, 0, 0, 0, ZoneOffset.ofHours(5));
        purchase.took = Duration.ofSeconds(90, 500_000_000);
        purchase.tags = new String[] {"a,b", null, "\"c\""};
        purchase.sizes = List.of(3, 1, 2);
        purchase.signature = new byte[] {0, -1, 92};
        persist(customer, purchase);
        factory.inSession(session -> {
            Purchase read = session.find(Purchase.class, purchase.id);
            assertEquals(customer.id, read.customer.id);
            assertEquals(customer.address, read.customer.address);
            assertEquals(customer.preferences, read.customer.preferences);
            assertEquals(purchase.total, read.total);
            assertEquals(Status.PAID, read.status);
            assertEquals(purchase.at, read.at);
            assertEquals(purchase.due, read.due);
            assertEquals(purchase.sent.toInstant(), read.sent.toInstant());
            assertEquals(purchase.took, read.took);
            assertArrayEquals(purchase.tags, read.tags);
            assertEquals(purchase.sizes, read.sizes);
            assertArrayEquals(purchase.signature, read.signature);
        });
    }

    @Test
    void schemaIsValidatedByTheCatalogueAndUpdated() {
        for (String action : new String[] {"validate", "update"}) {
            configuration(action).buildSessionFactory().close();
        }
    }

    @Test
    void nullsOfEveryTypeSurviveToo() {
        Purchase purchase = new Purchase(null, "1.00");
        persist(purchase);
        factory.inSession(session -> {
            Purchase read = session.find(Purchase.class, purchase.id);
            assertNull(read.status);
            assertNull(read.at);
            assertNull(read.tags);
            assertNull(read.signature);
            assertNull(read.took);
        });
    }

    @Test
    void queriesFilterByEveryKindOfParameter() {
        Customer customer = new Customer("ada@example.org");
        customer.address = new Address("Main Street", 5);
        Purchase purchase = new Purchase(customer, "12.50");
        purchase.status = Status.OPEN;
        purchase.at = Instant.EPOCH;
        purchase.tags = new String[] {"x"};
        persist(customer, purchase);
        factory.inSession(session -> {
            List<Purchase> found = session.createSelectionQuery(
                            "from Purchase p where p.status = :status and p.customer.id = :customer and p.at < :now"
                                    + " and p.total in (:totals) and array_contains(p.tags, :tag)",
                            Purchase.class)
                    .setParameter("status", Status.OPEN)
                    .setParameter("customer", customer.id)
                    .setParameter("now", Instant.now())
                    .setParameterList("totals", List.of(new BigDecimal("12.50"), BigDecimal.ONE))
                    .setParameter("tag", "x")
                    .list();
            assertEquals(1, found.size());
        });
    }

    @Test
    void batchesAndIdentityKeys() {
        Note[] notes = new Note[3];
        Purchase[] purchases = new Purchase[45];
        for (int i = 0; i < notes.length; i++) {
            notes[i] = new Note();
            notes[i].text = "n" + i;
        }
        for (int i = 0; i < purchases.length; i++) {
            purchases[i] = new Purchase(null, "1." + i);
        }
        persist((Object[]) notes);
        persist((Object[]) purchases);
        assertEquals(notes[0].id + 2, notes[2].id);
        factory.inTransaction(session -> {
            assertEquals(
                    45L,
                    session.createSelectionQuery("select count(*) from Purchase", Long.class)
                            .getSingleResult());
            try (var scrolled = session.createSelectionQuery("from Purchase order by id", Purchase.class)
                    .setFetchSize(10)
                    .getResultStream()) {
                assertEquals(45, scrolled.count());
            }
        });
    }

    // ---- docs/decisions/003

    private static ConstraintViolationException violation(Runnable action) {
        return assertThrows(ConstraintViolationException.class, action::run);
    }

    @Test
    void uniqueViolationKeepsItsKindAndName() {
        persist(new Customer("ada@example.org"));
        ConstraintViolationException e = violation(() -> persist(new Customer("ada@example.org")));
        assertEquals(ConstraintKind.UNIQUE, e.getKind());
        assertEquals("customer_email_unique", e.getConstraintName());
        assertEquals("23505", e.getSQLState());
    }

    @Test
    void checkViolationInABatchKeepsItsKindAndName() {
        ConstraintViolationException e =
                violation(() -> persist(new Purchase(null, "1"), new Purchase(null, "-1"), new Purchase(null, "2")));
        assertEquals(ConstraintKind.CHECK, e.getKind());
        assertEquals("total_positive", e.getConstraintName());
    }

    @Test
    void notNullAndForeignKeyViolationsKeepTheirKinds() {
        ConstraintViolationException missing = violation(() -> factory.inTransaction(session ->
                session.createNativeMutationQuery("insert into customer (id, version) values (gen_random_uuid(), 0)")
                        .executeUpdate()));
        assertEquals(ConstraintKind.NOT_NULL, missing.getKind());
        assertEquals("email", missing.getConstraintName());
        ConstraintViolationException dangling =
                violation(() -> factory.inTransaction(session -> session.createNativeMutationQuery(
                                "insert into purchase (id, express, customer_id) values (-1, false, gen_random_uuid())")
                        .executeUpdate()));
        assertEquals(ConstraintKind.FOREIGN_KEY, dangling.getKind());
    }

    // ---- other errors

    @Test
    void staleVersionsAndLocksAreTold() {
        Customer customer = new Customer("ada@example.org");
        persist(customer);
        factory.inTransaction(session -> {
            Customer mine = session.find(Customer.class, customer.id);
            mine.email = "mine@example.org";
            factory.inTransaction(other -> other.find(Customer.class, customer.id).email = "theirs@example.org");
            assertThrows(OptimisticLockException.class, session::flush);
            session.clear();
        });
        factory.inTransaction(session -> {
            session.find(Customer.class, customer.id, LockMode.PESSIMISTIC_WRITE);
            assertThrows(
                    PessimisticLockException.class,
                    () -> factory.inTransaction(other -> other.createSelectionQuery("from Customer", Customer.class)
                            .setHibernateLockMode(LockMode.UPGRADE_NOWAIT)
                            .list()));
        });
    }

    @Test
    void mistakesInSqlAreGrammarErrors() {
        assertThrows(
                SQLGrammarException.class,
                () -> factory.inSession(session -> session.createNativeQuery("select * from nowhere", Object.class)
                        .list()));
    }
}
