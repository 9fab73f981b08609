package io.howdah.api;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a connection of this driver can do beyond JDBC. Reached by {@code connection.unwrap(HowdahConnection.class)}, through pools too.
 *
 * <p>The methods of JDBC and these may be mixed freely; both work on the same session and in the same transaction.
 */
public interface HowdahConnection extends Connection {
    /**
     * The process that serves this connection, as in {@code pg_stat_activity}.
     *
     * @return the server's process id; 0 when a pooler in between did not say
     */
    int backendPid();

    /**
     * The server's version.
     *
     * @return {@code server_version_num}: 180006 for 18.6
     */
    int serverVersionNumber();

    /**
     * A query, to be read as objects.
     *
     * @param sql the query, with {@code ?} for each value
     * @param values as for {@code setObject}; null for NULL
     * @return the query, which is run by each of its methods
     * @throws SQLException 08003 on a closed connection; what is wrong with the values, such as 07001 for their number, when it is run
     */
    Query query(String sql, Object... values) throws SQLException;

    /**
     * A composed query, to be read as objects.
     *
     * @param sql the query with its values
     * @return the query, which is run by each of its methods
     * @throws SQLException 08003 on a closed connection
     */
    Query query(Sql sql) throws SQLException;

    /**
     * Runs a statement that gives no rows.
     *
     * @param sql the statement, with {@code ?} for each value
     * @param values as for {@code setObject}; null for NULL
     * @return the number of rows it changed; 0 for commands without a number
     * @throws SQLException 07001 for a wrong number of values, 07006 for one of a class without a type, and what the server reports
     */
    long update(String sql, Object... values) throws SQLException;

    /**
     * Runs a composed statement that gives no rows.
     *
     * @param sql the statement with its values
     * @return the number of rows it changed; 0 for commands without a number
     * @throws SQLException as {@link #update(String, Object...)}
     */
    long update(Sql sql) throws SQLException;

    /**
     * Opens a pipeline whose groups succeed or fail as a whole.
     *
     * @return the pipeline, to be closed
     * @throws SQLException 55006 while another pipeline or a COPY is open
     */
    default Pipeline pipeline() throws SQLException {
        return pipeline(Pipeline.Mode.ATOMIC);
    }

    /**
     * Opens a pipeline.
     *
     * @param mode what succeeds or fails together
     * @return the pipeline, to be closed
     * @throws SQLException 55006 while another pipeline or a COPY is open
     */
    Pipeline pipeline(Pipeline.Mode mode) throws SQLException;

    /**
     * Prepares a composed statement with its values.
     *
     * @param sql the text and its values
     * @return a statement all of whose parameters are set; it may be run again, also with other values
     * @throws SQLException 07001 when the holes of a template and its arguments do not match, 07006 for a value of a class that has no type
     */
    PreparedStatement prepare(Sql sql) throws SQLException;

    /**
     * Runs {@code work} in a transaction: commits when it returns, rolls back when it throws, and gives its result or exception.
     *
     * <p>Within {@code work} a further call makes a savepoint, to which is rolled back when its own work throws. Auto-commit is off meanwhile and
     * afterwards as it was.
     *
     * @param work what to do; runs on this thread
     * @param <T> the result
     * @param <X> what {@code work} throws besides SQLException
     * @return what {@code work} gives
     * @throws SQLException 25001 when an earlier statement has begun a transaction; 25P02 when a statement of {@code work} failed and its exception
     *     was caught there; what COMMIT reports, 08007 when its answer was lost
     * @throws X what {@code work} throws
     */
    <T, X extends Exception> T inTransaction(TransactionWork<T, X> work) throws SQLException, X;

    /**
     * As {@link #inTransaction(TransactionWork)}, with a level, an access mode or repetition.
     *
     * @param options how; for a nested block only {@link TransactionOptions#DEFAULT}
     * @param work what to do; runs on this thread, more than once if the options say so
     * @param <T> the result
     * @param <X> what {@code work} throws besides SQLException
     * @return what {@code work} gives
     * @throws SQLException as {@link #inTransaction(TransactionWork)}
     * @throws X what {@code work} throws
     */
    <T, X extends Exception> T inTransaction(TransactionOptions options, TransactionWork<T, X> work)
            throws SQLException, X;

    /**
     * Begins a {@code COPY ... FROM STDIN}.
     *
     * @param sql the command; no parameters
     * @return the transfer, to be written to and finished
     * @throws SQLException what the server says of the command; 0A000 for a COPY that takes no data, 42601 for another command, 55006 while another
     *     transfer goes on
     */
    CopyIn copyIn(String sql) throws SQLException;

    /**
     * Copies all of a stream to the server.
     *
     * @param sql a {@code COPY ... FROM STDIN}
     * @param source data in the command's format; read to its end, not closed
     * @return the number of rows copied
     * @throws SQLException as {@link #copyIn(String)}, what the server says of the data, or 58030 with its cause when the source fails; nothing is
     *     copied then
     */
    long copyIn(String sql, InputStream source) throws SQLException;

    /**
     * Copies all characters of a reader to the server, as UTF-8.
     *
     * @param sql a {@code COPY ... FROM STDIN} in text or csv
     * @param source data in the command's format; read to its end, not closed
     * @return the number of rows copied
     * @throws SQLException as {@link #copyIn(String, InputStream)}
     */
    long copyIn(String sql, Reader source) throws SQLException;

    /**
     * Copies a file of this machine to the server.
     *
     * @param sql a {@code COPY ... FROM STDIN}
     * @param source a file with data in the command's format
     * @return the number of rows copied
     * @throws SQLException as {@link #copyIn(String, InputStream)}
     */
    long copyIn(String sql, Path source) throws SQLException;

    /**
     * Begins a {@code COPY ... TO STDOUT}.
     *
     * @param sql the command; no parameters
     * @return the transfer, to be read from and closed
     * @throws SQLException what the server says of the command; 0A000 for a COPY that sends no data, 42601 for another command, 55006 while another
     *     transfer goes on
     */
    CopyOut copyOut(String sql) throws SQLException;

    /**
     * Copies the server's data to a stream.
     *
     * @param sql a {@code COPY ... TO STDOUT}
     * @param target gets the data; flushed, not closed
     * @return the number of rows copied
     * @throws SQLException as {@link #copyOut(String)}, or 58030 with its cause when the target fails
     */
    long copyOut(String sql, OutputStream target) throws SQLException;

    /**
     * Copies the server's data to a writer.
     *
     * @param sql a {@code COPY ... TO STDOUT} in text or csv
     * @param target gets the characters; flushed, not closed
     * @return the number of rows copied
     * @throws SQLException as {@link #copyOut(String, OutputStream)}
     */
    long copyOut(String sql, Writer target) throws SQLException;

    /**
     * Copies the server's data to a file of this machine.
     *
     * @param sql a {@code COPY ... TO STDOUT}
     * @param target a file to be made or replaced
     * @return the number of rows copied
     * @throws SQLException as {@link #copyOut(String, OutputStream)}
     */
    long copyOut(String sql, Path target) throws SQLException;

    /**
     * Begins to copy records to a table. Components find their columns by name: the same name, else the same letters regardless of case and underscores;
     * columns that no component stands for get their defaults, and components whose columns the server fills (generated ones, identities that are
     * {@code GENERATED ALWAYS}) are left out.
     *
     * @param <T> the record class
     * @param table a table's or view's name as SQL has it: with or without schema, in quotes where needed
     * @param record the record class
     * @return the transfer, to be given rows and finished
     * @throws SQLException 42P01 when there is no such table, 42703 for a component without a column, 42846 when the class cannot be reached by the
     *     driver; what the server says of the command; 55006 while another transfer goes on
     */
    <T extends Record> RecordCopyIn<T> copyIn(String table, Class<T> record) throws SQLException;

    /**
     * Begins to copy rows of plain values to a table; the command itself starts with the first row.
     *
     * @param table as for {@link #copyIn(String, Class)}
     * @param columns names of columns, exactly; none for all that can be given values
     * @return the transfer, to be given rows and finished
     * @throws SQLException 42P01 when there is no such table, 42703 when it has no such column
     */
    RowCopyIn copyInRows(String table, String... columns) throws SQLException;

    /**
     * Begins to copy the rows of a table or query as records. Components find their columns as with {@link #copyIn(String, Class)}; columns without a
     * component are passed over.
     *
     * @param <T> the record class
     * @param source a table's name as SQL has it, or a query; no parameters
     * @param record the record class
     * @return the transfer, to be read from and closed
     * @throws SQLException what the server says of the query; 42703 for a component without a column, 42846 when the class cannot be reached by the
     *     driver; 55006 while another transfer goes on
     */
    <T extends Record> RecordCopyOut<T> copyOut(String source, Class<T> record) throws SQLException;

    /**
     * The large objects of the database.
     *
     * @return a new one each time, which sends nothing by itself
     * @throws SQLException 08003 when the connection is closed
     */
    LargeObjects largeObjects() throws SQLException;

    /**
     * Begins to listen to a channel; in a transaction, when it commits. Listening twice does no more than once.
     *
     * @param channel the channel's name exactly as it is: it is quoted, so that upper case and lower case differ
     * @throws SQLException 42602 for a null or empty name, 42622 for one of more than 63 bytes in UTF-8, 22021 for a zero character in it
     */
    void listen(String channel) throws SQLException;

    /**
     * Ends listening to a channel; in a transaction, when it commits. Not to have listened is no error.
     *
     * @param channel as for {@link #listen}
     * @throws SQLException as {@link #listen}
     */
    void unlisten(String channel) throws SQLException;

    /**
     * Ends listening to all channels, those of {@code LISTEN} in a statement among them.
     *
     * @throws SQLException 08003 when the connection is closed, 25P02 in a failed transaction
     */
    void unlistenAll() throws SQLException;

    /**
     * Sends a notification, by {@code pg_notify}; in a transaction it is delivered at commit, and only once when the same is sent again.
     *
     * @param channel as for {@link #listen}
     * @param payload the text to send; null for an empty one
     * @throws SQLException as {@link #listen}; 22023 for a payload of 8000 bytes or more in UTF-8; what the server says, 25006 from a standby
     */
    void notify(String channel, String payload) throws SQLException;

    /**
     * The notifications that have come, or those that come first.
     *
     * <p>Reads what lies in the network, so that no query has to be run for it. Waiting holds up no other thread that uses the connection: the wait
     * makes room for it and goes on afterwards. An interrupt ends the wait; the thread keeps its flag. While rows of a result are still in the
     * network (a fetch size was set) nothing is read and only what had come before is returned, at once.
     *
     * <p>Those that nobody fetches are kept, up to the 1000 youngest; {@link #getWarnings} tells when one was dropped. With listeners
     * ({@link #onNotification}) what is returned has been given to them too.
     *
     * @param timeout how long to wait when there is none; zero or negative not to wait
     * @return in the order in which they came; empty when none came in time
     * @throws SQLException 55006 while a COPY or a pipeline with statements that were not synced has the connection; 57P01 or 08006 when the
     *     connection ends or has been lost
     */
    List<Notification> notifications(Duration timeout) throws SQLException;

    /**
     * Has a listener called with every notification: after the exchange with the server that brought it, on the thread that ran this exchange, one at
     * a time in the order in which they came. The listener may use the connection. What it throws is logged, and it gets the next one all the same.
     *
     * <p>Notifications come to light when the connection is used. A thread that does nothing else keeps them coming with
     * {@link #notifications(Duration)}; {@code NotificationHub} does so by itself.
     *
     * @param listener called by any thread that uses this connection
     * @return to be closed when the listener is to get no more
     * @throws SQLException 08003 when the connection is closed
     */
    Subscription onNotification(Consumer<Notification> listener) throws SQLException;
}
