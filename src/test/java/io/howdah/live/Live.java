package io.howdah.live;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test class or method that needs a real PostgreSQL, and says what kind. A parameter of type
 * {@link PostgresServer} of a constructor, test or lifecycle method receives the server; on a method the annotation wins
 * over the one on its class.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(PostgresExtension.class)
public @interface Live {
    /** Server settings as {@code name=value}. */
    String[] settings() default {};

    /** Lines of pg_hba.conf instead of the default ones. */
    String[] hba() default {};

    /** The server's certificate. */
    Tls tls() default Tls.OFF;

    /** False for a test that leaves sessions open on purpose: they are then not reported as leaks. */
    boolean leakCheck() default true;
}
