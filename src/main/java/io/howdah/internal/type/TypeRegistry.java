package io.howdah.internal.type;

import io.howdah.internal.type.PgType.Form;
import io.howdah.internal.util.IntMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * All types a data source knows, by OID and by name: the built-in ones, which are the same on every server, and those learned from this server's
 * catalogue, added copy-on-write. Safe for use by many threads; reading takes no lock.
 */
public final class TypeRegistry {
    /** The type of a parameter whose type the server shall infer: OID 0, always text. */
    public static final PgType UNSPECIFIED =
            new PgType(Oids.UNSPECIFIED, "", "unspecified", Form.UNKNOWN, 0, 0, ',', UnspecifiedCodec.INSTANCE);

    /** Names looked up under search paths that are kept: beyond that, all are looked up again. */
    private static final int MAX_LOOKUPS = 10_000;

    /**
     * What was learned so far; never changed, only replaced.
     *
     * @param byName by name with schema, and by name alone of types that were visible to whoever learned them
     */
    private record Learned(IntMap<PgType> byOid, Map<String, PgType> byName, int generation) {}

    /** A name under a search path. */
    private record Lookup(String path, String name) {}

    private final AtomicReference<Learned> learned = new AtomicReference<>(new Learned(new IntMap<>(), Map.of(), 0));

    /** For how long a name is taken for that of nothing. */
    private static final long NOTHING_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** What a lookup found: 0 for no type. */
    private record Found(int oid, long atNanos) {}

    private final Map<Lookup, Found> lookups = new ConcurrentHashMap<>();

    /** Names as in pg_type, and OIDs in decimal, of types that are taken in text. */
    private final Set<String> textOnly = ConcurrentHashMap.newKeySet();

    private final TypeExtensions extensions;
    private final RecordMappers recordMappers = new RecordMappers();

    public TypeRegistry() {
        this(TypeExtensions.NONE);
    }

    /** @param extensions what the application taught the driver */
    public TypeRegistry(TypeExtensions extensions) {
        this.extensions = extensions;
    }

    public TypeExtensions extensions() {
        return extensions;
    }

    RecordMappers recordMappers() {
        return recordMappers;
    }

    /** Takes columns of these types in text: names as in pg_type or of SQL, or OIDs. */
    public void takeAsText(List<String> namesAndOids) {
        for (String given : namesAndOids) {
            PgType type = byName(given);
            textOnly.add(type == null ? given.strip() : type.name());
        }
    }

    /** True when columns of the type are to be taken in text, although there is a binary form. */
    public boolean isTextOnly(PgType type) {
        return !textOnly.isEmpty()
                && (textOnly.contains(type.name()) || textOnly.contains(Integer.toUnsignedString(type.oid())));
    }

    /** The type of {@code oid}; for one never heard of, a type of form UNKNOWN that is read as text. Never null. */
    public PgType byOid(int oid) {
        PgType type = BuiltinTypes.byOid(oid);
        if (type == null) {
            type = learned.get().byOid.get(oid);
        }
        if (type != null) {
            return type;
        }
        if (oid == Oids.UNSPECIFIED) {
            return UNSPECIFIED;
        }
        String name = Integer.toUnsignedString(oid);
        return new PgType(oid, "", name, Form.UNKNOWN, 0, 0, ',', FallbackCodec.INSTANCE);
    }

    /** True when {@link #byOid} knows more than the OID. */
    public boolean knows(int oid) {
        return BuiltinTypes.byOid(oid) != null || learned.get().byOid.get(oid) != null;
    }

    /**
     * The type of a name: a name of pg_type ({@code int4}, {@code _int4}), with or without schema and quotes, or a name of SQL or JDBC in any
     * case ({@code INTEGER}, {@code timestamp(3) with time zone}, {@code numeric(10,2)}); with {@code []} behind it, the array type over it.
     *
     * @return null when no such type is known (yet)
     */
    public PgType byName(String name) {
        String plain = name.strip();
        if (plain.endsWith("[]")) {
            PgType element = byName(plain.substring(0, plain.length() - 2));
            // An array type has no other array type over it: int[][] is int[].
            return element == null || element.form() == Form.ARRAY ? element : arrayOf(element);
        }
        PgType type = BuiltinTypes.byName(plain);
        if (type == null) {
            type = learnedByName(plain);
        }
        if (type != null) {
            return type;
        }
        String bare = withoutModifiers(plain);
        if (bare.regionMatches(true, 0, "pg_catalog.", 0, 11)) {
            bare = bare.substring(11);
        }
        return bare.equals(plain) ? null : byName(bare);
    }

    /** As {@link #byName} among the types that are the same on every server. */
    public PgType byBuiltInName(String name) {
        PgType type = byName(name);
        return type != null && isBuiltIn(type.oid()) ? type : null;
    }

    private PgType learnedByName(String name) {
        Map<String, PgType> byName = learned.get().byName;
        PgType type = byName.get(name);
        if (type == null && name.indexOf('"') >= 0) {
            type = byName.get(name.replace("\"", ""));
        } else if (type == null) {
            type = byName.get(name.toLowerCase(Locale.ROOT));
        }
        return type;
    }

    /** {@code timestamp(3) with time zone} without {@code (3)}. */
    private static String withoutModifiers(String name) {
        int open = name.indexOf('(');
        int close = name.indexOf(')', open + 1);
        return open > 0 && close > open ? (name.substring(0, open) + name.substring(close + 1)).strip() : name;
    }

    /** The array type over {@code element}; null when it is not known. */
    public PgType arrayOf(PgType element) {
        return element.arrayOid() == 0 ? null : byOid(element.arrayOid());
    }

    /** The type of an array's or range's elements or of a domain's base; of form UNKNOWN when it was not learned. */
    public PgType elementOf(PgType type) {
        return byOid(type.elementOid());
    }

    /** True for the types that are the same on every server. */
    public static boolean isBuiltIn(int oid) {
        return BuiltinTypes.byOid(oid) != null;
    }

    /** Counts changes: what was derived of the types under another number may be out of date. */
    public int generation() {
        return learned.get().generation;
    }

    /**
     * The type that a name given by the application stood for under a search path.
     *
     * @return null when it was not looked up, {@link #UNSPECIFIED} when there was none
     */
    public PgType lookedUp(String path, String name) {
        Found found = lookups.get(new Lookup(path, name));
        if (found == null || found.oid == 0 && System.nanoTime() - found.atNanos > NOTHING_NANOS) {
            return null;
        }
        PgType type = byOid(found.oid);
        return type.form() == Form.UNKNOWN && found.oid != 0 ? null : type;
    }

    /** Keeps the answer to a lookup: a learned type, or null for none. */
    public void keepLookup(String path, String name, PgType type) {
        if (lookups.size() >= MAX_LOOKUPS) {
            lookups.clear();
        }
        lookups.put(new Lookup(path, name), new Found(type == null ? 0 : type.oid(), System.nanoTime()));
    }

    /**
     * Describes a type of the server's catalogue, with the codec that fits it. An element or base type must be built in or learned before;
     * otherwise its values are read as text.
     */
    public PgType describe(
            int oid, String schema, String name, Form form, int elementOid, int arrayOid, char delimiter) {
        Codec codec = codecFor(schema, name, form, byOid(elementOid), List.of());
        return new PgType(oid, schema, name, form, elementOid, arrayOid, delimiter, codec);
    }

    /** Adds types to those known, or replaces them. Built-in types stay as they are. */
    public void learn(PgType... types) {
        learned.updateAndGet(old -> {
            IntMap<PgType> byOid = old.byOid.copy();
            Map<String, PgType> byName = new HashMap<>(old.byName);
            for (PgType type : types) {
                if (isBuiltIn(type.oid())) {
                    continue;
                }
                byOid.put(type.oid(), type);
                if (type.visible()) {
                    byName.put(type.name(), type);
                }
                byName.put(type.schema() + '.' + type.name(), type);
            }
            return new Learned(byOid, byName, old.generation + 1);
        });
    }

    /**
     * Forgets what a change of the catalogue may have made untrue: names, and the fields of composite types with what is made of them. Types are
     * learned again when they are met again.
     */
    public void catalogueChanged() {
        lookups.clear();
        learned.updateAndGet(old -> {
            if (old.byOid.size() == 0) {
                return old;
            }
            return new Learned(new IntMap<>(), Map.of(), old.generation + 1);
        });
    }

    /** The codec of a type that is not built in, given those of its parts. */
    Codec codecFor(String schema, String name, Form form, PgType element, List<PgType> fields) {
        if (form == Form.COMPOSITE) {
            return CompositeCodec.of(fields);
        }
        Codec provided = form == Form.BASE ? extensions.codec(schema, name) : null;
        if (provided != null) {
            return provided;
        }
        return codecOf(form, name, element == null ? FallbackCodec.INSTANCE : element.codec());
    }

    /** The codec of a base type that an extension has made. */
    private static Codec ofExtension(String name) {
        return switch (name) {
            case "citext" -> TextCodecs.TEXT;
            case "hstore" -> HstoreCodec.INSTANCE;
            default -> FallbackCodec.INSTANCE;
        };
    }

    /** The codec of a type that is not built in. {@code element} is that of an array's or range's elements, a multirange's range or a
     * domain's base. */
    static Codec codecOf(Form form, String name, Codec element) {
        return switch (form) {
            case ENUM -> TextCodecs.TEXT;
            case DOMAIN -> element;
            case ARRAY -> element.binary() ? ArrayCodec.BINARY : ArrayCodec.TEXT_ONLY;
            case RANGE -> element.binary() ? RangeCodecs.BINARY : RangeCodecs.TEXT_ONLY;
            case MULTIRANGE -> element.binary() ? MultirangeCodec.BINARY : MultirangeCodec.TEXT_ONLY;
            case BASE -> ofExtension(name);
            default -> FallbackCodec.INSTANCE;
        };
    }
}
