package io.howdah.internal.jdbc;

import io.howdah.internal.type.Oids;

/** Labels and types of the columns of the results of {@link java.sql.DatabaseMetaData} that are made in memory. The arrays are never changed. */
final class ColumnLabels {
    // getTables

    static final String[] TABLES = {
        "TABLE_CAT",
        "TABLE_SCHEM",
        "TABLE_NAME",
        "TABLE_TYPE",
        "REMARKS",
        "TYPE_CAT",
        "TYPE_SCHEM",
        "TYPE_NAME",
        "SELF_REFERENCING_COL_NAME",
        "REF_GENERATION",
    };

    static final int[] TABLE_TYPES = {
        Oids.NAME, Oids.NAME, Oids.NAME, Oids.TEXT, Oids.TEXT, Oids.TEXT, Oids.TEXT, Oids.TEXT, Oids.TEXT, Oids.TEXT,
    };

    // getColumns

    static final String[] COLUMNS = {
        "TABLE_CAT",
        "TABLE_SCHEM",
        "TABLE_NAME",
        "COLUMN_NAME",
        "DATA_TYPE",
        "TYPE_NAME",
        "COLUMN_SIZE",
        "BUFFER_LENGTH",
        "DECIMAL_DIGITS",
        "NUM_PREC_RADIX",
        "NULLABLE",
        "REMARKS",
        "COLUMN_DEF",
        "SQL_DATA_TYPE",
        "SQL_DATETIME_SUB",
        "CHAR_OCTET_LENGTH",
        "ORDINAL_POSITION",
        "IS_NULLABLE",
        "SCOPE_CATALOG",
        "SCOPE_SCHEMA",
        "SCOPE_TABLE",
        "SOURCE_DATA_TYPE",
        "IS_AUTOINCREMENT",
        "IS_GENERATEDCOLUMN",
    };

    static final int[] COLUMN_TYPES = {
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.INT2,
        Oids.VARCHAR,
        Oids.INT4,
        Oids.VARCHAR,
        Oids.INT4,
        Oids.INT4,
        Oids.INT4,
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.INT4,
        Oids.INT4,
        Oids.INT4,
        Oids.INT4,
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.INT2,
        Oids.VARCHAR,
        Oids.VARCHAR,
    };

    // getAttributes

    static final String[] ATTRIBUTES = {
        "TYPE_CAT",
        "TYPE_SCHEM",
        "TYPE_NAME",
        "ATTR_NAME",
        "DATA_TYPE",
        "ATTR_TYPE_NAME",
        "ATTR_SIZE",
        "DECIMAL_DIGITS",
        "NUM_PREC_RADIX",
        "NULLABLE",
        "REMARKS",
        "ATTR_DEF",
        "SQL_DATA_TYPE",
        "SQL_DATETIME_SUB",
        "CHAR_OCTET_LENGTH",
        "ORDINAL_POSITION",
        "IS_NULLABLE",
        "SCOPE_CATALOG",
        "SCOPE_SCHEMA",
        "SCOPE_TABLE",
        "SOURCE_DATA_TYPE",
    };

    static final int[] ATTRIBUTE_TYPES = {
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.INT4,
        Oids.VARCHAR,
        Oids.INT4,
        Oids.INT4,
        Oids.INT4,
        Oids.INT4,
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.INT4,
        Oids.INT4,
        Oids.INT4,
        Oids.INT4,
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.INT2,
    };

    // getPseudoColumns

    static final String[] PSEUDO_COLUMNS = {
        "TABLE_CAT",
        "TABLE_SCHEM",
        "TABLE_NAME",
        "COLUMN_NAME",
        "DATA_TYPE",
        "COLUMN_SIZE",
        "DECIMAL_DIGITS",
        "NUM_PREC_RADIX",
        "COLUMN_USAGE",
        "REMARKS",
        "CHAR_OCTET_LENGTH",
        "IS_NULLABLE",
    };

    static final int[] PSEUDO_COLUMN_TYPES = {
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.INT4,
        Oids.INT4,
        Oids.INT4,
        Oids.INT4,
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.INT4,
        Oids.VARCHAR,
    };

    // getBestRowIdentifier and getVersionColumns

    static final String[] ROW_IDENTIFIERS = {
        "SCOPE",
        "COLUMN_NAME",
        "DATA_TYPE",
        "TYPE_NAME",
        "COLUMN_SIZE",
        "BUFFER_LENGTH",
        "DECIMAL_DIGITS",
        "PSEUDO_COLUMN",
    };

    static final int[] ROW_IDENTIFIER_TYPES = {
        Oids.INT2, Oids.VARCHAR, Oids.INT2, Oids.VARCHAR, Oids.INT4, Oids.INT4, Oids.INT2, Oids.INT2,
    };

    // getProcedureColumns

    static final String[] PROCEDURE_COLUMNS = {
        "PROCEDURE_CAT",
        "PROCEDURE_SCHEM",
        "PROCEDURE_NAME",
        "COLUMN_NAME",
        "COLUMN_TYPE",
        "DATA_TYPE",
        "TYPE_NAME",
        "PRECISION",
        "LENGTH",
        "SCALE",
        "RADIX",
        "NULLABLE",
        "REMARKS",
        "COLUMN_DEF",
        "SQL_DATA_TYPE",
        "SQL_DATETIME_SUB",
        "CHAR_OCTET_LENGTH",
        "ORDINAL_POSITION",
        "IS_NULLABLE",
        "SPECIFIC_NAME",
    };

    static final int[] PROCEDURE_COLUMN_TYPES = {
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.INT2,
        Oids.INT2,
        Oids.VARCHAR,
        Oids.INT4,
        Oids.INT4,
        Oids.INT2,
        Oids.INT2,
        Oids.INT2,
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.INT4,
        Oids.INT4,
        Oids.INT4,
        Oids.INT4,
        Oids.VARCHAR,
        Oids.VARCHAR,
    };

    // getFunctionColumns

    static final String[] FUNCTION_COLUMNS = {
        "FUNCTION_CAT",
        "FUNCTION_SCHEM",
        "FUNCTION_NAME",
        "COLUMN_NAME",
        "COLUMN_TYPE",
        "DATA_TYPE",
        "TYPE_NAME",
        "PRECISION",
        "LENGTH",
        "SCALE",
        "RADIX",
        "NULLABLE",
        "REMARKS",
        "CHAR_OCTET_LENGTH",
        "ORDINAL_POSITION",
        "IS_NULLABLE",
        "SPECIFIC_NAME",
    };

    static final int[] FUNCTION_COLUMN_TYPES = {
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.INT2,
        Oids.INT2,
        Oids.VARCHAR,
        Oids.INT2,
        Oids.INT4,
        Oids.INT2,
        Oids.INT2,
        Oids.INT2,
        Oids.VARCHAR,
        Oids.INT4,
        Oids.INT4,
        Oids.VARCHAR,
        Oids.VARCHAR,
    };

    // getTypeInfo

    static final String[] TYPE_INFO = {
        "TYPE_NAME",
        "DATA_TYPE",
        "PRECISION",
        "LITERAL_PREFIX",
        "LITERAL_SUFFIX",
        "CREATE_PARAMS",
        "NULLABLE",
        "CASE_SENSITIVE",
        "SEARCHABLE",
        "UNSIGNED_ATTRIBUTE",
        "FIXED_PREC_SCALE",
        "AUTO_INCREMENT",
        "LOCAL_TYPE_NAME",
        "MINIMUM_SCALE",
        "MAXIMUM_SCALE",
        "SQL_DATA_TYPE",
        "SQL_DATETIME_SUB",
        "NUM_PREC_RADIX",
    };

    static final int[] TYPE_INFO_TYPES = {
        Oids.VARCHAR,
        Oids.INT2,
        Oids.INT4,
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.VARCHAR,
        Oids.INT2,
        Oids.BOOL,
        Oids.INT2,
        Oids.BOOL,
        Oids.BOOL,
        Oids.BOOL,
        Oids.VARCHAR,
        Oids.INT2,
        Oids.INT2,
        Oids.INT4,
        Oids.INT4,
        Oids.INT4,
    };

    // getUDTs

    static final String[] UDTS = {
        "TYPE_CAT", "TYPE_SCHEM", "TYPE_NAME", "CLASS_NAME", "DATA_TYPE", "REMARKS", "BASE_TYPE",
    };

    static final int[] UDT_TYPES = {
        Oids.NAME, Oids.NAME, Oids.NAME, Oids.TEXT, Oids.INT4, Oids.TEXT, Oids.INT4,
    };

    // getTablePrivileges

    static final String[] TABLE_PRIVILEGES = {
        "TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "GRANTOR", "GRANTEE", "PRIVILEGE", "IS_GRANTABLE",
    };

    static final int[] TABLE_PRIVILEGE_TYPES = {
        Oids.VARCHAR, Oids.VARCHAR, Oids.VARCHAR, Oids.VARCHAR, Oids.VARCHAR, Oids.VARCHAR, Oids.VARCHAR,
    };

    // getColumnPrivileges

    static final String[] COLUMN_PRIVILEGES = {
        "TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME", "GRANTOR", "GRANTEE", "PRIVILEGE", "IS_GRANTABLE",
    };

    static final int[] COLUMN_PRIVILEGE_TYPES = {
        Oids.VARCHAR, Oids.VARCHAR, Oids.VARCHAR, Oids.VARCHAR, Oids.VARCHAR, Oids.VARCHAR, Oids.VARCHAR, Oids.VARCHAR,
    };

    // getClientInfoProperties

    static final String[] CLIENT_INFO = {
        "NAME", "MAX_LEN", "DEFAULT_VALUE", "DESCRIPTION",
    };

    static final int[] CLIENT_INFO_TYPES = {
        Oids.VARCHAR, Oids.INT4, Oids.VARCHAR, Oids.VARCHAR,
    };

    private ColumnLabels() {}
}
