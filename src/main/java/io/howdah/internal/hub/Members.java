package io.howdah.internal.hub;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Who listens to which channel, and to which channels the present connection does. Any thread; calls nobody under its lock. */
final class Members {
    /** What is to be sent so that the connection listens to what has members and to nothing else. */
    record Changes(List<String> listen, List<String> unlisten) {
        boolean isEmpty() {
            return listen.isEmpty() && unlisten.isEmpty();
        }
    }

    private final ReentrantLock lock = new ReentrantLock();

    /** Members by channel; the lists are never changed but replaced. */
    private final Map<String, List<Member>> channels = new HashMap<>();

    /** What the server has confirmed. */
    private final Set<String> listened = new LinkedHashSet<>();

    private boolean closed;

    /**
     * Adds one.
     *
     * @return false when nothing is to be sent for it: the connection listens already
     * @throws SQLException 08003 after {@link #close}
     */
    boolean add(Member member) throws SQLException {
        boolean known;
        lock.lock();
        try {
            if (closed) {
                throw closedHub();
            }
            List<Member> members = new ArrayList<>(of(member.channel()));
            members.add(member);
            channels.put(member.channel(), List.copyOf(members));
            known = listened.contains(member.channel());
        } finally {
            lock.unlock();
        }
        if (known) {
            member.activate();
        }
        return !known;
    }

    /** Removes one; true when it was the last of its channel. */
    boolean remove(Member member) {
        lock.lock();
        try {
            List<Member> members = new ArrayList<>(of(member.channel()));
            if (!members.remove(member)) {
                return false;
            }
            if (members.isEmpty()) {
                channels.remove(member.channel());
                return true;
            }
            channels.put(member.channel(), List.copyOf(members));
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** The members of a channel. */
    List<Member> of(String channel) {
        lock.lock();
        try {
            return channels.getOrDefault(channel, List.of());
        } finally {
            lock.unlock();
        }
    }

    /** Those who have been told that they miss nothing. */
    List<Member> active() {
        lock.lock();
        try {
            return channels.values().stream()
                    .flatMap(List::stream)
                    .filter(Member::isActive)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    Changes changes() {
        lock.lock();
        try {
            List<String> listen = new ArrayList<>(channels.keySet());
            listen.removeAll(listened);
            List<String> unlisten = new ArrayList<>(listened);
            unlisten.removeAll(channels.keySet());
            // Who comes from now on must wait for a LISTEN behind it.
            unlisten.forEach(listened::remove);
            return new Changes(listen, unlisten);
        } finally {
            lock.unlock();
        }
    }

    /** The server has confirmed {@code changes}; gives the members who wait to be told. */
    List<Member> confirm(Changes changes) {
        lock.lock();
        try {
            listened.addAll(changes.listen());
            List<Member> waiting = new ArrayList<>();
            for (String channel : changes.listen()) {
                for (Member member : of(channel)) {
                    if (!member.isActive()) {
                        waiting.add(member);
                    }
                }
            }
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** The connection is gone, and with it all that it listened to. */
    void connectionLost() {
        lock.lock();
        try {
            listened.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Ends all of them, and refuses others from now on. */
    void close() {
        List<Member> left;
        lock.lock();
        try {
            closed = true;
            left = channels.values().stream().flatMap(List::stream).toList();
            channels.clear();
        } finally {
            lock.unlock();
        }
        for (Member member : left) {
            member.end(closedHub());
        }
    }

    private static SQLException closedHub() {
        return new SQLNonTransientConnectionException("the notification hub is closed", "08003");
    }
}
