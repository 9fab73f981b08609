package io.howdah.internal.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The large objects that were made for the entries of a batch, so that those of entries without effect can be deleted again. For one thread. */
final class LargeBatch {
    /** By entry; null for one without large values, and missing for those at the end. */
    private final List<LargeParameters> entries = new ArrayList<>();

    /** Notes what was made for an entry; entries come in order. */
    void add(int entry, LargeParameters large) {
        while (entries.size() < entry) {
            entries.add(null);
        }
        entries.add(large);
    }

    /** Deletes what was made for entries that have failed, by their update counts; outside of a transaction only. A parameter that still has such an object is unset. */
    void takeBackFailed(long[] updateCounts, ParamSet params) throws SQLException {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) != null && updateCounts[i] == Statement.EXECUTE_FAILED) {
                entries.get(i).takeBack(params);
            }
        }
        entries.clear();
    }

    /** Deletes what was made for all entries, likewise. */
    void takeBack(ParamSet params) throws SQLException {
        for (LargeParameters large : entries) {
            if (large != null) {
                large.takeBack(params);
            }
        }
        entries.clear();
    }

    /** Forgets the entries: their objects are in use. */
    void clear() {
        entries.clear();
    }
}
