package io.howdah.internal.session;

import java.util.Objects;

/**
 * What the next exchange must carry before its statement: settings whose wanted value differs from the one the server is known to have. Setting
 * one is free; the difference rides with the next statement, under the same Sync, so that a setting that fails stops the statement.
 *
 * <p>A value that was sent is provisional until the session is idle again after success; an error or a rollback throws it away and the
 * difference reappears. Used under the session's lock.
 */
final class DeferredOps {
    /** Stands for a value that the application's own SET, RESET or DISCARD has left; no command is equal to it. */
    private static final String CHOSEN_BY_APPLICATION = "";

    /** RESET takes one setting at a time. */
    private static final String RESET_CHARACTERISTICS = "SELECT pg_catalog.set_config(name, reset_val, false)"
            + " FROM pg_catalog.pg_settings WHERE name IN ('default_transaction_isolation', 'default_transaction_read_only')";

    /** One setting of the session. */
    static final class Setting {
        final ControlReply.Command reply;
        private String wanted;
        private String confirmed;
        private String provisional;
        private boolean hasProvisional;
        /** True when the transaction has set it and then gone back, in part or by an error, so that nobody knows how far. */
        private boolean isInDoubt;

        private Setting(String setter) {
            reply = new ControlReply.Command(setter);
        }

        private boolean isDue() {
            if (isInDoubt) {
                return true;
            }
            if (hasProvisional) {
                return !Objects.equals(wanted, provisional);
            }
            return !Objects.equals(wanted, confirmed);
        }
    }

    /** The wanted value is the whole command; null for "as the session began". */
    final Setting searchPath = new Setting("setSchema");

    final Setting characteristics = new Setting("setTransactionIsolation or setReadOnly");
    final Setting applicationName = new Setting("setClientInfo");

    private final Setting[] settings = {searchPath, characteristics, applicationName};
    private boolean due;

    /** Wants a setting: the SET command that makes it so, or null for the value with which the session began. */
    void want(Setting setting, String command) {
        setting.wanted = command;
        refresh();
    }

    private void refresh() {
        boolean any = false;
        for (Setting setting : settings) {
            any |= setting.isDue();
        }
        due = any;
    }

    /** Wants the defaults of transactions to be those with which the session began. */
    void wantInitialCharacteristics() {
        boolean untouched = characteristics.confirmed == null && !characteristics.hasProvisional;
        want(characteristics, untouched ? null : RESET_CHARACTERISTICS);
    }

    /** True when {@link #write} would change where unqualified names are looked up. */
    boolean searchPathIsDue() {
        return due && searchPath.isDue();
    }

    /** True when {@link #write} would write something. */
    boolean isDue() {
        return due;
    }

    /**
     * Takes the settings that are due; writes a command for each and queues its reply. The defaults of transactions come first and in a group
     * of their own, since they hold from the next transaction on and a statement outside of one is itself the next.
     *
     * @param withinGroup true to leave them to a later time, because the group under way must not be divided
     */
    void write(Conversation conversation, boolean withinGroup) {
        boolean defaultsAreDue = characteristics.isDue() && characteristics.wanted != null;
        if (defaultsAreDue && !withinGroup) {
            write(characteristics, characteristics.wanted, conversation);
            conversation.endCommands();
        }
        if (searchPath.isDue()) {
            write(searchPath, searchPath.wanted == null ? "RESET search_path" : searchPath.wanted, conversation);
        }
        if (applicationName.isDue()) {
            write(
                    applicationName,
                    applicationName.wanted == null ? "RESET application_name" : applicationName.wanted,
                    conversation);
        }
        due = defaultsAreDue && withinGroup;
    }

    private static void write(Setting setting, String command, Conversation conversation) {
        conversation.command(conversation.commands().of(command), setting.reply);
        setting.provisional = setting.wanted;
        setting.hasProvisional = true;
        setting.isInDoubt = false;
    }

    /** The session is idle after success: what was executed holds. */
    void confirm() {
        for (Setting setting : settings) {
            if (setting.hasProvisional && setting.reply.tag != null) {
                setting.confirmed = setting.provisional;
                setting.hasProvisional = false;
            }
        }
    }

    /** The transaction was rolled back: what was sent in it is gone. */
    void discard() {
        for (Setting setting : settings) {
            setting.hasProvisional = false;
            setting.isInDoubt = false;
        }
        refresh();
    }

    /** An error in a transaction, or a rollback to a savepoint: what was sent in it may be gone, or an earlier value be back. */
    void doubt() {
        for (Setting setting : settings) {
            setting.isInDoubt |= setting.hasProvisional;
            setting.hasProvisional = false;
        }
        refresh();
    }

    /** The application's own SET, RESET or DISCARD: what the server has now is not known, and the wanted value is what it chose. */
    void forget(Setting setting) {
        setting.hasProvisional = false;
        setting.isInDoubt = false;
        setting.wanted = CHOSEN_BY_APPLICATION;
        setting.confirmed = CHOSEN_BY_APPLICATION;
        refresh();
    }
}
