package io.howdah.internal.jdbc;

import io.howdah.internal.type.Oids;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** {@link java.sql.DatabaseMetaData} of one connection. The methods that describe the catalogue are not supported. */
final class DatabaseMetaDataImpl extends CapabilityMetaData {
    /** From this version number on, the minor version is one number of four digits. */
    private static final int TWO_PART_VERSIONS_SINCE = 100_000;

    private static final String[] TABLE_TYPES = {
        "FOREIGN TABLE",
        "INDEX",
        "MATERIALIZED VIEW",
        "PARTITIONED INDEX",
        "PARTITIONED TABLE",
        "SEQUENCE",
        "SYSTEM INDEX",
        "SYSTEM TABLE",
        "SYSTEM TOAST INDEX",
        "SYSTEM TOAST TABLE",
        "SYSTEM VIEW",
        "TABLE",
        "TEMPORARY INDEX",
        "TEMPORARY SEQUENCE",
        "TEMPORARY TABLE",
        "TEMPORARY VIEW",
        "TYPE",
        "VIEW"
    };

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
        return RowIdLifetime.ROWID_UNSUPPORTED;
    }

    @Override
    public ResultSet getClientInfoProperties() {
        byte[][] applicationName = {
            text("ApplicationName"), text("63"), text(""), text("The name of the application, as in pg_stat_activity.")
        };
        return ResultSets.of(
                connection.session().state().context(),
                new String[] {"NAME", "MAX_LEN", "DEFAULT_VALUE", "DESCRIPTION"},
                new int[] {Oids.VARCHAR, Oids.INT4, Oids.VARCHAR, Oids.VARCHAR},
                List.<byte[][]>of(applicationName));
    }

    @Override
    public ResultSet getTableTypes() {
        List<byte[][]> rows = new ArrayList<>(TABLE_TYPES.length);
        for (String type : TABLE_TYPES) {
            rows.add(new byte[][] {text(type)});
        }
        return ResultSets.of(
                connection.session().state().context(), new String[] {"TABLE_TYPE"}, new int[] {Oids.VARCHAR}, rows);
    }

    private static byte[] text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
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
        throw JdbcErrors.unsupported("DatabaseMetaData.getProcedures");
    }

    @Override
    public ResultSet getProcedureColumns(
            String catalog, String schemaPattern, String procedureNamePattern, String columnNamePattern)
            throws SQLException {
        throw JdbcErrors.unsupported("DatabaseMetaData.getProcedureColumns");
    }

    @Override
    public ResultSet getTables(String catalog, String schemaPattern, String tableNamePattern, String[] types)
            throws SQLException {
        throw JdbcErrors.unsupported("DatabaseMetaData.getTables");
    }

    @Override
    public ResultSet getSchemas() throws SQLException {
        throw JdbcErrors.unsupported("DatabaseMetaData.getSchemas");
    }

    @Override
    public ResultSet getCatalogs() throws SQLException {
        throw JdbcErrors.unsupported("DatabaseMetaData.getCatalogs");
    }

    @Override
    public ResultSet getColumns(String catalog, String schemaPattern, String tableNamePattern, String columnNamePattern)
            throws SQLException {
        throw JdbcErrors.unsupported("DatabaseMetaData.getColumns");
    }

    @Override
    public ResultSet getColumnPrivileges(String catalog, String schema, String table, String columnNamePattern)
            throws SQLException {
        throw JdbcErrors.unsupported("DatabaseMetaData.getColumnPrivileges");
    }

    @Override
    public ResultSet getTablePrivileges(String catalog, String schemaPattern, String tableNamePattern)
            throws SQLException {
        throw JdbcErrors.unsupported("DatabaseMetaData.getTablePrivileges");
    }

    @Override
    public ResultSet getBestRowIdentifier(String catalog, String schema, String table, int scope, boolean nullable)
            throws SQLException {
        throw JdbcErrors.unsupported("DatabaseMetaData.getBestRowIdentifier");
    }

    @Override
    public ResultSet getVersionColumns(String catalog, String schema, String table) throws SQLException {
        throw JdbcErrors.unsupported("DatabaseMetaData.getVersionColumns");
    }

    @Override
    public ResultSet getPrimaryKeys(String catalog, String schema, String table) throws SQLException {
        throw JdbcErrors.unsupported("DatabaseMetaData.getPrimaryKeys");
    }

    @Override
    public ResultSet getImportedKeys(String catalog, String schema, String table) throws SQLException {
        throw JdbcErrors.unsupported("DatabaseMetaData.getImportedKeys");
    }

    @Override
    public ResultSet getExportedKeys(String catalog, String schema, String table) throws SQLException {
        throw JdbcErrors.unsupported("DatabaseMetaData.getExportedKeys");
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
        throw JdbcErrors.unsupported("DatabaseMetaData.getCrossReference");
    }

    @Override
    public ResultSet getTypeInfo() throws SQLException {
        throw JdbcErrors.unsupported("DatabaseMetaData.getTypeInfo");
    }

    @Override
    public ResultSet getIndexInfo(String catalog, String schema, String table, boolean unique, boolean approximate)
            throws SQLException {
        throw JdbcErrors.unsupported("DatabaseMetaData.getIndexInfo");
    }

    @Override
    public ResultSet getUDTs(String catalog, String schemaPattern, String typeNamePattern, int[] types)
            throws SQLException {
        throw JdbcErrors.unsupported("DatabaseMetaData.getUDTs");
    }

    @Override
    public ResultSet getSuperTypes(String catalog, String schemaPattern, String typeNamePattern) throws SQLException {
        throw JdbcErrors.unsupported("DatabaseMetaData.getSuperTypes");
    }

    @Override
    public ResultSet getSuperTables(String catalog, String schemaPattern, String tableNamePattern) throws SQLException {
        throw JdbcErrors.unsupported("DatabaseMetaData.getSuperTables");
    }

    @Override
    public ResultSet getAttributes(
            String catalog, String schemaPattern, String typeNamePattern, String attributeNamePattern)
            throws SQLException {
        throw JdbcErrors.unsupported("DatabaseMetaData.getAttributes");
    }

    @Override
    public ResultSet getSchemas(String catalog, String schemaPattern) throws SQLException {
        throw JdbcErrors.unsupported("DatabaseMetaData.getSchemas");
    }

    @Override
    public ResultSet getFunctions(String catalog, String schemaPattern, String functionNamePattern)
            throws SQLException {
        throw JdbcErrors.unsupported("DatabaseMetaData.getFunctions");
    }

    @Override
    public ResultSet getFunctionColumns(
            String catalog, String schemaPattern, String functionNamePattern, String columnNamePattern)
            throws SQLException {
        throw JdbcErrors.unsupported("DatabaseMetaData.getFunctionColumns");
    }

    @Override
    public ResultSet getPseudoColumns(
            String catalog, String schemaPattern, String tableNamePattern, String columnNamePattern)
            throws SQLException {
        throw JdbcErrors.unsupported("DatabaseMetaData.getPseudoColumns");
    }
}
