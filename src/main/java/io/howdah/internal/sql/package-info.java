/**
 * SQL text without a server: lexing, statement boundaries, placeholders, JDBC escapes, identifiers.
 *
 * <p>Everything here is pure: text in, immutable values out. Nothing knows a connection or a type. Results are cached
 * once per data source in {@link io.howdah.internal.sql.SqlCache} and shared by all its connections.
 */
package io.howdah.internal.sql;
