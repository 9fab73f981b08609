package io.howdah.internal.type;

import java.sql.SQLException;

/** An object of java.sql that the driver made around a value, which codecs take instead of what the object shows of it. */
public interface ValueHolder {
    /**
     * What the codec of the value's type writes: all of it, with lower bounds and microseconds.
     *
     * @return an {@link ArrayValue}, a {@link StructValue}, or elements that the application gave; never null
     * @throws SQLException 55000 once freed
     */
    Object value() throws SQLException;
}
