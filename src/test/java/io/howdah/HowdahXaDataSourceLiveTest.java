package io.howdah;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.xa.PGXADataSource;

/** Branches of distributed transactions, step by step, with every code; their names, by which pgjdbc can finish them. */
@Live(settings = "max_prepared_transactions=20")
class HowdahXaDataSourceLiveTest {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private PostgresServer server;
    private XAConnection xa;
    private XAResource resource;
    private Connection connection;

    /** As a manager has them; equal to no other class's. */
    private record Id(int getFormatId, byte[] getGlobalTransactionId, byte[] getBranchQualifier) implements Xid {}

    private static Xid newXid() {
        byte[] global = ("global" + NUMBERS.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
        return new Id(4711, global, new byte[] {0, -1, 63, 62, 39});
    }

    @BeforeEach
    void open(PostgresServer live) throws SQLException {
        server = live;
        server.sql("drop table if exists xa", "create table xa (a int primary key)", "grant all on xa to public");
        xa = connect();
        resource = xa.getXAResource();
        connection = xa.getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        xa.close();
        for (String gid : server.column("select gid from pg_prepared_xacts")) {
            server.sql("rollback prepared '" + gid.replace("'", "''") + "'");
        }
    }

    private XAConnection connect() throws SQLException {
        return dataSource().getXAConnection();
    }

    private HowdahXaDataSource dataSource() throws SQLException {
        HowdahXaDataSource dataSource = new HowdahXaDataSource();
        dataSource.setUrl(server.url());
        dataSource.setUser(server.user());
        dataSource.setPassword(server.password());
        return dataSource;
    }

    private void insert(int value) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into xa values (" + value + ")");
        }
    }

    private List<String> rows() throws SQLException {
        return server.column("select a from xa order by a");
    }

    private static void assertCode(int code, Executable action) {
        XAException e = assertThrows(XAException.class, action);
        assertEquals(code, e.errorCode, e.getMessage());
    }

    private Xid ended(int value) throws Exception {
        Xid xid = newXid();
        resource.start(xid, XAResource.TMNOFLAGS);
        insert(value);
        resource.end(xid, XAResource.TMSUCCESS);
        return xid;
    }

    private Xid prepared(int value) throws Exception {
        Xid xid = ended(value);
        assertEquals(XAResource.XA_OK, resource.prepare(xid));
        return xid;
    }

    private static boolean contains(Xid[] all, Xid wanted) {
        return Arrays.stream(all)
                .anyMatch(xid -> xid.getFormatId() == wanted.getFormatId()
                        && Arrays.equals(xid.getGlobalTransactionId(), wanted.getGlobalTransactionId())
                        && Arrays.equals(xid.getBranchQualifier(), wanted.getBranchQualifier()));
    }

    // ---- the ordinary ways

    @Test
    void twoPhasesCommit() throws Exception {
        Xid xid = prepared(1);
        assertEquals(List.of(), rows());
        assertTrue(connection.getAutoCommit());
        resource.commit(xid, false);
        assertEquals(List.of("1"), rows());
        assertCode(XAException.XAER_NOTA, () -> resource.commit(xid, false));
    }

    @Test
    void preparedBranchIsRolledBack() throws Exception {
        Xid xid = prepared(1);
        resource.rollback(xid);
        assertEquals(List.of(), rows());
        assertCode(XAException.XAER_NOTA, () -> resource.rollback(xid));
    }

    @Test
    void onePhaseCommits() throws Exception {
        Xid xid = ended(1);
        resource.commit(xid, true);
        assertEquals(List.of("1"), rows());
        insert(2);
        assertEquals(List.of("1", "2"), rows());
    }

    @Test
    void branchIsRolledBackBeforeItIsPrepared() throws Exception {
        Xid xid = ended(1);
        resource.rollback(xid);
        assertEquals(List.of(), rows());
        assertCode(XAException.XAER_NOTA, () -> resource.commit(xid, true));
    }

    @Test
    void branchThatDidNothingIsReadOnly() throws Exception {
        Xid xid = newXid();
        resource.start(xid, XAResource.TMNOFLAGS);
        resource.end(xid, XAResource.TMSUCCESS);
        assertEquals(XAResource.XA_RDONLY, resource.prepare(xid));
        assertCode(XAException.XAER_NOTA, () -> resource.commit(xid, false));
        Xid other = newXid();
        resource.start(other, XAResource.TMNOFLAGS);
        resource.end(other, XAResource.TMSUCCESS);
        resource.commit(other, true);
    }

    @Test
    void joinedAndResumedWorkIsOfTheSameBranch() throws Exception {
        Xid xid = newXid();
        resource.start(xid, XAResource.TMNOFLAGS);
        insert(1);
        resource.end(xid, XAResource.TMSUSPEND);
        resource.start(xid, XAResource.TMRESUME);
        insert(2);
        resource.end(xid, XAResource.TMSUCCESS);
        resource.start(newXid(4711, xid), XAResource.TMJOIN);
        insert(3);
        resource.end(xid, XAResource.TMSUSPEND);
        resource.end(xid, XAResource.TMSUCCESS);
        resource.prepare(xid);
        assertEquals(List.of(), rows());
        resource.commit(xid, false);
        assertEquals(List.of("1", "2", "3"), rows());
    }

    private static Xid newXid(int format, Xid same) {
        return new Id(format, same.getGlobalTransactionId(), same.getBranchQualifier());
    }

    @Test
    void logicalConnectionMayBeClosedBeforeTheBranchEnds() throws Exception {
        Xid xid = newXid();
        resource.start(xid, XAResource.TMNOFLAGS);
        insert(1);
        connection.close();
        resource.end(xid, XAResource.TMSUCCESS);
        resource.prepare(xid);
        resource.commit(xid, false);
        assertEquals(List.of("1"), rows());
        connection = xa.getConnection();
        assertTrue(connection.getAutoCommit());
        insert(2);
        assertEquals(List.of("1", "2"), rows());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void autoCommitIsAsBeforeAfterTheBranch(boolean autoCommit) throws Exception {
        connection.setAutoCommit(autoCommit);
        Xid xid = newXid();
        resource.start(xid, XAResource.TMNOFLAGS);
        assertFalse(connection.getAutoCommit());
        insert(1);
        resource.end(xid, XAResource.TMSUCCESS);
        resource.commit(xid, true);
        assertEquals(autoCommit, connection.getAutoCommit());
    }

    // ---- the application within a branch

    @Test
    void applicationCannotEndTheBranch() throws Exception {
        Xid xid = newXid();
        resource.start(xid, XAResource.TMNOFLAGS);
        insert(1);
        for (Executable call : List.<Executable>of(
                connection::commit,
                connection::rollback,
                connection::setSavepoint,
                () -> connection.setSavepoint("a"),
                () -> connection.setAutoCommit(true))) {
            SQLException e = assertThrows(SQLException.class, call);
            assertEquals("55000", e.getSQLState());
        }
        connection.setAutoCommit(false);
        resource.end(xid, XAResource.TMSUCCESS);
        resource.commit(xid, true);
        assertEquals(List.of("1"), rows());
    }

    @Test
    void ownTransactionOfTheConnectionIsOutside() throws Exception {
        connection.setAutoCommit(false);
        insert(1);
        assertCode(XAException.XAER_OUTSIDE, () -> resource.start(newXid(), XAResource.TMNOFLAGS));
        connection.commit();
        assertEquals(List.of("1"), rows());
    }

    // ---- failures

    @Test
    void failedBranchCannotBePrepared() throws Exception {
        Xid xid = newXid();
        resource.start(xid, XAResource.TMNOFLAGS);
        insert(1);
        assertThrows(SQLException.class, () -> insert(1));
        resource.end(xid, XAResource.TMSUCCESS);
        assertCode(XAException.XA_RBROLLBACK, () -> resource.prepare(xid));
        assertEquals(List.of(), rows());
        assertCode(XAException.XAER_NOTA, () -> resource.rollback(xid));
        insert(2);
    }

    @Test
    void failedBranchCannotBeCommittedInOnePhase() throws Exception {
        Xid xid = newXid();
        resource.start(xid, XAResource.TMNOFLAGS);
        insert(1);
        assertThrows(SQLException.class, () -> insert(1));
        resource.end(xid, XAResource.TMFAIL);
        assertCode(XAException.XA_RBROLLBACK, () -> resource.commit(xid, true));
        assertEquals(List.of(), rows());
    }

    @Test
    void endWithFailureLeavesOnlyRollback() throws Exception {
        Xid xid = newXid();
        resource.start(xid, XAResource.TMNOFLAGS);
        insert(1);
        resource.end(xid, XAResource.TMFAIL);
        assertCode(XAException.XA_RBROLLBACK, () -> resource.start(xid, XAResource.TMJOIN));
        resource.rollback(xid);
        assertEquals(List.of(), rows());
    }

    @ParameterizedTest
    @CsvSource({"true, 23505", "false, 23505"})
    void deferredConstraintIsAnIntegrityRollback(boolean onePhase, String state) throws Exception {
        server.sql(
                "drop table xa",
                "create table xa (a int unique deferrable initially deferred)",
                "grant all on xa to public");
        Xid xid = newXid();
        resource.start(xid, XAResource.TMNOFLAGS);
        insert(1);
        insert(1);
        resource.end(xid, XAResource.TMSUCCESS);
        XAException e = assertThrows(XAException.class, () -> {
            if (onePhase) {
                resource.commit(xid, true);
            } else {
                resource.prepare(xid);
            }
        });
        assertEquals(XAException.XA_RBINTEGRITY, e.errorCode);
        assertEquals(state, ((SQLException) e.getCause()).getSQLState());
        assertTrue(connection.getAutoCommit());
        insert(2);
    }

    @Test
    void whatCannotBePreparedIsRolledBack() throws Exception {
        Xid xid = newXid();
        resource.start(xid, XAResource.TMNOFLAGS);
        connection.createStatement().execute("create temp table t (a int)");
        resource.end(xid, XAResource.TMSUCCESS);
        assertCode(XAException.XA_RBROLLBACK, () -> resource.prepare(xid));
        insert(2);
    }

    @Test
    void nameThatIsPreparedAlreadyIsADuplicate() throws Exception {
        Xid xid = prepared(1);
        resource.start(xid, XAResource.TMNOFLAGS);
        insert(2);
        resource.end(xid, XAResource.TMSUCCESS);
        assertCode(XAException.XAER_DUPID, () -> resource.prepare(xid));
        resource.commit(xid, false);
        assertEquals(List.of("1"), rows());
    }

    @Test
    void wrongOrderIsAProtocolError() throws Exception {
        Xid xid = newXid();
        resource.start(xid, XAResource.TMNOFLAGS);
        assertCode(XAException.XAER_PROTO, () -> resource.start(xid, XAResource.TMNOFLAGS));
        assertCode(XAException.XAER_PROTO, () -> resource.prepare(xid));
        assertCode(XAException.XAER_PROTO, () -> resource.commit(xid, true));
        assertCode(XAException.XAER_PROTO, () -> resource.rollback(xid));
        insert(1);
        resource.end(xid, XAResource.TMSUSPEND);
        assertCode(XAException.XAER_PROTO, () -> resource.end(xid, XAResource.TMSUSPEND));
        assertCode(XAException.XAER_PROTO, () -> resource.start(xid, XAResource.TMJOIN));
        assertCode(XAException.XAER_PROTO, () -> resource.prepare(xid));
        resource.end(xid, XAResource.TMSUCCESS);
        assertCode(XAException.XAER_PROTO, () -> resource.end(xid, XAResource.TMSUCCESS));
        assertCode(XAException.XAER_PROTO, () -> resource.start(xid, XAResource.TMRESUME));
        assertCode(XAException.XAER_PROTO, () -> resource.commit(xid, false));
        assertCode(XAException.XAER_DUPID, () -> resource.start(xid, XAResource.TMNOFLAGS));
        assertCode(XAException.XAER_RMERR, () -> resource.start(newXid(), XAResource.TMNOFLAGS));
        resource.rollback(xid);
    }

    @Test
    void unknownBranchesAndBadArgumentsAreTold() throws Exception {
        Xid xid = newXid();
        assertCode(XAException.XAER_NOTA, () -> resource.end(xid, XAResource.TMSUCCESS));
        assertCode(XAException.XAER_NOTA, () -> resource.prepare(xid));
        assertCode(XAException.XAER_NOTA, () -> resource.commit(xid, true));
        assertCode(XAException.XAER_NOTA, () -> resource.commit(xid, false));
        assertCode(XAException.XAER_NOTA, () -> resource.rollback(xid));
        assertCode(XAException.XAER_NOTA, () -> resource.forget(xid));
        assertCode(XAException.XAER_NOTA, () -> resource.start(xid, XAResource.TMJOIN));
        assertCode(XAException.XAER_NOTA, () -> resource.start(xid, XAResource.TMRESUME));
        assertCode(XAException.XAER_INVAL, () -> resource.start(xid, XAResource.TMFAIL));
        assertCode(XAException.XAER_INVAL, () -> resource.start(null, XAResource.TMNOFLAGS));
        assertCode(XAException.XAER_INVAL, () -> resource.end(xid, XAResource.TMJOIN));
        assertCode(XAException.XAER_INVAL, () -> resource.recover(XAResource.TMJOIN));
        assertCode(XAException.XAER_INVAL, () -> resource.setTransactionTimeout(-1));
    }

    @Test
    void preparedBranchIsNotFinishedOverASessionThatIsBusy() throws Exception {
        Xid xid = prepared(1);
        Xid busy = newXid();
        resource.start(busy, XAResource.TMNOFLAGS);
        insert(2);
        assertCode(XAException.XAER_RMFAIL, () -> resource.commit(xid, false));
        resource.end(busy, XAResource.TMSUCCESS);
        resource.rollback(busy);
        resource.commit(xid, false);
        assertEquals(List.of("1"), rows());
    }

    @Test
    void changedSettingsDoNotHinderTheSecondPhase() throws Exception {
        Xid xid = prepared(1);
        connection.setSchema("pg_catalog");
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        resource.commit(xid, false);
        assertEquals(List.of("1"), rows());
    }

    @Test
    void simpleQueryModeDoesNotHinderTheSecondPhase() throws Exception {
        HowdahXaDataSource dataSource = dataSource();
        dataSource.setPreferQueryMode("simple");
        XAConnection simple = dataSource.getXAConnection();
        Xid xid = newXid();
        simple.getXAResource().start(xid, XAResource.TMNOFLAGS);
        Connection theirs = simple.getConnection();
        theirs.createStatement().execute("insert into xa values (1)");
        simple.getXAResource().end(xid, XAResource.TMSUCCESS);
        simple.getXAResource().prepare(xid);
        theirs.setSchema("pg_catalog");
        simple.getXAResource().commit(xid, false);
        assertEquals(List.of("1"), rows());
        simple.close();
    }

    @Test
    void sameResourceIsOnlyItself() throws Exception {
        XAConnection other = connect();
        assertSame(resource, xa.getXAResource());
        assertTrue(resource.isSameRM(resource));
        assertFalse(resource.isSameRM(other.getXAResource()));
        assertFalse(resource.setTransactionTimeout(10));
        assertEquals(0, resource.getTransactionTimeout());
        other.close();
    }

    // ---- recovery

    private void crash() throws SQLException {
        server.terminate(pid());
    }

    private String pid() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            assertTrue(row.next());
            return row.getString(1);
        }
    }

    @Test
    void preparedBranchOutlivesItsConnection() throws Exception {
        Xid xid = prepared(1);
        crash();
        assertCode(XAException.XAER_RMFAIL, () -> resource.commit(xid, false));
        XAConnection other = connect();
        Xid[] found = other.getXAResource().recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN);
        assertTrue(contains(found, xid));
        assertEquals(0, other.getXAResource().recover(XAResource.TMENDRSCAN).length);
        assertEquals(0, other.getXAResource().recover(XAResource.TMNOFLAGS).length);
        for (Xid each : found) {
            other.getXAResource().commit(each, false);
        }
        assertEquals(List.of("1"), rows());
        other.close();
    }

    @Test
    void branchThatWasNotPreparedDiesWithItsConnection() throws Exception {
        Xid xid = newXid();
        resource.start(xid, XAResource.TMNOFLAGS);
        insert(1);
        crash();
        assertThrows(SQLException.class, () -> insert(2));
        resource.end(xid, XAResource.TMFAIL);
        assertCode(XAException.XAER_RMFAIL, () -> resource.rollback(xid));
        assertEquals(List.of(), rows());
        XAConnection other = connect();
        assertFalse(contains(other.getXAResource().recover(XAResource.TMSTARTRSCAN), xid));
        other.close();
    }

    @Test
    void lossDuringPrepareLeavesItOpen() throws Exception {
        Xid xid = newXid();
        resource.start(xid, XAResource.TMNOFLAGS);
        insert(1);
        String pid = pid();
        resource.end(xid, XAResource.TMSUCCESS);
        server.terminate(pid);
        assertCode(XAException.XAER_RMFAIL, () -> resource.prepare(xid));
        assertCode(XAException.XAER_RMFAIL, () -> resource.start(newXid(), XAResource.TMNOFLAGS));
    }

    @Test
    void namesOfOthersAreLeftAlone() throws Exception {
        server.sql("begin; prepare transaction 'somebody else''s'; begin; prepare transaction '1_!_!'");
        Xid xid = prepared(1);
        Xid[] found = resource.recover(XAResource.TMSTARTRSCAN);
        assertEquals(1, found.length);
        assertEquals(xid.getFormatId(), found[0].getFormatId());
        resource.rollback(xid);
    }

    @Test
    void pgjdbcFinishesWhatWeHavePrepared() throws Exception {
        Xid xid = prepared(1);
        XAConnection oracle = oracle();
        Xid[] found = oracle.getXAResource().recover(XAResource.TMSTARTRSCAN);
        assertTrue(contains(found, xid));
        oracle.getXAResource().commit(xid, false);
        assertEquals(List.of("1"), rows());
        oracle.close();
    }

    @Test
    void weFinishWhatPgjdbcHasPrepared() throws Exception {
        XAConnection oracle = oracle();
        Xid xid = newXid();
        oracle.getXAResource().start(xid, XAResource.TMNOFLAGS);
        try (Connection theirs = oracle.getConnection();
                Statement statement = theirs.createStatement()) {
            statement.execute("insert into xa values (1)");
            oracle.getXAResource().end(xid, XAResource.TMSUCCESS);
            oracle.getXAResource().prepare(xid);
        }
        oracle.close();
        Xid[] found = resource.recover(XAResource.TMSTARTRSCAN);
        assertTrue(contains(found, xid));
        resource.commit(found[0], false);
        assertEquals(List.of("1"), rows());
    }

    private XAConnection oracle() throws SQLException {
        PGXADataSource dataSource = new PGXADataSource();
        dataSource.setUrl(server.url());
        dataSource.setUser(server.user());
        dataSource.setPassword(server.password());
        return dataSource.getXAConnection();
    }

    @Test
    void longestIdsFitIntoTheName() throws Exception {
        byte[] longest = new byte[Xid.MAXGTRIDSIZE];
        Arrays.fill(longest, (byte) -1);
        Xid xid = new Id(Integer.MIN_VALUE, longest, longest);
        resource.start(xid, XAResource.TMNOFLAGS);
        insert(1);
        resource.end(xid, XAResource.TMSUCCESS);
        resource.prepare(xid);
        Xid[] found = resource.recover(XAResource.TMSTARTRSCAN);
        assertTrue(contains(found, xid));
        assertArrayEquals(longest, found[0].getGlobalTransactionId());
        resource.rollback(found[0]);
    }
}
