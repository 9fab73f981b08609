package io.howdah.internal.jdbc;

import io.howdah.internal.row.RowShape;
import io.howdah.internal.session.TableFacts;
import io.howdah.internal.type.PgType;
import io.howdah.internal.type.TypeFacts;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Map;

/**
 * A {@link ResultSetMetaData} made of the server's RowDescription, without asking it anything more; only what that message cannot know (the
 * table's name and schema, whether the column may be NULL or counts by itself) costs one query of the catalogue for the whole result, when first
 * asked for. Stays usable when the result set has been closed. Every method fails with 22023 for a column index that does not exist.
 */
final class ResultSetMetaDataImpl implements ResultSetMetaData {
    /** Replaced when the types of its columns have been learned. */
    private RowShape shape;

    private boolean askedForTypes;
    private final ResultSetOwner owner;
    /** By table OID; null until asked for. */
    private Map<Integer, TableFacts> tables;

    ResultSetMetaDataImpl(RowShape shape, ResultSetOwner owner) {
        this.shape = shape;
        this.owner = owner;
    }

    private int index(int column) throws SQLException {
        if (column < 1 || column > shape.columnCount()) {
            throw JdbcErrors.index("column", column, shape.columnCount());
        }
        return column - 1;
    }

    private PgType type(int column) throws SQLException {
        int index = index(column);
        if (!askedForTypes && owner.typeResolver() != null) {
            askedForTypes = true;
            shape = owner.typeResolver().resolve(shape);
        }
        return shape.type(index);
    }

    private int typeModifier(int column) throws SQLException {
        return shape.description().typeModifiers()[index(column)];
    }

    @Override
    public int getColumnCount() {
        return shape.columnCount();
    }

    @Override
    public String getColumnLabel(int column) throws SQLException {
        return shape.name(index(column));
    }

    /** The label, as applications expect of PostgreSQL, also where the column has another name in its table. */
    @Override
    public String getColumnName(int column) throws SQLException {
        return getColumnLabel(column);
    }

    // Of the type

    @Override
    public int getColumnType(int column) throws SQLException {
        return TypeFacts.sqlType(type(column));
    }

    @Override
    public String getColumnTypeName(int column) throws SQLException {
        return type(column).sqlName();
    }

    @Override
    public String getColumnClassName(int column) throws SQLException {
        return TypeFacts.className(type(column), typeModifier(column));
    }

    @Override
    public int getPrecision(int column) throws SQLException {
        return known(TypeFacts.precision(type(column), typeModifier(column)));
    }

    @Override
    public int getScale(int column) throws SQLException {
        return TypeFacts.scale(type(column), typeModifier(column));
    }

    @Override
    public int getColumnDisplaySize(int column) throws SQLException {
        return known(TypeFacts.displaySize(type(column), typeModifier(column)));
    }

    private int known(int size) {
        return size == TypeFacts.UNLIMITED ? owner.unknownLength() : size;
    }

    @Override
    public boolean isSigned(int column) throws SQLException {
        return TypeFacts.isSigned(type(column));
    }

    @Override
    public boolean isCurrency(int column) throws SQLException {
        return TypeFacts.isCurrency(type(column));
    }

    @Override
    public boolean isCaseSensitive(int column) throws SQLException {
        return TypeFacts.isCaseSensitive(type(column));
    }

    // Of the table

    private TableFacts table(int column) throws SQLException {
        int oid = shape.description().tableOids()[index(column)];
        if (oid == 0 || owner.tableColumns() == null) {
            return null;
        }
        if (tables == null) {
            tables = owner.tableColumns().find(shape.description().tableOids());
        }
        return tables.get(oid);
    }

    /** Null for a column of no table. */
    private TableFacts.Column tableColumn(int column) throws SQLException {
        TableFacts table = table(column);
        return table == null
                ? null
                : table.columns().get((int) shape.description().columnNumbers()[index(column)]);
    }

    /** The name of the table the column comes from; empty for an expression. */
    @Override
    public String getTableName(int column) throws SQLException {
        TableFacts table = table(column);
        return table == null ? "" : table.table();
    }

    /** The schema of {@link #getTableName}; empty for an expression. */
    @Override
    public String getSchemaName(int column) throws SQLException {
        TableFacts table = table(column);
        return table == null ? "" : table.schema();
    }

    /** Always empty: tables of a connection are all of one catalog. */
    @Override
    public String getCatalogName(int column) throws SQLException {
        index(column);
        return "";
    }

    @Override
    public int isNullable(int column) throws SQLException {
        TableFacts.Column facts = tableColumn(column);
        if (facts == null) {
            return columnNullableUnknown;
        }
        return facts.notNull() ? columnNoNulls : columnNullable;
    }

    @Override
    public boolean isAutoIncrement(int column) throws SQLException {
        TableFacts.Column facts = tableColumn(column);
        return facts != null && facts.autoIncrement();
    }

    // What is the same for all columns

    @Override
    public boolean isSearchable(int column) throws SQLException {
        index(column);
        return true;
    }

    @Override
    public boolean isReadOnly(int column) throws SQLException {
        index(column);
        return false;
    }

    @Override
    public boolean isWritable(int column) throws SQLException {
        index(column);
        return true;
    }

    @Override
    public boolean isDefinitelyWritable(int column) throws SQLException {
        index(column);
        return false;
    }

    @Override
    public <T> T unwrap(Class<T> target) throws SQLException {
        return JdbcErrors.unwrap(this, target);
    }

    @Override
    public boolean isWrapperFor(Class<?> target) {
        return target != null && target.isInstance(this);
    }
}
