package io.howdah.internal.sql;

/** How the JDBC escape <code>{call ...}</code> becomes SQL: the values of the property escapeSyntaxCallMode. */
public enum CallMode {
    /** Always {@code select * from f(...)}: functions only. */
    SELECT,
    /** {@code select} with a return value, {@code call} without one. */
    CALL_IF_NO_RETURN,
    /** Always {@code call p(...)}: procedures only; a return value becomes the first argument. */
    CALL
}
