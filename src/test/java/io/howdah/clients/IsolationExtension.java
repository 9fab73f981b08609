package io.howdah.clients;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs the methods of a test class on a second copy of it, which an {@link IsolatedLoader} loaded. The instance that JUnit made is left alone; all
 * methods of one test run on one instance of the copy. Parameters are those of JUnit's instance, so that only types which both copies share are
 * possible: the test server, and those of the JDK.
 */
final class IsolationExtension implements InvocationInterceptor {
    private static final Namespace NAMESPACE = Namespace.create(IsolationExtension.class);

    @Override
    public void interceptBeforeAllMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        runOnCopy(invocation, method, context, true);
    }

    @Override
    public void interceptAfterAllMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        runOnCopy(invocation, method, context, true);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        runOnCopy(invocation, method, context, false);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        runOnCopy(invocation, method, context, false);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        runOnCopy(invocation, method, context, false);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        runOnCopy(invocation, method, context, false);
    }

    private static void runOnCopy(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context,
            boolean isStatic)
            throws Throwable {
        invocation.skip();
        IsolatedLoader loader = loader(context);
        Class<?> copy = loader.loadClass(method.getTargetClass().getName());
        Method same = copy.getDeclaredMethod(
                method.getExecutable().getName(), method.getExecutable().getParameterTypes());
        same.setAccessible(true);
        Thread thread = Thread.currentThread();
        ClassLoader ofThread = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            same.invoke(
                    isStatic ? null : instance(copy, context),
                    method.getArguments().toArray());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            thread.setContextClassLoader(ofThread);
        }
    }

    /** One for each test class, closed after it. */
    private static IsolatedLoader loader(ExtensionContext context) {
        ExtensionContext ofClass = context;
        while (ofClass.getTestMethod().isPresent()) {
            ofClass = ofClass.getParent().orElseThrow();
        }
        return ofClass.getStore(NAMESPACE)
                .getOrComputeIfAbsent("loader", key -> IsolatedLoader.create(), IsolatedLoader.class);
    }

    private static Object instance(Class<?> copy, ExtensionContext context) {
        return context.getStore(NAMESPACE).getOrComputeIfAbsent("instance", key -> {
            try {
                Constructor<?> constructor = copy.getDeclaredConstructor();
                constructor.setAccessible(true);
                return constructor.newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot make the copy of " + copy, e);
            }
        });
    }
}
