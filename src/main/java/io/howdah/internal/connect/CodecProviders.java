package io.howdah.internal.connect;

import io.howdah.internal.config.Settings;
import io.howdah.internal.type.TypeExtensions;
import io.howdah.spi.CodecProvider;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Gathers the providers of codecs for one data source. Stateless. */
final class CodecProviders {
    private CodecProviders() {}

    /**
     * The providers given, then those that the property {@code codecProviders} names, then those of the class path or module path; of a class one
     * only.
     *
     * @throws SQLException 08001 when one cannot be made
     */
    static TypeExtensions gather(List<CodecProvider> given, Settings settings) throws SQLException {
        List<CodecProvider> providers = new ArrayList<>(given);
        String names = settings.codecProviders();
        for (String name : names == null ? new String[0] : names.split(",", -1)) {
            if (!name.isBlank()) {
                providers.add(new NamedClass<>("codecProviders", name.strip(), CodecProvider.class)
                        .newInstance(settings, null));
            }
        }
        find(ServiceLoader.load(CodecProvider.class), providers);
        find(ServiceLoader.load(CodecProvider.class, CodecProviders.class.getClassLoader()), providers);
        return providers.isEmpty() ? TypeExtensions.NONE : new TypeExtensions(providers);
    }

    private static void find(ServiceLoader<CodecProvider> services, List<CodecProvider> providers) throws SQLException {
        try {
            services.stream()
                    .filter(found -> providers.stream().noneMatch(known -> known.getClass() == found.type()))
                    .map(ServiceLoader.Provider::get)
                    .forEach(providers::add);
        } catch (ServiceConfigurationError e) {
            throw new SQLNonTransientConnectionException(
                    "a provider of codecs cannot be loaded: " + e.getMessage(), "08001", e);
        }
    }
}
