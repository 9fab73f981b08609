package io.howdah.internal.jdbc;

import io.howdah.internal.type.PgType;
import io.howdah.internal.type.TypeFacts;
import io.howdah.internal.type.TypeRegistry;
import java.sql.ParameterMetaData;
import java.sql.SQLException;

/**
 * The parameters of a statement: their types as the server inferred them, and for calls their modes. Needs the connection only for types of the
 * database that are not known yet. An index out of range is 22023.
 */
final class ParameterMetaDataImpl implements ParameterMetaData {
    private final int[] oids;
    private final int[] modes;
    private final TypeRegistry types;
    private final TypeResolver resolver;
    private boolean askedForTypes;

    /**
     * @param modes constants of {@link ParameterMetaData}, one for each of {@code oids}; null when all are IN
     * @param resolver learns types that are not known; null for none
     */
    ParameterMetaDataImpl(int[] oids, int[] modes, TypeRegistry types, TypeResolver resolver) {
        this.oids = oids;
        this.modes = modes;
        this.types = types;
        this.resolver = resolver;
    }

    private PgType type(int parameter) throws SQLException {
        if (parameter < 1 || parameter > oids.length) {
            throw JdbcErrors.index("parameter", parameter, oids.length);
        }
        if (!askedForTypes && resolver != null) {
            askedForTypes = true;
            resolver.learn(oids);
        }
        return types.byOid(oids[parameter - 1]);
    }

    @Override
    public int getParameterCount() {
        return oids.length;
    }

    @Override
    public int isNullable(int parameter) throws SQLException {
        type(parameter);
        return parameterNullableUnknown;
    }

    @Override
    public boolean isSigned(int parameter) throws SQLException {
        return TypeFacts.isSigned(type(parameter));
    }

    /** 0: the server does not say. */
    @Override
    public int getPrecision(int parameter) throws SQLException {
        type(parameter);
        return 0;
    }

    /** 0: the server does not say. */
    @Override
    public int getScale(int parameter) throws SQLException {
        type(parameter);
        return 0;
    }

    @Override
    public int getParameterType(int parameter) throws SQLException {
        return TypeFacts.sqlType(type(parameter));
    }

    @Override
    public String getParameterTypeName(int parameter) throws SQLException {
        return type(parameter).sqlName();
    }

    @Override
    public String getParameterClassName(int parameter) throws SQLException {
        return TypeFacts.className(type(parameter), -1);
    }

    @Override
    public int getParameterMode(int parameter) throws SQLException {
        type(parameter);
        return modes == null ? parameterModeIn : modes[parameter - 1];
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return JdbcErrors.unwrap(this, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type != null && type.isInstance(this);
    }
}
