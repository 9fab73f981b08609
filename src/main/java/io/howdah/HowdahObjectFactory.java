package io.howdah;

import java.sql.SQLException;
import java.util.Enumeration;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;

/**
 * Makes data sources from JNDI references: those of {@link BaseDataSource#getReference}, and those a container writes from
 * its configuration, with bean names ({@code serverName}, {@code portNumber}, {@code databaseName}, {@code url}) or
 * property names. Stateless.
 *
 * <p>It makes this driver's own classes only, whatever class the reference names, and calls nothing but their setters.
 */
public final class HowdahObjectFactory implements ObjectFactory {
    /** Made by JNDI. */
    public HowdahObjectFactory() {}

    /**
     * The data source a reference describes; null if the object is no reference to one of this driver's data sources.
     *
     * @throws SQLException 22023, or the SQLSTATE of the property, for a value that is not allowed; 99999 for a malformed URL
     */
    @Override
    public Object getObjectInstance(Object object, Name name, Context context, Hashtable<?, ?> environment)
            throws SQLException {
        if (!(object instanceof Reference reference)) {
            return null;
        }
        BaseDataSource dataSource = create(reference.getClassName());
        if (dataSource == null) {
            return null;
        }
        // The URL first, because it takes host, port and database back.
        put(dataSource, "url", reference.get("url"));
        put(dataSource, "url", reference.get("URL"));
        for (Enumeration<RefAddr> all = reference.getAll(); all.hasMoreElements(); ) {
            RefAddr address = all.nextElement();
            if (!address.getType().equalsIgnoreCase("url")) {
                put(dataSource, address.getType(), address);
            }
        }
        return dataSource;
    }

    private static BaseDataSource create(String className) {
        return switch (className) {
            case "io.howdah.HowdahDataSource", "javax.sql.DataSource" -> new HowdahDataSource();
            case "io.howdah.HowdahPooledDataSource", "javax.sql.ConnectionPoolDataSource" ->
                new HowdahPooledDataSource();
            case "io.howdah.HowdahXaDataSource", "javax.sql.XADataSource" -> new HowdahXaDataSource();
            default -> null;
        };
    }

    private static void put(BaseDataSource dataSource, String type, RefAddr address) throws SQLException {
        if (address == null || !(address.getContent() instanceof String value)) {
            return;
        }
        DataSourceConfig config = dataSource.config();
        switch (type) {
            case "url" -> config.setUrl(value);
            case "serverName", "serverNames" -> config.putChecked("PGHOST", value);
            case "portNumber", "portNumbers" -> config.putChecked("PGPORT", value.equals("0") ? null : value);
            case "databaseName" -> config.putChecked("PGDBNAME", value);
            default -> config.putAny(type, value);
        }
    }
}
