/** The server's replication protocol: slots, streams of changes and of the write-ahead log, the messages of {@code pgoutput}. */
package io.howdah.replication;
