package io.howdah.live;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * JUnit extension behind {@link Live}: hands out the shared server of the annotation's spec, reports sessions a test
 * left behind, and stops all servers at the end of the run.
 */
public final class PostgresExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(PostgresExtension.class);

    /** Made by JUnit. */
    public PostgresExtension() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        AutoCloseable atTheEnd = PostgresServers::stopAll;
        context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent("stop", key -> atTheEnd, AutoCloseable.class);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        if (live(context).map(Live::leakCheck).orElse(true)) {
            PostgresServer server = server(context);
            // On somebody else's server the other sessions are not ours to judge.
            if (!(server instanceof ExternalPostgres)) {
                context.getStore(NAMESPACE).put("leaks", LeakCheck.before(server));
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        LeakCheck leaks = context.getStore(NAMESPACE).remove("leaks", LeakCheck.class);
        if (leaks != null && context.getExecutionException().isEmpty()) {
            leaks.after();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PostgresServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return server(context);
    }

    private static PostgresServer server(ExtensionContext context) {
        return PostgresServers.shared(live(context).map(ServerSpec::of).orElse(ServerSpec.DEFAULT));
    }

    /** The annotation of the method, else of the class, else of the class around it. */
    private static Optional<Live> live(ExtensionContext context) {
        Optional<Live> live = context.getElement().flatMap(e -> AnnotationSupport.findAnnotation(e, Live.class));
        return live.isPresent() ? live : context.getParent().flatMap(PostgresExtension::live);
    }
}
