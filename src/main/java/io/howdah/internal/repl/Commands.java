package io.howdah.internal.repl;

import io.howdah.replication.LogicalSpec;
import io.howdah.replication.PhysicalSpec;
import io.howdah.replication.SlotSpec;
import io.howdah.replication.SlotSpec.Snapshot;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The texts of the replication protocol's commands. */
final class Commands {
    /** From here on CREATE_REPLICATION_SLOT takes its options in parentheses. */
    private static final int OPTION_LISTS_SINCE = 150_000;

    private static final int TWO_PHASE_SINCE = 140_000;
    private static final int FAILOVER_SINCE = 170_000;

    private Commands() {}

    static String createSlot(SlotSpec spec, int serverVersion) throws SQLFeatureNotSupportedException {
        require(spec.decodesPrepared(), "decoding of prepared transactions", TWO_PHASE_SINCE, serverVersion);
        require(spec.isFailover(), "failover", FAILOVER_SINCE, serverVersion);
        StringBuilder command = new StringBuilder("CREATE_REPLICATION_SLOT ").append(identifier(spec.name()));
        if (spec.isTemporary()) {
            command.append(" TEMPORARY");
        }
        if (spec.isLogical()) {
            command.append(" LOGICAL ").append(identifier(spec.plugin()));
        } else {
            command.append(" PHYSICAL");
        }
        List<String> options = serverVersion >= OPTION_LISTS_SINCE ? listed(spec) : worded(spec);
        if (options.isEmpty()) {
            return command.toString();
        }
        return serverVersion >= OPTION_LISTS_SINCE
                ? command.append(" (")
                        .append(String.join(", ", options))
                        .append(')')
                        .toString()
                : command.append(' ').append(String.join(" ", options)).toString();
    }

    private static List<String> listed(SlotSpec spec) {
        List<String> options = new ArrayList<>();
        if (spec.isLogical()) {
            String use = spec.snapshot() == Snapshot.NONE
                    ? "nothing"
                    : spec.snapshot().name().toLowerCase(Locale.ROOT);
            options.add("SNAPSHOT '" + use + '\'');
        }
        if (spec.decodesPrepared()) {
            options.add("TWO_PHASE");
        }
        if (spec.reservesWal()) {
            options.add("RESERVE_WAL");
        }
        if (spec.isFailover()) {
            options.add("FAILOVER");
        }
        return options;
    }

    private static List<String> worded(SlotSpec spec) {
        List<String> options = new ArrayList<>();
        if (spec.isLogical()) {
            options.add(
                    switch (spec.snapshot()) {
                        case NONE -> "NOEXPORT_SNAPSHOT";
                        case EXPORT -> "EXPORT_SNAPSHOT";
                        case USE -> "USE_SNAPSHOT";
                    });
        }
        if (spec.decodesPrepared()) {
            options.add("TWO_PHASE");
        }
        if (spec.reservesWal()) {
            options.add("RESERVE_WAL");
        }
        return options;
    }

    private static void require(boolean wanted, String what, int since, int serverVersion)
            throws SQLFeatureNotSupportedException {
        if (wanted && serverVersion < since) {
            throw new SQLFeatureNotSupportedException(
                    "a replication slot with " + what + " needs PostgreSQL " + since / 10_000 + ", the server is "
                            + serverVersion / 10_000,
                    "0A000");
        }
    }

    static String dropSlot(String name, boolean wait) {
        return "DROP_REPLICATION_SLOT " + identifier(name) + (wait ? " WAIT" : "");
    }

    static String readSlot(String name) {
        return "READ_REPLICATION_SLOT " + identifier(name);
    }

    /** The same for connections that have SQL: any kind of slot, and more of it. */
    static String querySlot(String name) {
        return "select slot_type, restart_lsn, plugin, active, confirmed_flush_lsn from pg_catalog.pg_replication_slots"
                + " where slot_name operator(pg_catalog.=) E" + literal(name.replace("\\", "\\\\"));
    }

    static String start(LogicalSpec spec) {
        StringBuilder command = new StringBuilder("START_REPLICATION SLOT ")
                .append(identifier(spec.slot()))
                .append(" LOGICAL ")
                .append(spec.start());
        String separator = " (";
        for (Map.Entry<String, String> option : spec.options().entrySet()) {
            command.append(separator)
                    .append(identifier(option.getKey()))
                    .append(' ')
                    .append(literal(option.getValue()));
            separator = ", ";
        }
        return spec.options().isEmpty()
                ? command.toString()
                : command.append(')').toString();
    }

    static String start(PhysicalSpec spec) {
        StringBuilder command = new StringBuilder("START_REPLICATION");
        if (spec.slot() != null) {
            command.append(" SLOT ").append(identifier(spec.slot()));
        }
        command.append(" PHYSICAL ").append(spec.start());
        if (spec.timeline() != 0) {
            command.append(" TIMELINE ").append(spec.timeline());
        }
        return command.toString();
    }

    private static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The walsender's grammar knows no backslashes. */
    private static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
