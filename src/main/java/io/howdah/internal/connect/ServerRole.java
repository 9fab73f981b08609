package io.howdah.internal.connect;

import io.howdah.internal.config.Settings.TargetServerType;

/** What a server is good for at the moment. */
enum ServerRole {
    /** Not in recovery, and sessions can write. */
    WRITABLE_PRIMARY,
    /** Not in recovery, but its sessions begin read-only. */
    READ_ONLY_PRIMARY,
    /** In recovery. */
    STANDBY;

    static ServerRole of(boolean inRecovery, boolean readOnly) {
        if (inRecovery) {
            return STANDBY;
        }
        return readOnly ? READ_ONLY_PRIMARY : WRITABLE_PRIMARY;
    }

    /** Whether it is what is wanted, as first choice. */
    boolean suits(TargetServerType wanted) {
        return switch (wanted) {
            case ANY -> true;
            case PRIMARY, PREFER_PRIMARY -> this != STANDBY;
            case SECONDARY, PREFER_SECONDARY -> this == STANDBY;
            case READ_WRITE -> this == WRITABLE_PRIMARY;
            case READ_ONLY -> this != WRITABLE_PRIMARY;
        };
    }

    /** Whether a server of any role will do if need be. */
    static boolean isPreference(TargetServerType wanted) {
        return wanted == TargetServerType.PREFER_PRIMARY || wanted == TargetServerType.PREFER_SECONDARY;
    }

    /** The role in words, for messages. */
    String words() {
        return switch (this) {
            case WRITABLE_PRIMARY -> "a primary that accepts writes";
            case READ_ONLY_PRIMARY -> "a primary whose sessions are read-only";
            case STANDBY -> "a standby";
        };
    }
}
