package io.howdah.internal.type;

/**
 * The values of one row or composite, as they came from the server: what a {@link RecordMapper} reads. Indexes are 0-based. Values are only borrowed: an
 * implementation may show another row later.
 */
public interface Fields {
    int count();

    /** What stands for these names in this order: the same object each time, so that what was made for them is found again. */
    Object shape();

    /** False for an anonymous record, whose columns are known by their position only. */
    boolean isNamed();

    String name(int index);

    PgType type(int index);

    /** {@link Format} of the value. */
    int format(int index);

    byte[] bytes(int index);

    int offset(int index);

    /** The number of bytes of the value; -1 for NULL. */
    int length(int index);
}
