package io.howdah.internal.session;

import io.howdah.internal.config.Limits;
import io.howdah.internal.observe.Events;
import io.howdah.internal.sql.ParsedStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The statements of one session by (parsed SQL, parameter types): least recently used ones leave when there are too many, they hold too much
 * SQL, or they are too old. What the server must close rides on the next flush. Used under the session's lock.
 */
final class StatementCache {
    private static final int[] NO_TYPES = new int[0];

    private final Limits limits;
    private final IdentityHashMap<ParsedStatement, ServerStatement> statements = new IdentityHashMap<>();
    private final List<byte[]> toClose = new ArrayList<>(0);
    private ServerStatement newest;
    private ServerStatement oldest;
    private int size;
    private long sqlBytes;
    private int epoch;

    StatementCache(Limits limits) {
        this.limits = limits;
    }

    /** The entry for a statement with the types of these values (null for none); made if it is new. */
    ServerStatement get(ParsedStatement parsed, BindValues values) {
        ServerStatement first = statements.get(parsed);
        for (ServerStatement s = first; s != null; s = s.nextSignature) {
            if (parsed.parameterCount() == 0 || s.hasTypes(values, parsed.firstParameter())) {
                touch(s);
                return s;
            }
        }
        return add(parsed, typesOf(parsed, values), first);
    }

    /** As {@link #get} for a given signature. */
    ServerStatement get(ParsedStatement parsed, int[] oids) {
        ServerStatement first = statements.get(parsed);
        for (ServerStatement s = first; s != null; s = s.nextSignature) {
            if (s.hasTypes(oids)) {
                touch(s);
                return s;
            }
        }
        return add(parsed, oids, first);
    }

    static int[] typesOf(ParsedStatement parsed, BindValues values) {
        int count = parsed.parameterCount();
        if (count == 0) {
            return NO_TYPES;
        }
        int[] oids = new int[count];
        for (int i = 0; i < count; i++) {
            oids[i] = values.oid(parsed.firstParameter() + i);
        }
        return oids;
    }

    private ServerStatement add(ParsedStatement parsed, int[] oids, ServerStatement sameSql) {
        ServerStatement s = new ServerStatement(parsed, oids);
        if (!mayKeep(parsed)) {
            return s;
        }
        s.nextSignature = sameSql;
        statements.put(parsed, s);
        linkNewest(s);
        size++;
        sqlBytes += parsed.nativeUtf8().length;
        while (size > limits.cacheEntries() || sqlBytes > limits.cacheSqlBytes()) {
            remove(oldest);
        }
        return s;
    }

    private boolean mayKeep(ParsedStatement parsed) {
        return limits.cacheEntries() > 0
                && parsed.nativeUtf8().length <= limits.maxCachedSqlBytes()
                && limits.cacheSqlBytes() >= limits.maxCachedSqlBytes();
    }

    /** True when the statement is in the cache and may thus be prepared under its name. */
    boolean keeps(ServerStatement s) {
        return s.newer != null || s == newest;
    }

    /** True when the server has the statement under its name and it may be executed as it is. */
    boolean isReady(ServerStatement s, long nowNanos) {
        return s.state == ServerStatement.State.READY
                && s.epoch == epoch
                && nowNanos - s.preparedNanos < TimeUnit.MILLISECONDS.toNanos(limits.cacheAgeMillis());
    }

    /** True when a Parse with the statement's name is on its way. */
    boolean isBeingPrepared(ServerStatement s) {
        return s.state == ServerStatement.State.PREPARING && s.epoch == epoch;
    }

    /** Marks a statement as being prepared now. */
    void preparing(ServerStatement s, long nowNanos) {
        s.state = ServerStatement.State.PREPARING;
        s.epoch = epoch;
        s.preparedNanos = nowNanos;
        Events.prepare(s.parsed.nativeSql());
    }

    void touch(ServerStatement s) {
        if (s != newest && s.newer != null) {
            unlink(s);
            linkNewest(s);
        }
    }

    private void linkNewest(ServerStatement s) {
        s.older = newest;
        s.newer = null;
        if (newest != null) {
            newest.newer = s;
        }
        newest = s;
        if (oldest == null) {
            oldest = s;
        }
    }

    private void unlink(ServerStatement s) {
        if (s.newer != null) {
            s.newer.older = s.older;
        } else {
            newest = s.older;
        }
        if (s.older != null) {
            s.older.newer = s.newer;
        } else {
            oldest = s.newer;
        }
        s.newer = null;
        s.older = null;
    }

    private void remove(ServerStatement s) {
        unlink(s);
        ServerStatement first = statements.get(s.parsed);
        if (first == s) {
            if (s.nextSignature == null) {
                statements.remove(s.parsed);
            } else {
                statements.put(s.parsed, s.nextSignature);
            }
        } else {
            while (first.nextSignature != s) {
                first = first.nextSignature;
            }
            first.nextSignature = s.nextSignature;
        }
        size--;
        sqlBytes -= s.parsed.nativeUtf8().length;
        if (s.state == ServerStatement.State.READY || s.state == ServerStatement.State.PREPARING) {
            toClose.add(s.name());
        }
        s.state = ServerStatement.State.CLOSED;
    }

    /**
     * Makes every prepared statement stale: it is parsed anew at its next use.
     *
     * @param reason for those who watch
     */
    void invalidateAll(String reason) {
        epoch++;
        Events.invalidate(reason);
    }

    /** Makes one statement stale. */
    void invalidate(ServerStatement s) {
        if (s.state == ServerStatement.State.READY || s.state == ServerStatement.State.PREPARING) {
            s.epoch = epoch - 1;
        }
    }

    /** Declares the parameters of one statement as other types: it is parsed anew under another name at its next use. */
    void redeclare(ServerStatement s, int[] types) {
        if (s.state == ServerStatement.State.READY || s.state == ServerStatement.State.PREPARING) {
            toClose.add(s.name());
            s.state = ServerStatement.State.SEEN;
        }
        s.declare(types);
    }

    /** Forgets codecs and formats chosen before types or the time zone changed. */
    void forgetShapes() {
        for (ServerStatement s = newest; s != null; s = s.older) {
            s.forgetShapes();
        }
    }

    /**
     * Names that the server shall close with the next flush; the caller tells by {@link #closed} when they are sent. A name that another entry uses is
     * not among them: names stand for SQL and types, and the same SQL comes in different texts, or in the same one parsed again.
     */
    List<byte[]> toClose() {
        if (!toClose.isEmpty()) {
            toClose.removeIf(this::isInUse);
        }
        return toClose;
    }

    /** The first {@code count} names of {@link #toClose} are on their way. */
    void closed(int count) {
        if (count > 0) {
            toClose.subList(0, count).clear();
        }
    }

    private boolean isInUse(byte[] name) {
        for (ServerStatement s = newest; s != null; s = s.older) {
            boolean named = s.state == ServerStatement.State.READY || s.state == ServerStatement.State.PREPARING;
            if (named && Arrays.equals(s.name(), name)) {
                return true;
            }
        }
        return false;
    }

    int size() {
        return size;
    }
}
