package io.howdah.internal.type;

import java.sql.SQLDataException;

/** 22P03: a value has other fields than its composite type is known to have, because the type was altered since. Reading the type again helps. */
public final class StaleTypeException extends SQLDataException {
    private static final long serialVersionUID = 1L;

    StaleTypeException(PgType type, int count) {
        super(
                "a value of type " + type.name() + " has " + count + " fields, not the "
                        + type.fields().size()
                        + " of the types known: the type was altered; read the value again",
                "22P03");
    }
}
