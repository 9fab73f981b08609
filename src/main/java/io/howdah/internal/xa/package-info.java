/** Distributed transactions: branches as PostgreSQL's prepared transactions. */
package io.howdah.internal.xa;
