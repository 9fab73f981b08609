package io.howdah.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Time and garbage per value of each family of types, Howdah beside pgjdbc: decoding 1,000 values that are in memory as they were received, reading
 * 1,000 from the server, and sending 1,000 as the parameters of one statement. All by the public methods of JDBC, in binary where the driver has it.
 *
 * <p>{@code ./mvnw -q -Pjmh test-compile exec:exec -Djmh.args="TypeValues -prof gc"}; one family: {@code -p family=NUMERIC}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TypeValues {
    private static final int VALUES = 1_000;
    /** Both drivers have named the statement and asked for binary by then. */
    private static final int PREPARING_EXECUTIONS = 8;

    @Param
    public TypeFamily family;

    @Param({"howdah", "postgresql"})
    public String driver;

    private Connection connection;
    private PreparedStatement query;
    private PreparedStatement sink;
    private ResultSet received;
    private final List<Object> values = new ArrayList<>(VALUES);

    @Setup(Level.Trial)
    public void open() throws SQLException {
        Target target = Target.find();
        Properties properties = new Properties();
        properties.setProperty("user", target.user());
        properties.setProperty("password", target.password());
        connection = DriverManager.getConnection(target.url(driver), properties);
        String sql = family.query(VALUES);
        query = connection.prepareStatement(sql);
        PreparedStatement scrollable =
                connection.prepareStatement(sql, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        for (int i = 0; i < PREPARING_EXECUTIONS; i++) {
            query.executeQuery().close();
            received = scrollable.executeQuery();
        }
        while (received.next()) {
            values.add(family.value(received, hasPrimitiveArrays()));
        }
        if (values.size() != VALUES) {
            throw new IllegalStateException("expected " + VALUES + " values, got " + values.size());
        }
        String markers = String.join(", ", Collections.nCopies(VALUES, "?::" + family.sqlType()));
        sink = connection.prepareStatement("select row(" + markers + ") is null");
        for (int i = 0; i < PREPARING_EXECUTIONS; i++) {
            if (send()) {
                throw new IllegalStateException("the values did not arrive");
            }
        }
    }

    private boolean hasPrimitiveArrays() {
        return driver.equals("howdah");
    }

    @TearDown(Level.Trial)
    public void close() throws SQLException {
        connection.close();
    }

    /** Nothing but the driver: the rows are in memory. */
    @Benchmark
    @OperationsPerInvocation(VALUES)
    public void decode(Blackhole hole) throws SQLException {
        boolean primitiveArrays = hasPrimitiveArrays();
        received.beforeFirst();
        while (received.next()) {
            family.read(received, primitiveArrays, hole);
        }
    }

    /** With the server and the socket. */
    @Benchmark
    @OperationsPerInvocation(VALUES)
    public void read(Blackhole hole) throws SQLException {
        boolean primitiveArrays = hasPrimitiveArrays();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                family.read(rows, primitiveArrays, hole);
            }
        }
    }

    /** With the socket, and the server that takes the values and gives back one bit. */
    @Benchmark
    @OperationsPerInvocation(VALUES)
    public boolean send() throws SQLException {
        for (int i = 0; i < VALUES; i++) {
            family.write(sink, i + 1, values.get(i));
        }
        try (ResultSet rows = sink.executeQuery()) {
            rows.next();
            return rows.getBoolean(1);
        }
    }
}
