package io.howdah.internal.xa;

import java.sql.SQLException;
import java.util.Locale;
import javax.transaction.xa.XAException;

/** XAExceptions with their codes. What is said of a branch is never more than is known: a manager acts on it. Stateless. */
final class XaErrors {
    private static final String UNDEFINED_OBJECT = "42704";
    private static final String DUPLICATE_OBJECT = "42710";

    private XaErrors() {}

    /** @param code a constant of XAException */
    static XAException of(int code, String message) {
        return of(code, message, null);
    }

    static XAException of(int code, String message, SQLException cause) {
        XAException e = new XAException(cause == null ? message : message + ": " + cause.getMessage());
        e.errorCode = code;
        e.initCause(cause);
        return e;
    }

    /** For a branch that the server has rolled back because of a failure; the connection is alive. */
    static XAException rolledBack(String what, SQLException cause) {
        return of(rollbackCode(cause), what, cause);
    }

    private static int rollbackCode(SQLException cause) {
        String state = String.valueOf(cause.getSQLState());
        return switch (state) {
            case "40001" -> XAException.XA_RBTRANSIENT;
            case "40P01" -> XAException.XA_RBDEADLOCK;
            case "57014" -> XAException.XA_RBTIMEOUT;
            default ->
                state.startsWith("23") || state.equals("40002")
                        ? XAException.XA_RBINTEGRITY
                        : XAException.XA_RBROLLBACK;
        };
    }

    /** For the failure of a command about a prepared branch, which is what it was before. */
    static XAException ofPrepared(String what, SQLException cause) {
        boolean unknown = UNDEFINED_OBJECT.equals(cause.getSQLState());
        return of(unknown ? XAException.XAER_NOTA : XAException.XAER_RMFAIL, what, cause);
    }

    static boolean isDuplicate(SQLException failure) {
        return DUPLICATE_OBJECT.equals(failure.getSQLState());
    }

    static XAException invalidFlags(String method, int flags) {
        return of(
                XAException.XAER_INVAL, String.format(Locale.ROOT, "%s: flags 0x%08x are not allowed", method, flags));
    }
}
