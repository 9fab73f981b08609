package io.howdah.internal.type;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;

/**
 * Reaches the members of an application's classes: public ones of exported packages, and all of packages that are open to the driver, as every package on
 * the class path is. Stateless.
 */
final class RecordAccess {
    private RecordAccess() {}

    static Lookup lookup(Class<?> target) {
        RecordAccess.class.getModule().addReads(target.getModule());
        try {
            return MethodHandles.privateLookupIn(target, MethodHandles.lookup());
        } catch (IllegalAccessException notOpen) {
            return MethodHandles.publicLookup();
        }
    }

    /** 42846: the package is closed to the driver. */
    static SQLException unreachable(Class<?> target, ReflectiveOperationException cause) {
        return new SQLNonTransientException(
                "the driver may not use " + target.getName()
                        + ": make it public in an exported package, or add \"opens "
                        + target.getPackageName() + " to io.howdah\" to module "
                        + target.getModule().getName(),
                "42846",
                cause);
    }
}
