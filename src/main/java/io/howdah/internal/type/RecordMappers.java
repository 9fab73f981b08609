package io.howdah.internal.type;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The record mappers and writers that a data source has made, by class and by what they map. Kept with the class, so that a class that is unloaded takes them
 * along. Safe for many threads; finding one takes no lock.
 */
final class RecordMappers {
    /** Shapes kept for one class: an application that makes up more result shapes than this for one record gains nothing by a cache. */
    private static final int MAX_SHAPES = 64;

    private record Entry(Object shape, RecordMapper mapper) {}

    private static final Entry[] NONE = {};

    private final ClassValue<AtomicReference<Entry[]>> entries = new ClassValue<>() {
        @Override
        protected AtomicReference<Entry[]> computeValue(Class<?> type) {
            return new AtomicReference<>(NONE);
        }
    };

    private final ClassValue<AtomicReference<RecordEncoder[]>> encoders = new ClassValue<>() {
        @Override
        protected AtomicReference<RecordEncoder[]> computeValue(Class<?> type) {
            return new AtomicReference<>(new RecordEncoder[0]);
        }
    };

    private final ClassValue<AtomicReference<RecordWriter>> writers = new ClassValue<>() {
        @Override
        protected AtomicReference<RecordWriter> computeValue(Class<?> type) {
            return new AtomicReference<>();
        }
    };

    /** Null when there is none yet. */
    RecordMapper get(Class<?> target, Object shape) {
        for (Entry entry : entries.get(target).get()) {
            if (entry.shape == shape || entry.shape.equals(shape)) {
                return entry.mapper;
            }
        }
        return null;
    }

    /** Keeps the newest ones. */
    RecordMapper put(Class<?> target, Object shape, RecordMapper mapper) {
        entries.get(target).updateAndGet(old -> {
            Entry[] grown = new Entry[Math.min(old.length + 1, MAX_SHAPES)];
            grown[0] = new Entry(shape, mapper);
            System.arraycopy(old, 0, grown, 1, grown.length - 1);
            return grown;
        });
        return mapper;
    }

    /** Null when there is none yet. */
    RecordEncoder encoder(Class<?> source, CopyColumns columns) {
        for (RecordEncoder encoder : encoders.get(source).get()) {
            if (encoder.target().equals(columns)) {
                return encoder;
            }
        }
        return null;
    }

    /** Keeps the newest ones. */
    RecordEncoder put(Class<?> source, RecordEncoder encoder) {
        encoders.get(source).updateAndGet(old -> {
            RecordEncoder[] grown = new RecordEncoder[Math.min(old.length + 1, MAX_SHAPES)];
            grown[0] = encoder;
            System.arraycopy(old, 0, grown, 1, grown.length - 1);
            return grown;
        });
        return encoder;
    }

    AtomicReference<RecordWriter> writer(Class<?> source) {
        return writers.get(source);
    }
}
