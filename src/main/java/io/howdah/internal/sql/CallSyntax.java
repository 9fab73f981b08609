package io.howdah.internal.sql;

import java.sql.SQLException;

/**
 * Rewriting of the JDBC escapes <code>{call p(...)}</code> and <code>{? = call f(...)}</code>.
 *
 * <p>As {@code select * from f(...) as result} the result parameter has no placeholder: it is a column. As
 * {@code call p(...)} it becomes the first argument, where a procedure has its first OUT parameter. Stateless.
 */
final class CallSyntax {
    private CallSyntax() {}

    /**
     * Appends the SQL for one call.
     *
     * @param from index of the first char of the routine's name in {@code sql}
     * @param to index behind the last char of the call
     * @param returnValue whether the escape began with {@code ? =}
     * @throws SQLException 2F003 or 42601
     */
    static Call translate(
            JdbcEscapes escapes, String sql, int from, int to, boolean returnValue, CallMode mode, int depth)
            throws SQLException {
        boolean select = mode == CallMode.SELECT || returnValue && mode == CallMode.CALL_IF_NO_RETURN;
        boolean resultIsArgument = returnValue && !select;
        SqlLexer lexer = escapes.lexer(from, to);
        int token = lexer.nextSignificant();
        while (token != SqlLexer.END && token != SqlLexer.OPEN_PAREN) {
            if (token == SqlLexer.SEMICOLON) {
                throw escapes.malformedCall("it holds a semicolon", lexer.start());
            }
            token = lexer.nextSignificant();
        }
        escapes.insert(select ? "select * from " : "call ", from);
        String routine;
        if (token == SqlLexer.END) {
            routine = sql.substring(from, to);
            escapes.range(from, to, depth);
            escapes.insert(resultIsArgument ? "(?)" : "()", to);
        } else {
            routine = sql.substring(from, lexer.start());
            int arguments = lexer.end();
            escapes.range(from, arguments, depth);
            if (resultIsArgument) {
                escapes.insert(lexer.nextSignificant() == SqlLexer.CLOSE_PAREN ? "?" : "?, ", arguments);
            }
            escapes.range(arguments, to, depth);
        }
        if (select) {
            escapes.insert(" as result", to);
        }
        return new Call(returnValue && select, routine.strip());
    }

    /**
     * A routine call found as a JDBC escape.
     *
     * @param returnValue whether JDBC parameter 1 is the result of the function and has no placeholder
     * @param routine name of the routine as written, perhaps qualified and quoted
     */
    record Call(boolean returnValue, String routine) {}
}
