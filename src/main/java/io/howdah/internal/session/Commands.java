package io.howdah.internal.session;

import io.howdah.internal.wire.FixedMessages;

/**
 * The messages of the driver's own commands, made once: in the extended protocol Parse, Bind and Execute, which end no group and so stop what
 * follows when they fail; in the simple one a Query, which is a group of its own. Immutable.
 */
final class Commands {
    static final Commands EXTENDED = new Commands(false);
    static final Commands SIMPLE = new Commands(true);

    private final boolean simple;
    final byte[] empty;
    final byte[] begin;
    final byte[] commit;
    final byte[] rollback;
    final byte[] savepoint;
    final byte[] release;
    final byte[] rollbackTo;

    private Commands(boolean simple) {
        this.simple = simple;
        this.empty = of("");
        this.begin = of("BEGIN");
        this.commit = of("COMMIT");
        this.rollback = of("ROLLBACK");
        this.savepoint = of("SAVEPOINT howdah_autosave");
        this.release = of("RELEASE SAVEPOINT howdah_autosave");
        this.rollbackTo = of("ROLLBACK TO SAVEPOINT howdah_autosave");
    }

    /** True when each command is a group of its own. */
    boolean areSimple() {
        return simple;
    }

    /** The message or messages of any other command without parameters; {@code sql} has no zero character. */
    byte[] of(String sql) {
        return simple ? FixedMessages.query(sql) : FixedMessages.command(sql);
    }
}
