package io.howdah.internal.copy;

import io.howdah.api.RecordCopyIn;
import io.howdah.api.RecordCopyOut;
import io.howdah.api.RowCopyIn;
import io.howdah.internal.row.RowShape;
import io.howdah.internal.session.CopyTransfer;
import io.howdah.internal.session.CopyTransfer.Direction;
import io.howdah.internal.session.Execution;
import io.howdah.internal.session.Session;
import io.howdah.internal.session.TransactionStatus;
import io.howdah.internal.sql.Identifiers;
import io.howdah.internal.sql.ParsedSql;
import io.howdah.internal.sql.ParsedStatement;
import io.howdah.internal.sql.SqlFlags;
import io.howdah.internal.sql.StatementKind;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.CopyColumns;
import io.howdah.internal.type.Format;
import io.howdah.internal.type.PgType;
import io.howdah.internal.type.PgType.Form;
import io.howdah.internal.type.RecordEncoder;
import io.howdah.internal.type.RecordMapper;
import io.howdah.internal.util.ClockCache;
import io.howdah.internal.wire.RowDescription;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransactionRollbackException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * COPY of rows that the driver encodes and decodes, in one session.
 *
 * <p>What is known of a table or query from the last time is checked in the same round trip with the command: it is described ahead of it, under the same
 * locks. If it has changed meanwhile, the command is given up before anything was copied, and begun anew where no transaction has failed by that.
 */
public final class TypedCopies {
    private static final Pattern NAME = Pattern.compile(part() + "(\\s*\\.\\s*" + part() + ")*");

    private final Session session;
    private final TypeLearner types;
    private final CopyTargets targets;

    public TypedCopies(Session session, TypeLearner types) {
        this.session = session;
        this.types = types;
        this.targets = new CopyTargets(session, types);
    }

    private static String part() {
        return "(\"([^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    }

    private ParsedStatement parse(String sql) throws SQLException {

        ParsedSql parsed = session.shared().sqlCache().get(sql, flags());
        if (parsed.statementCount() != 1) {
            throw new SQLSyntaxErrorException("expected one query, got: " + sql, "42601");
        }
        return parsed.statement(0);
    }

    private static String checked(String table) throws SQLException {
        String name = table.strip();
        if (!NAME.matcher(name).matches()) {
            throw new SQLSyntaxErrorException(
                    "expected a table's name as SQL has it, with or without schema, in quotes where needed, got: "
                            + table,
                    "42602");
        }
        return name;
    }

    private static SQLException changed(String what) {
        return new SQLTransactionRollbackException(
                "the columns of " + what + " have changed since the driver saw them last: repeat the transaction",
                "40001");
    }

    // ---- in

    /** Begins to copy records to a table. */
    public <T> RecordCopyIn<T> in(String name, Class<T> record) throws SQLException {
        String table = checked(name);
        Progress progress = new Progress();
        return new RecordCopyInImpl<>(
                begin(table, columns -> {
                    RecordEncoder encoder = RecordEncoder.of(record, columns, context());
                    return start(columns, encoder.columns(), encoder.isBinary(), encoder, progress);
                }),
                progress);
    }

    /** Begins to copy rows of values to some columns of a table, or to all that take values. */
    public RowCopyIn inRows(String name, String... names) throws SQLException {
        String table = checked(name);
        CopyColumns found = targets.known(table);
        if (found == null || !found.names().containsAll(Arrays.asList(names))) {
            found = targets.find(table);
        }
        PgType[] columnTypes = types(found, indexes(found, names));
        return new RowCopyInImpl(
                columnTypes,
                context(),
                (binary, progress) ->
                        begin(table, columns -> start(columns, indexes(columns, names), binary, null, progress)));
    }

    private CodecContext context() {
        return session.state().context();
    }

    /** Begins the transfer to a table whose columns may be out of date. */
    @FunctionalInterface
    private interface Beginning {
        /** @return null when they are */
        RowTransfer begin(CopyColumns columns) throws SQLException;
    }

    private RowTransfer begin(String table, Beginning beginning) throws SQLException {
        CopyColumns known = targets.known(table);
        if (known != null) {
            try {
                RowTransfer begun = beginning.begin(known);
                if (begun != null) {
                    return begun;
                }
            } catch (SQLException e) {
                targets.forget(table);
                if (!meansChange(e) || session.isClosed() || session.transactionStatus() == TransactionStatus.FAILED) {
                    throw e;
                }
            }
            targets.forget(table);
            if (session.transactionStatus() == TransactionStatus.FAILED) {
                throw changed(table);
            }
        }
        RowTransfer begun = beginning.begin(targets.find(table));
        if (begun == null) {
            throw changed(table);
        }
        return begun;
    }

    /** True for errors that what is known of a table may have caused by being out of date: about names, generated columns and the driver's own. */
    private static boolean meansChange(SQLException e) {
        return switch (String.valueOf(e.getSQLState())) {
            case "42703", "42P01", "3F000", "42P10", "428C9", "42601" -> true;
            default -> false;
        };
    }

    private static int[] indexes(CopyColumns columns, String... names) throws SQLException {
        if (names.length == 0) {
            int[] all = new int[columns.names().size()];
            int count = 0;
            for (int i = 0; i < all.length; i++) {
                if (!columns.generated().get(i)) {
                    all[count++] = i;
                }
            }
            return Arrays.copyOf(all, count);
        }
        int[] indexes = new int[names.length];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = columns.names().indexOf(names[i]);
            if (indexes[i] < 0) {
                throw new SQLSyntaxErrorException(
                        "table " + columns.table() + " has no column " + names[i] + ", but " + columns.names(),
                        "42703");
            }
        }
        return indexes;
    }

    private static PgType[] types(CopyColumns columns, int... indexes) {
        PgType[] chosen = new PgType[indexes.length];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = columns.types().get(indexes[i]);
        }
        return chosen;
    }

    private RowTransfer start(
            CopyColumns columns, int[] indexes, boolean binary, RecordEncoder encoder, Progress progress)
            throws SQLException {
        List<String> names = new ArrayList<>();
        StringBuilder list = new StringBuilder();
        for (int index : indexes) {
            String name = columns.names().get(index);
            names.add(name);
            list.append(list.isEmpty() ? "" : ", ").append(Identifiers.quote(name));
        }
        if (names.isEmpty()) {
            throw new SQLSyntaxErrorException("no column of " + columns.table() + " would be given values", "42601");
        }
        PgType[] chosen = types(columns, indexes);
        String copy = "COPY " + columns.table() + " (" + list + ") FROM STDIN" + (binary ? " (FORMAT binary)" : "");
        CopyTransfer transfer =
                session.startCopy(parse(copy), parse("SELECT " + list + " FROM " + columns.table()), Direction.IN);
        if (!fits(transfer.description(), chosen)) {
            transfer.abort("the columns of the table have changed");
            return null;
        }
        return new RowTransfer(
                transfer,
                binary
                        ? new BinaryCopyRow(names, chosen, encoder, context())
                        : new TextCopyRow(names, chosen, encoder, context()),
                progress);
    }

    /** True when the columns still have these types, of which the server describes domains as what they are made of. */
    private boolean fits(RowDescription description, PgType... expected) {
        if (description == null || description.columnCount() != expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            PgType type = expected[i];
            while (type.form() == Form.DOMAIN) {
                type = session.shared().types().elementOf(type);
            }
            if (type.oid() != description.typeOids()[i]) {
                return false;
            }
        }
        return true;
    }

    // ---- out

    /** Begins to copy the rows of a table or query. */
    public <T> RecordCopyOut<T> out(String source, Class<T> record) throws SQLException {
        ParsedStatement query =
                parse(NAME.matcher(source.strip()).matches() ? "SELECT * FROM " + source.strip() : source);
        if (query.kind() == StatementKind.COPY) {
            throw new SQLSyntaxErrorException("expected a table or a query, without COPY, got: " + source, "42601");
        }
        String path = session.searchPathKey();
        String key = path == null ? null : path + '\0' + query.nativeSql();
        ClockCache<String, RowDescription> cache = session.shared().copySources();
        RowDescription known = key == null ? null : cache.get(key);
        if (known != null) {
            RecordCopyOut<T> begun = known(query, known, record, () -> cache.remove(key));
            if (begun != null) {
                return begun;
            }
        }
        RowDescription found = describe(query);
        RecordCopyOut<T> begun = start(query, found, record);
        if (begun == null) {
            throw changed("the query");
        }
        if (key != null) {
            cache.putIfAbsent(key, found);
        }
        return begun;
    }

    /** Null when what was known is out of date. */
    private <T> RecordCopyOut<T> known(ParsedStatement query, RowDescription known, Class<T> record, Runnable forget)
            throws SQLException {
        try {
            RecordCopyOut<T> begun = start(query, known, record);
            if (begun != null) {
                return begun;
            }
        } catch (SQLException e) {
            forget.run();
            if (session.transactionStatus() == TransactionStatus.FAILED || session.isClosed() || !meansChange(e)) {
                throw e;
            }
        }
        forget.run();
        return null;
    }

    private RowDescription describe(ParsedStatement query) throws SQLException {
        Execution x = new Execution();
        x.prepare(session.shared().sqlCache().get(query.nativeSql(), flags()), null);
        session.describe(x);
        RowShape shape = x.result(0).shape();
        if (shape == null) {
            throw new SQLSyntaxErrorException("expected a query, got: " + query.nativeSql(), "42601");
        }
        return shape.description();
    }

    private int flags() {
        return session.state().standardStrings() ? SqlFlags.STANDARD_STRINGS : 0;
    }

    private <T> RecordCopyOut<T> start(ParsedStatement query, RowDescription columns, Class<T> record)
            throws SQLException {
        types.learn(columns.typeOids());
        RowShape shape = RowShape.binary(columns, context());
        if (!shape.allBinary()) {
            shape = RowShape.uniform(columns, context(), Format.TEXT);
        }
        CopyRows rows = CopyRows.of(shape);
        RecordMapper mapper = RecordMapper.of(record, rows, context(), "the query");
        // A comment may end the query.
        String copy = "COPY (" + query.nativeSql() + "\n) TO STDOUT" + (shape.allBinary() ? " (FORMAT binary)" : "");
        CopyTransfer transfer = session.startCopy(parse(copy), query, Direction.OUT);
        RowDescription now = transfer.description();
        if (now == null
                || !Arrays.equals(now.typeOids(), columns.typeOids())
                || !Arrays.equals(now.names(), columns.names())) {
            transfer.close();
            return null;
        }
        return new RecordCopyOutImpl<>(transfer, rows, record, mapper, context());
    }
}
