package io.howdah.spi;

import java.util.Objects;
import java.util.function.Function;

/**
 * Says for which PostgreSQL type a Java class stands: a record for a composite type, an enum for an enum type, any class for the type whose codec takes
 * it. Immutable.
 */
public final class TypeBinding {
    private final String typeName;
    private final Class<?> javaClass;
    private final Function<Object, String> label;

    private TypeBinding(String typeName, Class<?> javaClass, Function<Object, String> label) {
        this.typeName = Objects.requireNonNull(typeName, "typeName");
        this.javaClass = Objects.requireNonNull(javaClass, "javaClass");
        this.label = label;
    }

    /**
     * Binds a class.
     *
     * @param typeName the type's name as in SQL, with its schema unless it is in the search path: {@code shop.item}, {@code jsonb}
     * @param javaClass a record, an enum whose names are the labels, or a class that the type's codec takes; its subclasses stand for the
     *     type as well, unless they are bound to another
     * @return the binding
     */
    public static TypeBinding of(String typeName, Class<?> javaClass) {
        return new TypeBinding(typeName, javaClass, null);
    }

    /**
     * Binds an enum whose constants have labels of their own in the database.
     *
     * @param <E> the enum
     * @param typeName the enum type's name as in SQL
     * @param javaClass the enum
     * @param label gives the label of each constant; no two may have the same
     * @return the binding
     */
    public static <E extends Enum<E>> TypeBinding ofEnum(
            String typeName, Class<E> javaClass, Function<? super E, String> label) {
        Objects.requireNonNull(label, "label");
        return new TypeBinding(typeName, javaClass, constant -> label.apply(javaClass.cast(constant)));
    }

    /**
     * The type's name.
     *
     * @return the name as in SQL
     */
    public String typeName() {
        return typeName;
    }

    /**
     * The class.
     *
     * @return the class
     */
    public Class<?> javaClass() {
        return javaClass;
    }

    /**
     * The label of an enum's constant.
     *
     * @param constant a constant of {@link #javaClass}
     * @return its label: its name unless the binding says otherwise
     */
    public String label(Enum<?> constant) {
        return label == null ? constant.name() : label.apply(constant);
    }

    /** The binding in words. */
    @Override
    public String toString() {
        return javaClass.getName() + " for " + typeName;
    }
}
