package io.howdah.internal.io;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;

/** Threads of tests. */
final class Threads {
    private Threads() {}

    static <T> CompletableFuture<T> run(Callable<T> work) {
        return run(work, runnable -> {
            Thread thread = new Thread(runnable, "peer");
            thread.setDaemon(true);
            return thread;
        });
    }

    static <T> CompletableFuture<T> run(Callable<T> work, ThreadFactory threads) {
        CompletableFuture<T> done = new CompletableFuture<>();
        threads.newThread(() -> {
                    try {
                        done.complete(work.call());
                    } catch (Throwable e) {
                        done.completeExceptionally(e);
                    }
                })
                .start();
        return done;
    }

    /** A factory of virtual threads; empty before JDK 21. */
    static Optional<ThreadFactory> virtual() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Class<?> virtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
            MethodHandle ofVirtual = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(virtual));
            MethodHandle factory = lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
            return Optional.of((ThreadFactory) factory.invoke(ofVirtual.invoke()));
        } catch (ClassNotFoundException | NoSuchMethodException e) {
            return Optional.empty();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Spins until a fact holds that another thread is about to establish; the test's own timeout bounds it. */
    static void until(BooleanSupplier fact) {
        while (!fact.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
