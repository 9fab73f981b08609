package io.howdah.internal.type;

import io.howdah.internal.type.PgType.Field;
import io.howdah.internal.type.PgType.Form;
import io.howdah.types.PgMultirange;
import io.howdah.types.PgRange;
import io.howdah.types.PgValue;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.Array;
import java.sql.Struct;
import java.util.Collection;
import java.util.Optional;

/**
 * Tells from the declared class of a value, before there is one, whether all its values have a binary form as a type. Text for a type that is no text is for
 * the server to read, so it has none; nor has what may be such text. Stateless.
 */
final class BinaryFit {
    private BinaryFit() {}

    static boolean fits(Type declared, PgType type, TypeRegistry types) {
        if (!type.codec().binary() || type.form() == Form.UNKNOWN) {
            return false;
        }
        if (Parts.isTextInBinary(type.codec())) {
            return true;
        }
        if (declared instanceof GenericArrayType array) {
            return fitsParts(array.getGenericComponentType(), type, types);
        }
        if (declared instanceof ParameterizedType generic
                && generic.getRawType() instanceof Class<?> raw
                && generic.getActualTypeArguments().length == 1) {
            Type part = generic.getActualTypeArguments()[0];
            if (raw == Optional.class) {
                return fits(part, type, types);
            }
            if (raw == PgRange.class || raw == PgMultirange.class || Collection.class.isAssignableFrom(raw)) {
                return fitsParts(part, type, types);
            }
        }
        return declared instanceof Class<?> plain && fitsClass(plain, type, types);
    }

    private static boolean fitsClass(Class<?> declared, PgType type, TypeRegistry types) {
        if (declared.isArray() && declared != byte[].class && declared != char[].class) {
            return fitsParts(declared.getComponentType(), type, types);
        }
        PgType plain = withoutDomains(type, types);
        if (declared.isRecord() && plain.form() == Form.COMPOSITE) {
            return fitsFields(declared, plain, types);
        }
        boolean mayBeText = declared.isAssignableFrom(String.class)
                || CharSequence.class.isAssignableFrom(declared)
                || declared == char.class
                || declared == char[].class
                || declared == Character.class
                || Enum.class.isAssignableFrom(declared)
                || PgValue.class.isAssignableFrom(declared);
        boolean mayHoldText = Collection.class.isAssignableFrom(declared)
                || declared == PgRange.class
                || declared == PgMultirange.class
                || Array.class.isAssignableFrom(declared)
                || Struct.class.isAssignableFrom(declared);
        return !mayBeText && !mayHoldText;
    }

    /** Elements of an array, or another level of it; bounds of a range; ranges of a multirange are ranges of the same bounds. */
    private static boolean fitsParts(Type declared, PgType type, TypeRegistry types) {
        PgType plain = withoutDomains(type, types);
        Class<?> raw = declared instanceof Class<?> found ? found : null;
        boolean sameLevel = plain.form() == Form.ARRAY && raw != null && raw.isArray() && raw != byte[].class;
        PgType part = types.elementOf(plain);
        if (plain.form() == Form.MULTIRANGE) {
            part = types.elementOf(part);
        }
        return switch (plain.form()) {
            case ARRAY, RANGE, MULTIRANGE -> fits(declared, sameLevel ? plain : part, types);
            default -> false;
        };
    }

    private static boolean fitsFields(Class<?> declared, PgType composite, TypeRegistry types) {
        for (Field field : composite.fields()) {
            for (RecordComponent component : declared.getRecordComponents()) {
                if (RecordMapper.folded(component.getName()).equals(RecordMapper.folded(field.name()))
                        && !fits(component.getGenericType(), types.byOid(field.typeOid()), types)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What a domain is made of; any other type itself. */
    static PgType withoutDomains(PgType type, TypeRegistry types) {
        PgType plain = type;
        while (plain.form() == Form.DOMAIN) {
            plain = types.elementOf(plain);
        }
        return plain;
    }
}
