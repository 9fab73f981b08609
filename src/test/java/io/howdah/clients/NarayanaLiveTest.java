package io.howdah.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.arjuna.ats.arjuna.common.CoordinatorEnvironmentBean;
import com.arjuna.ats.arjuna.common.CoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.RecoveryEnvironmentBean;
import com.arjuna.ats.arjuna.recovery.RecoveryManager;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTANodeNameXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTATransactionLogXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule;
import com.arjuna.ats.jta.common.JTAEnvironmentBean;
import com.arjuna.ats.jta.recovery.XAResourceRecoveryHelper;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import io.howdah.HowdahXaDataSource;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two connections in one transaction of Narayana's: both or neither, whatever fails, and what recovery makes of a lost second phase. */
@Live(settings = "max_prepared_transactions=20")
@WithoutPgjdbc
class NarayanaLiveTest {
    private PostgresServer server;
    private TransactionManager manager;
    private XAConnection first;
    private XAConnection second;

    @BeforeAll
    static void configure() throws CoreEnvironmentBeanException, IOException {
        Path log = Files.createTempDirectory("howdah-narayana");
        BeanPopulator.getDefaultInstance(CoreEnvironmentBean.class).setNodeIdentifier("howdah");
        BeanPopulator.getDefaultInstance(ObjectStoreEnvironmentBean.class).setObjectStoreDir(log.toString());
        for (String store : List.of("stateStore", "communicationStore")) {
            BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store)
                    .setObjectStoreDir(log.toString());
        }
        BeanPopulator.getDefaultInstance(CoordinatorEnvironmentBean.class).setTransactionStatusManagerEnable(false);
        BeanPopulator.getDefaultInstance(RecoveryEnvironmentBean.class).setRecoveryBackoffPeriod(1);
        JTAEnvironmentBean jta = BeanPopulator.getDefaultInstance(JTAEnvironmentBean.class);
        jta.setXaRecoveryNodes(List.of("howdah"));
        jta.setOrphanSafetyInterval(0);
        jta.setXaResourceOrphanFilterClassNames(List.of(
                JTATransactionLogXAResourceOrphanFilter.class.getName(),
                JTANodeNameXAResourceOrphanFilter.class.getName()));
    }

    @BeforeEach
    void connect(PostgresServer live) throws SQLException {
        server = live;
        server.sql(
                "drop table if exists ledger",
                "create table ledger (a text unique deferrable initially deferred)",
                "grant all on ledger to public");
        manager = com.arjuna.ats.jta.TransactionManager.transactionManager();
        first = dataSource().getXAConnection();
        second = dataSource().getXAConnection();
    }

    private HowdahXaDataSource dataSource() {
        HowdahXaDataSource dataSource = new HowdahXaDataSource();
        dataSource.setUrl(server.url());
        dataSource.setUser(server.user());
        dataSource.setPassword(server.password());
        return dataSource;
    }

    @AfterEach
    void close() throws SQLException {
        first.close();
        second.close();
        assertEquals(List.of(), server.column("select gid from pg_prepared_xacts"));
    }

    private void enlist(XAConnection... connections) throws Exception {
        for (XAConnection connection : connections) {
            assertTrue(manager.getTransaction().enlistResource(connection.getXAResource()));
        }
    }

    private static void insert(XAConnection xa, String value) throws SQLException {
        try (Connection connection = xa.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into ledger values ('" + value + "')");
        }
    }

    private List<String> rows() throws SQLException {
        return server.column("select a from ledger order by a");
    }

    @Test
    void bothCommit() throws Exception {
        manager.begin();
        enlist(first, second);
        insert(first, "debit");
        insert(second, "credit");
        assertEquals(List.of(), rows());
        manager.commit();
        assertEquals(List.of("credit", "debit"), rows());
    }

    @Test
    void bothRollBack() throws Exception {
        manager.begin();
        enlist(first, second);
        insert(first, "debit");
        insert(second, "credit");
        manager.rollback();
        assertEquals(List.of(), rows());
    }

    @Test
    void oneAloneCommitsInOnePhase() throws Exception {
        manager.begin();
        enlist(first);
        insert(first, "debit");
        manager.commit();
        assertEquals(List.of("debit"), rows());
    }

    @Test
    void oneThatCannotPrepareRollsTheOtherBack() throws Exception {
        manager.begin();
        enlist(first, second);
        insert(first, "debit");
        insert(second, "twice");
        insert(second, "twice");
        assertThrows(RollbackException.class, manager::commit);
        assertEquals(List.of(), rows());
        insert(second, "later");
        assertEquals(List.of("later"), rows());
    }

    @Test
    void suspendedTransactionGoesOn() throws Exception {
        manager.begin();
        enlist(first, second);
        insert(first, "debit");
        var suspended = manager.suspend();
        assertEquals(Status.STATUS_NO_TRANSACTION, manager.getStatus());
        manager.resume(suspended);
        insert(second, "credit");
        manager.commit();
        assertEquals(List.of("credit", "debit"), rows());
    }

    /** Loses the connection when it is told to commit. */
    private record Failing(XAResource resource) implements XAResource {
        @Override
        public void commit(Xid xid, boolean onePhase) throws XAException {
            throw new XAException(XAException.XAER_RMFAIL);
        }

        @Override
        public void end(Xid xid, int flags) throws XAException {
            resource.end(xid, flags);
        }

        @Override
        public void forget(Xid xid) throws XAException {
            resource.forget(xid);
        }

        @Override
        public int getTransactionTimeout() throws XAException {
            return resource.getTransactionTimeout();
        }

        @Override
        public boolean isSameRM(XAResource other) throws XAException {
            return other == this;
        }

        @Override
        public int prepare(Xid xid) throws XAException {
            return resource.prepare(xid);
        }

        @Override
        public Xid[] recover(int flags) throws XAException {
            return resource.recover(flags);
        }

        @Override
        public void rollback(Xid xid) throws XAException {
            resource.rollback(xid);
        }

        @Override
        public boolean setTransactionTimeout(int seconds) throws XAException {
            return resource.setTransactionTimeout(seconds);
        }

        @Override
        public void start(Xid xid, int flags) throws XAException {
            resource.start(xid, flags);
        }
    }

    @Test
    void recoveryFinishesWhatTheSecondPhaseLeftOpen() throws Exception {
        manager.begin();
        enlist(first);
        manager.getTransaction().enlistResource(new Failing(second.getXAResource()));
        insert(first, "debit");
        insert(second, "credit");
        manager.commit();
        assertEquals(List.of("debit"), rows());
        second.close();
        XAConnection recovering = dataSource().getXAConnection();
        RecoveryManager recovery = RecoveryManager.manager(RecoveryManager.DIRECT_MANAGEMENT);
        recovery.initialize();
        XARecoveryModule module = (XARecoveryModule) recovery.getModules().stream()
                .filter(XARecoveryModule.class::isInstance)
                .findFirst()
                .orElseThrow();
        module.addXAResourceRecoveryHelper(new XAResourceRecoveryHelper() {
            @Override
            public boolean initialise(String parameter) {
                return true;
            }

            @Override
            public XAResource[] getXAResources() {
                try {
                    return new XAResource[] {recovering.getXAResource()};
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        recovery.scan();
        recovering.close();
        assertEquals(List.of("credit", "debit"), rows());
    }
}
