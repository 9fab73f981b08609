package io.howdah.internal.type;

import io.howdah.internal.type.PgType.Form;
import io.howdah.internal.util.IntMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The types of {@code pg_catalog} that are the same on every server, and the names that SQL and JDBC have for them. Immutable and shared by all
 * data sources.
 */
final class BuiltinTypes {
    private static final String SCHEMA = "pg_catalog";
    private static final Codec TEXT = TextCodecs.TEXT;
    private static final Codec FALLBACK = FallbackCodec.INSTANCE;

    private static final IntMap<PgType> BY_OID = types();
    private static final Map<String, Integer> BY_NAME = names();

    private BuiltinTypes() {}

    /** The type of {@code oid}, or null. */
    static PgType byOid(int oid) {
        return BY_OID.get(oid);
    }

    /** The type of a name in pg_type or an alias of SQL or JDBC, in any case; null when there is none. */
    static PgType byName(String name) {
        Integer oid = BY_NAME.get(name.toLowerCase(Locale.ROOT));
        return oid == null ? null : BY_OID.get(oid);
    }

    private static void base(Map<Integer, PgType> types, int oid, String name, int arrayOid, Codec codec) {
        add(types, oid, name, Form.BASE, 0, arrayOid, codec);
    }

    private static void range(
            Map<Integer, PgType> types, int oid, String name, int arrayOid, Form form, int elementOid) {
        Codec codec = form == Form.RANGE ? RangeCodecs.BINARY : MultirangeCodec.BINARY;
        add(types, oid, name, form, elementOid, arrayOid, codec);
    }

    private static void add(
            Map<Integer, PgType> types, int oid, String name, Form form, int elementOid, int arrayOid, Codec codec) {
        char delimiter = oid == Oids.BOX ? ';' : ',';
        types.put(oid, new PgType(oid, SCHEMA, name, form, elementOid, arrayOid, delimiter, codec));
        if (arrayOid != 0) {
            Codec array = TypeRegistry.codecOf(Form.ARRAY, "_" + name, codec);
            types.put(arrayOid, new PgType(arrayOid, SCHEMA, "_" + name, Form.ARRAY, oid, 0, delimiter, array));
        }
    }

    private static IntMap<PgType> types() {
        Map<Integer, PgType> types = new HashMap<>();
        base(types, Oids.BOOL, "bool", Oids.BOOL_ARRAY, BoolCodec.INSTANCE);
        base(types, Oids.BYTEA, "bytea", Oids.BYTEA_ARRAY, ByteaCodec.INSTANCE);
        base(types, Oids.CHAR, "char", Oids.CHAR_ARRAY, TextCodecs.CHAR);
        base(types, Oids.NAME, "name", Oids.NAME_ARRAY, TEXT);
        base(types, Oids.INT8, "int8", Oids.INT8_ARRAY, IntCodecs.INT8);
        base(types, Oids.INT2, "int2", Oids.INT2_ARRAY, IntCodecs.INT2);
        base(types, Oids.INT2VECTOR, "int2vector", Oids.INT2VECTOR_ARRAY, SystemCodecs.INT2VECTOR);
        base(types, Oids.INT4, "int4", Oids.INT4_ARRAY, IntCodecs.INT4);
        base(types, Oids.REGPROC, "regproc", Oids.REGPROC_ARRAY, FALLBACK);
        base(types, Oids.TEXT, "text", Oids.TEXT_ARRAY, TEXT);
        base(types, Oids.OID, "oid", Oids.OID_ARRAY, IntCodecs.OID);
        base(types, Oids.TID, "tid", Oids.TID_ARRAY, MiscCodecs.TID);
        base(types, Oids.XID, "xid", Oids.XID_ARRAY, IntCodecs.UNSIGNED4);
        base(types, Oids.CID, "cid", Oids.CID_ARRAY, IntCodecs.UNSIGNED4);
        base(types, Oids.OIDVECTOR, "oidvector", Oids.OIDVECTOR_ARRAY, SystemCodecs.OIDVECTOR);
        base(types, Oids.JSON, "json", Oids.JSON_ARRAY, JsonCodecs.JSON);
        base(types, Oids.XML, "xml", Oids.XML_ARRAY, TextCodecs.TEXT_ONLY);
        base(types, Oids.POINT, "point", Oids.POINT_ARRAY, GeometryCodecs.POINT);
        base(types, Oids.LSEG, "lseg", Oids.LSEG_ARRAY, GeometryCodecs.LSEG);
        base(types, Oids.PATH, "path", Oids.PATH_ARRAY, GeometryCodecs.PATH);
        base(types, Oids.BOX, "box", Oids.BOX_ARRAY, GeometryCodecs.BOX);
        base(types, Oids.POLYGON, "polygon", Oids.POLYGON_ARRAY, GeometryCodecs.POLYGON);
        base(types, Oids.LINE, "line", Oids.LINE_ARRAY, GeometryCodecs.LINE);
        base(types, Oids.CIDR, "cidr", Oids.CIDR_ARRAY, NetCodecs.CIDR);
        base(types, Oids.FLOAT4, "float4", Oids.FLOAT4_ARRAY, FloatCodecs.FLOAT4);
        base(types, Oids.FLOAT8, "float8", Oids.FLOAT8_ARRAY, FloatCodecs.FLOAT8);
        base(types, Oids.CIRCLE, "circle", Oids.CIRCLE_ARRAY, GeometryCodecs.CIRCLE);
        base(types, Oids.MACADDR8, "macaddr8", Oids.MACADDR8_ARRAY, NetCodecs.MACADDR8);
        base(types, Oids.MONEY, "money", Oids.MONEY_ARRAY, MoneyCodec.INSTANCE);
        base(types, Oids.MACADDR, "macaddr", Oids.MACADDR_ARRAY, NetCodecs.MACADDR);
        base(types, Oids.INET, "inet", Oids.INET_ARRAY, NetCodecs.INET);
        base(types, Oids.ACLITEM, "aclitem", Oids.ACLITEM_ARRAY, FALLBACK);
        base(types, Oids.BPCHAR, "bpchar", Oids.BPCHAR_ARRAY, TEXT);
        base(types, Oids.VARCHAR, "varchar", Oids.VARCHAR_ARRAY, TEXT);
        base(types, Oids.DATE, "date", Oids.DATE_ARRAY, DateCodec.INSTANCE);
        base(types, Oids.TIME, "time", Oids.TIME_ARRAY, TimeCodecs.TIME);
        base(types, Oids.TIMESTAMP, "timestamp", Oids.TIMESTAMP_ARRAY, TimestampCodecs.TIMESTAMP);
        base(types, Oids.TIMESTAMPTZ, "timestamptz", Oids.TIMESTAMPTZ_ARRAY, TimestampCodecs.TIMESTAMPTZ);
        base(types, Oids.INTERVAL, "interval", Oids.INTERVAL_ARRAY, IntervalCodec.INSTANCE);
        base(types, Oids.TIMETZ, "timetz", Oids.TIMETZ_ARRAY, TimeCodecs.TIMETZ);
        base(types, Oids.BIT, "bit", Oids.BIT_ARRAY, BitCodecs.BIT);
        base(types, Oids.VARBIT, "varbit", Oids.VARBIT_ARRAY, BitCodecs.VARBIT);
        base(types, Oids.NUMERIC, "numeric", Oids.NUMERIC_ARRAY, NumericCodec.INSTANCE);
        base(types, Oids.REFCURSOR, "refcursor", Oids.REFCURSOR_ARRAY, TEXT);
        base(types, Oids.REGPROCEDURE, "regprocedure", Oids.REGPROCEDURE_ARRAY, FALLBACK);
        base(types, Oids.REGOPER, "regoper", Oids.REGOPER_ARRAY, FALLBACK);
        base(types, Oids.REGOPERATOR, "regoperator", Oids.REGOPERATOR_ARRAY, FALLBACK);
        base(types, Oids.REGCLASS, "regclass", Oids.REGCLASS_ARRAY, FALLBACK);
        base(types, Oids.REGTYPE, "regtype", Oids.REGTYPE_ARRAY, FALLBACK);
        base(types, Oids.UUID, "uuid", Oids.UUID_ARRAY, UuidCodec.INSTANCE);
        base(types, Oids.TXID_SNAPSHOT, "txid_snapshot", Oids.TXID_SNAPSHOT_ARRAY, SystemCodecs.SNAPSHOT);
        base(types, Oids.PG_LSN, "pg_lsn", Oids.PG_LSN_ARRAY, MiscCodecs.PG_LSN);
        base(types, Oids.TSVECTOR, "tsvector", Oids.TSVECTOR_ARRAY, TextSearchCodecs.TSVECTOR);
        base(types, Oids.TSQUERY, "tsquery", Oids.TSQUERY_ARRAY, TextSearchCodecs.TSQUERY);
        base(types, Oids.GTSVECTOR, "gtsvector", Oids.GTSVECTOR_ARRAY, FALLBACK);
        base(types, Oids.REGCONFIG, "regconfig", Oids.REGCONFIG_ARRAY, FALLBACK);
        base(types, Oids.REGDICTIONARY, "regdictionary", Oids.REGDICTIONARY_ARRAY, FALLBACK);
        base(types, Oids.JSONB, "jsonb", Oids.JSONB_ARRAY, JsonCodecs.JSONB);
        base(types, Oids.JSONPATH, "jsonpath", Oids.JSONPATH_ARRAY, JsonCodecs.JSONB);
        base(types, Oids.REGNAMESPACE, "regnamespace", Oids.REGNAMESPACE_ARRAY, FALLBACK);
        base(types, Oids.REGROLE, "regrole", Oids.REGROLE_ARRAY, FALLBACK);
        base(types, Oids.REGCOLLATION, "regcollation", Oids.REGCOLLATION_ARRAY, FALLBACK);
        base(types, Oids.PG_SNAPSHOT, "pg_snapshot", Oids.PG_SNAPSHOT_ARRAY, SystemCodecs.SNAPSHOT);
        base(types, Oids.XID8, "xid8", Oids.XID8_ARRAY, IntCodecs.UNSIGNED8);
        range(types, Oids.INT4RANGE, "int4range", Oids.INT4RANGE_ARRAY, Form.RANGE, Oids.INT4);
        range(types, Oids.NUMRANGE, "numrange", Oids.NUMRANGE_ARRAY, Form.RANGE, Oids.NUMERIC);
        range(types, Oids.TSRANGE, "tsrange", Oids.TSRANGE_ARRAY, Form.RANGE, Oids.TIMESTAMP);
        range(types, Oids.TSTZRANGE, "tstzrange", Oids.TSTZRANGE_ARRAY, Form.RANGE, Oids.TIMESTAMPTZ);
        range(types, Oids.DATERANGE, "daterange", Oids.DATERANGE_ARRAY, Form.RANGE, Oids.DATE);
        range(types, Oids.INT8RANGE, "int8range", Oids.INT8RANGE_ARRAY, Form.RANGE, Oids.INT8);
        range(types, Oids.INT4MULTIRANGE, "int4multirange", Oids.INT4MULTIRANGE_ARRAY, Form.MULTIRANGE, Oids.INT4RANGE);
        range(types, Oids.NUMMULTIRANGE, "nummultirange", Oids.NUMMULTIRANGE_ARRAY, Form.MULTIRANGE, Oids.NUMRANGE);
        range(types, Oids.TSMULTIRANGE, "tsmultirange", Oids.TSMULTIRANGE_ARRAY, Form.MULTIRANGE, Oids.TSRANGE);
        range(types, Oids.TSTZMULTIRANGE, "tstzmultirange", Oids.TSTZMULTIRANGE_ARRAY, Form.MULTIRANGE, Oids.TSTZRANGE);
        range(types, Oids.DATEMULTIRANGE, "datemultirange", Oids.DATEMULTIRANGE_ARRAY, Form.MULTIRANGE, Oids.DATERANGE);
        range(types, Oids.INT8MULTIRANGE, "int8multirange", Oids.INT8MULTIRANGE_ARRAY, Form.MULTIRANGE, Oids.INT8RANGE);
        add(types, Oids.UNKNOWN, "unknown", Form.PSEUDO, 0, 0, TEXT);
        add(types, Oids.VOID, "void", Form.PSEUDO, 0, 0, TEXT);
        add(types, Oids.CSTRING, "cstring", Form.PSEUDO, 0, Oids.CSTRING_ARRAY, TEXT);
        add(types, Oids.RECORD, "record", Form.PSEUDO, 0, Oids.RECORD_ARRAY, CompositeCodec.TEXT_ONLY);
        IntMap<PgType> byOid = new IntMap<>();
        types.forEach(byOid::put);
        return byOid;
    }

    private static Map<String, Integer> names() {
        Map<String, Integer> names = new HashMap<>();
        for (PgType type : BY_OID.values()) {
            names.put(type.name(), type.oid());
        }
        alias(names, Oids.BOOL, "boolean");
        alias(names, Oids.INT2, "smallint", "tinyint", "smallserial", "serial2");
        alias(names, Oids.INT4, "int", "integer", "serial", "serial4");
        alias(names, Oids.INT8, "bigint", "bigserial", "serial8");
        alias(names, Oids.FLOAT4, "real");
        alias(names, Oids.FLOAT8, "double precision", "double", "float");
        alias(names, Oids.NUMERIC, "decimal", "dec");
        alias(names, Oids.VARCHAR, "character varying", "char varying", "nvarchar", "longvarchar", "longnvarchar");
        // In SQL and JDBC, char is the padded type; the one-byte type "char" is reached by its name in quotes.
        alias(names, Oids.BPCHAR, "char", "character", "nchar");
        alias(names, Oids.CHAR, "\"char\"");
        alias(names, Oids.TEXT, "clob", "nclob");
        alias(names, Oids.BYTEA, "binary", "varbinary", "longvarbinary", "blob");
        alias(names, Oids.VARBIT, "bit varying");
        alias(names, Oids.TIME, "time without time zone");
        alias(names, Oids.TIMETZ, "time with time zone", "time_with_timezone");
        alias(names, Oids.TIMESTAMP, "timestamp without time zone", "datetime");
        alias(names, Oids.TIMESTAMPTZ, "timestamp with time zone", "timestamp_with_timezone");
        alias(names, Oids.XML, "sqlxml");
        alias(names, Oids.REFCURSOR, "ref_cursor");
        return Map.copyOf(names);
    }

    private static void alias(Map<String, Integer> names, int oid, String... aliases) {
        for (String alias : aliases) {
            names.put(alias, oid);
        }
    }
}
