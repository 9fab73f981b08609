package io.howdah.internal.sql;

/**
 * The result of reading one JDBC SQL text: its statements, ready to be sent.
 *
 * <p>Immutable and shared by all connections of a data source; any thread. Equality is identity on purpose: connections
 * keep what they know about a statement under the identity of this object.
 */
public final class ParsedSql {
    private final String sql;
    private final ParsedStatement[] statements;
    private final int parameterCount;
    private final CallSyntax.Call call;

    ParsedSql(String sql, ParsedStatement[] statements, int parameterCount, CallSyntax.Call call) {
        this.sql = sql;
        this.statements = statements;
        this.parameterCount = parameterCount;
        this.call = call;
    }

    /** The text as the application gave it. */
    public String sql() {
        return sql;
    }

    /** Number of statements, at least 1: a text without any is one statement of kind {@link StatementKind#EMPTY}. */
    public int statementCount() {
        return statements.length;
    }

    /** A statement by its 0-based index. */
    public ParsedStatement statement(int index) {
        return statements[index];
    }

    /** Number of placeholders in all statements; the function result of <code>{? = call f()}</code> is not one. */
    public int parameterCount() {
        return parameterCount;
    }

    /** The SQL as sent, statements separated by semicolons; this is what {@code Connection.nativeSQL} answers. */
    public String nativeSql() {
        if (statements.length == 1) {
            return statements[0].nativeSql();
        }
        StringBuilder all = new StringBuilder(sql.length() + 16);
        for (int i = 0; i < statements.length; i++) {
            if (i > 0) {
                all.append(";\n");
            }
            all.append(statements[i].nativeSql());
        }
        return all.toString();
    }

    /** Whether the text calls one routine: the JDBC escape <code>{call ...}</code> or the SQL command CALL. */
    public boolean isCall() {
        return call != null || statements.length == 1 && statements[0].kind() == StatementKind.CALL;
    }

    /**
     * Whether JDBC parameter 1 is the function result of <code>{? = call f(?)}</code> and has no placeholder in the
     * native SQL. JDBC parameter {@code n} is then placeholder {@code n - 1}.
     */
    public boolean hasReturnValue() {
        return call != null && call.returnValue();
    }

    /** Name of the routine in a JDBC call escape as written, perhaps qualified and quoted; null without an escape. */
    public String calledRoutine() {
        return call == null ? null : call.routine();
    }

    /** The application's text; it has no parameter values in it. */
    @Override
    public String toString() {
        return sql;
    }
}
