package io.howdah.clients;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test class whose methods run where pgjdbc cannot be loaded, neither by the client under test nor by the driver: a client that finds
 * pgjdbc may treat a connection differently. Everything but JUnit and the test server is loaded anew for the class.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(IsolationExtension.class)
@interface WithoutPgjdbc {}
