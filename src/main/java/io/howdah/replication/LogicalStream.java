package io.howdah.replication;

/**
 * Changes decoded by an output plugin. Transactions come in the order in which they were committed, each as a whole, unless the plugin was told to
 * stream those in progress.
 *
 * <p>What was not confirmed is sent again after a restart from the slot: transactions that end after the confirmed position. A consumer that must see each
 * once stores the position of its last one together with its own data.
 *
 * @param <M> {@link WalData} as the plugin wrote it, or {@link PgOutput}
 */
public interface LogicalStream<M> extends ReplicationStream<M> {
    /**
     * The slot.
     *
     * @return its name
     */
    String slot();
}
