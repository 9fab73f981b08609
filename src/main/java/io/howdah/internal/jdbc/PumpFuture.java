package io.howdah.internal.jdbc;

import io.howdah.internal.util.Deadline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The future of a pipeline's entry, or one that depends on such a future: whoever waits for it reads the answers himself. */
final class PumpFuture<T> extends CompletableFuture<T> {
    private final PipelineImpl pipeline;

    PumpFuture(PipelineImpl pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new PumpFuture<>(pipeline);
    }

    @Override
    public T join() {
        pipeline.awaitDone(this, Deadline.NONE);
        return super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        pipeline.awaitDone(this, Deadline.NONE);
        return super.get();
    }

    /** Once the time is over nothing is read any more; what was being received goes on to arrive with the next call. */
    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + Math.max(0, unit.toNanos(timeout));
        pipeline.awaitDone(this, Deadline.afterMillis(Math.max(1, unit.toMillis(timeout))));
        return super.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
}
