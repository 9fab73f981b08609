package io.howdah.api;

import java.io.Serializable;

/**
 * Every field of an ErrorResponse or NoticeResponse, as the server sent it (manual: "Error and Notice Message Fields"). A field the server did
 * not send is null, and a number it did not send is 0.
 *
 * @param severity localised severity, such as {@code ERROR}
 * @param severityCode the same, never localised; null before PostgreSQL 9.6
 * @param sqlState five characters; {@code "XX000"} when the server sent none
 * @param message the primary message, verbatim
 * @param detail the detail line
 * @param hint what to do about it
 * @param position 1-based position in characters in the statement's native text, 0 when none
 * @param internalPosition as {@code position}, in {@code internalQuery}
 * @param internalQuery the failed text of a command that the server generated
 * @param where the context, one call a line
 * @param schema schema of the object at fault
 * @param table table at fault
 * @param column column at fault
 * @param dataType data type at fault
 * @param constraint constraint at fault
 * @param file source file of the server
 * @param line line in that file
 * @param routine the server's function that reported it
 */
public record ServerError(
        String severity,
        String severityCode,
        String sqlState,
        String message,
        String detail,
        String hint,
        int position,
        int internalPosition,
        String internalQuery,
        String where,
        String schema,
        String table,
        String column,
        String dataType,
        String constraint,
        String file,
        int line,
        String routine)
        implements Serializable {
    /** True when the server ends the session with this message (FATAL or PANIC). */
    public boolean isFatal() {
        String code = severityCode != null ? severityCode : severity;
        return "FATAL".equals(code) || "PANIC".equals(code);
    }
}
