package io.howdah.internal.session;

import io.howdah.internal.type.CodecContext;
import io.howdah.internal.util.ByteSink;
import java.sql.SQLException;

/** The parameter values of one execution, as the JDBC layer keeps them. Indexes are 0-based over the whole SQL text. */
public interface BindValues {
    int count();

    /** The type that is declared to the server; 0 when it shall infer it. */
    int oid(int index);

    /** The wire format in which {@link #write} will write the value. */
    int format(int index, CodecContext context) throws SQLException;

    /** Appends the length word and the value; -1 as the length for NULL. */
    void write(int index, int format, ByteSink out, CodecContext context) throws SQLException;
}
