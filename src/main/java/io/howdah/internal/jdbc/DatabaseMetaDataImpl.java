package io.howdah.internal.jdbc;

import io.howdah.internal.type.Oids;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;

/**
 * {@link java.sql.DatabaseMetaData} of one connection. Each method that describes the catalogue is one query, prepared like those of an application
 * and part of its transaction. An object that is not in this database is not found; the empty string as catalog or schema finds nothing, since
 * every object has both.
 */
final class DatabaseMetaDataImpl extends CapabilityMetaData {
    /** From this version number on, the minor version is one number of four digits. */
    private static final int TWO_PART_VERSIONS_SINCE = 100_000;

    private final ConnectionImpl connection;

    DatabaseMetaDataImpl(ConnectionImpl connection) {
        this.connection = connection;
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public String getURL() {
        return connection.settings().url();
    }

    @Override
    public String getUserName() {
        return connection.settings().user();
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        return connection.isReadOnly();
    }

    @Override
    public String getDatabaseProductVersion() {
        return connection.session().state().parameter("server_version");
    }

    private int versionNumber() {
        return connection.session().state().serverVersionNumber();
    }

    @Override
    public int getDatabaseMajorVersion() {
        return versionNumber() / 10_000;
    }

    @Override
    public int getDatabaseMinorVersion() {
        int number = versionNumber();
        return number >= TWO_PART_VERSIONS_SINCE ? number % 10_000 : number / 100 % 100;
    }

    @Override
    public RowIdLifetime getRowIdLifetime() {
        return RowIdLifetime.ROWID_VALID_OTHER;
    }

    @Override
    public String getSQLKeywords() throws SQLException {
        return SqlKeywords.beyondTheStandard(connection);
    }

    @Override
    public ResultSet getClientInfoProperties() throws SQLException {
        MetaDataRows result = rows(ColumnLabels.CLIENT_INFO, ColumnLabels.CLIENT_INFO_TYPES);
        result.begin();
        result.text("ApplicationName");
        result.int4(getMaxUserNameLength());
        result.text("");
        result.text("The name of the application, as in pg_stat_activity.");
        result.end();
        return result.resultSet();
    }

    @Override
    public ResultSet getTableTypes() throws SQLException {
        MetaDataRows result = rows(new String[] {"TABLE_TYPE"}, new int[] {Oids.VARCHAR});
        for (String type : TableMetaData.tableTypes()) {
            result.begin();
            result.text(type);
            result.end();
        }
        return result.resultSet();
    }

    private MetaDataRows rows(String[] labels, int[] typeOids) throws SQLException {
        connection.checkOpen();
        return new MetaDataRows(connection.session().state().context(), labels, typeOids);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return JdbcErrors.unwrap(this, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type != null && type.isInstance(this);
    }

    // ---- The catalogue

    @Override
    public ResultSet getProcedures(String catalog, String schemaPattern, String procedureNamePattern)
            throws SQLException {
        return new RoutineMetaData(connection).procedures(catalog, schemaPattern, procedureNamePattern);
    }

    @Override
    public ResultSet getProcedureColumns(
            String catalog, String schemaPattern, String procedureNamePattern, String columnNamePattern)
            throws SQLException {
        return new RoutineMetaData(connection)
                .procedureColumns(catalog, schemaPattern, procedureNamePattern, columnNamePattern);
    }

    @Override
    public ResultSet getTables(String catalog, String schemaPattern, String tableNamePattern, String[] types)
            throws SQLException {
        return new TableMetaData(connection).tables(catalog, schemaPattern, tableNamePattern, types);
    }

    @Override
    public ResultSet getSchemas() throws SQLException {
        return getSchemas(null, null);
    }

    @Override
    public ResultSet getCatalogs() throws SQLException {
        return new TableMetaData(connection).catalogs();
    }

    @Override
    public ResultSet getColumns(String catalog, String schemaPattern, String tableNamePattern, String columnNamePattern)
            throws SQLException {
        return new ColumnMetaData(connection).columns(catalog, schemaPattern, tableNamePattern, columnNamePattern);
    }

    @Override
    public ResultSet getColumnPrivileges(String catalog, String schema, String table, String columnNamePattern)
            throws SQLException {
        return new PrivilegeMetaData(connection).ofColumns(catalog, schema, table, columnNamePattern);
    }

    @Override
    public ResultSet getTablePrivileges(String catalog, String schemaPattern, String tableNamePattern)
            throws SQLException {
        return new PrivilegeMetaData(connection).ofTables(catalog, schemaPattern, tableNamePattern);
    }

    @Override
    public ResultSet getBestRowIdentifier(String catalog, String schema, String table, int scope, boolean nullable)
            throws SQLException {
        return new ColumnMetaData(connection).bestRowIdentifier(catalog, schema, table, scope);
    }

    @Override
    public ResultSet getVersionColumns(String catalog, String schema, String table) throws SQLException {
        return new ColumnMetaData(connection).versionColumns(catalog);
    }

    @Override
    public ResultSet getPrimaryKeys(String catalog, String schema, String table) throws SQLException {
        return new KeyMetaData(connection).primaryKeys(catalog, schema, table);
    }

    @Override
    public ResultSet getImportedKeys(String catalog, String schema, String table) throws SQLException {
        return new KeyMetaData(connection).importedKeys(catalog, schema, table);
    }

    @Override
    public ResultSet getExportedKeys(String catalog, String schema, String table) throws SQLException {
        return new KeyMetaData(connection).exportedKeys(catalog, schema, table);
    }

    @Override
    public ResultSet getCrossReference(
            String parentCatalog,
            String parentSchema,
            String parentTable,
            String foreignCatalog,
            String foreignSchema,
            String foreignTable)
            throws SQLException {
        return new KeyMetaData(connection)
                .crossReference(parentCatalog, parentSchema, parentTable, foreignCatalog, foreignSchema, foreignTable);
    }

    @Override
    public ResultSet getTypeInfo() throws SQLException {
        return new TypeMetaData(connection).typeInfo();
    }

    @Override
    public ResultSet getIndexInfo(String catalog, String schema, String table, boolean unique, boolean approximate)
            throws SQLException {
        return new KeyMetaData(connection).indexInfo(catalog, schema, table, unique);
    }

    @Override
    public ResultSet getUDTs(String catalog, String schemaPattern, String typeNamePattern, int[] types)
            throws SQLException {
        return new TypeMetaData(connection).udts(catalog, schemaPattern, typeNamePattern, types);
    }

    @Override
    public ResultSet getSuperTypes(String catalog, String schemaPattern, String typeNamePattern) throws SQLException {
        return new TableMetaData(connection).superTypes(catalog, schemaPattern, typeNamePattern);
    }

    @Override
    public ResultSet getSuperTables(String catalog, String schemaPattern, String tableNamePattern) throws SQLException {
        return new TableMetaData(connection).superTables(catalog, schemaPattern, tableNamePattern);
    }

    @Override
    public ResultSet getAttributes(
            String catalog, String schemaPattern, String typeNamePattern, String attributeNamePattern)
            throws SQLException {
        return new ColumnMetaData(connection).attributes(catalog, schemaPattern, typeNamePattern, attributeNamePattern);
    }

    @Override
    public ResultSet getSchemas(String catalog, String schemaPattern) throws SQLException {
        return new TableMetaData(connection).schemas(catalog, schemaPattern);
    }

    @Override
    public ResultSet getFunctions(String catalog, String schemaPattern, String functionNamePattern)
            throws SQLException {
        return new RoutineMetaData(connection).functions(catalog, schemaPattern, functionNamePattern);
    }

    @Override
    public ResultSet getFunctionColumns(
            String catalog, String schemaPattern, String functionNamePattern, String columnNamePattern)
            throws SQLException {
        return new RoutineMetaData(connection)
                .functionColumns(catalog, schemaPattern, functionNamePattern, columnNamePattern);
    }

    @Override
    public ResultSet getPseudoColumns(
            String catalog, String schemaPattern, String tableNamePattern, String columnNamePattern)
            throws SQLException {
        return new ColumnMetaData(connection)
                .pseudoColumns(catalog, schemaPattern, tableNamePattern, columnNamePattern);
    }
}
