package io.howdah.internal.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.howdah.spi.CodecProvider;
import io.howdah.spi.TypeBinding;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypeExtensionsTest {
    private static class Shape {}

    private static class Point extends Shape {}

    private static final class Pin extends Point {}

    private static CodecProvider binding(TypeBinding... bindings) {
        return new CodecProvider() {
            @Override
            public List<TypeBinding> bindings() {
                return List.of(bindings);
            }
        };
    }

    @Test
    void subclassesStandForTheTypeOfTheNearestClassThatIsBound() {
        TypeExtensions extensions = new TypeExtensions(
                List.of(binding(TypeBinding.of("geometry", Shape.class), TypeBinding.of("pin", Pin.class))));
        assertEquals("geometry", extensions.typeName(Shape.class));
        assertEquals("geometry", extensions.typeName(Point.class));
        assertEquals("pin", extensions.typeName(Pin.class));
        assertNull(extensions.typeName(Object.class));
        assertNull(extensions.typeName(Runnable.class));
        assertNull(TypeExtensions.NONE.typeName(Pin.class));
    }

    @Test
    void theFirstProviderDecides() {
        TypeExtensions extensions = new TypeExtensions(
                List.of(binding(TypeBinding.of("first", Shape.class)), binding(TypeBinding.of("second", Shape.class))));
        assertEquals("first", extensions.typeName(Shape.class));
    }
}
