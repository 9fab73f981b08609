package io.howdah.internal.jdbc;

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
        pipeline.awaitDone(this);
        return super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        pipeline.awaitDone(this);
        return super.get();
    }

    /** The time counts from when the answers have been read: reading itself is bounded by the network timeout. */
    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        pipeline.awaitDone(this);
        return super.get(timeout, unit);
    }
}
