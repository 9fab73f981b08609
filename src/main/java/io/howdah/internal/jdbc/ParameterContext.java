package io.howdah.internal.jdbc;

import io.howdah.internal.type.TypeRegistry;

/**
 * What decides the types of a connection's parameters besides their values.
 *
 * @param stringOid the type that strings are declared as: varchar, or 0 for the server to infer it (property stringtype)
 * @param types the types known for the data source
 */
record ParameterContext(int stringOid, TypeRegistry types) {}
