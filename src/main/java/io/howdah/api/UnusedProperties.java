package io.howdah.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The table behind {@link Property#ACCEPTED_UNUSED}. */
final class UnusedProperties {

    private UnusedProperties() {}

    /** Name to reason, in alphabetical order; unmodifiable. */
    static Map<String, String> reasons() {
        String adaptiveFetch = "results are bounded by streamBudget instead of a page size that adapts";
        String gss = "GSSAPI and SSPI authentication are not part of this version";
        String kept = "logging is configured through SLF4J";
        String startup = "every setting is sent with the startup message in any case";
        String worker = "connecting needs no thread of its own";
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("adaptiveFetch", adaptiveFetch);
        reasons.put("adaptiveFetchMaximum", adaptiveFetch);
        reasons.put("adaptiveFetchMinimum", adaptiveFetch);
        reasons.put("allowEncodingChanges", "the client encoding is always UTF8");
        reasons.put("assumeMinServerVersion", startup);
        reasons.put("authenticationPluginClassName", "password plug-ins are not part of this version");
        reasons.put("binaryTransferEnable", "every type with a known binary form is taken in it");
        reasons.put("charSet", "the client encoding is always UTF8");
        reasons.put("classLoaderStrategy", "classes named by properties come from the context class loader first");
        reasons.put("compatible", "pgjdbc itself ignores it");
        reasons.put("connectExecutor", worker);
        reasons.put("connectExecutorArg", worker);
        reasons.put("databaseMetadataCacheFields", "column metadata are cached with the statement");
        reasons.put("databaseMetadataCacheFieldsMiB", "column metadata are cached with the statement");
        reasons.put("flushCacheOnDdl", "statements are always prepared again after DDL");
        reasons.put("groupStartupParameters", startup);
        reasons.put("gssEncMode", gss + "; the value require is refused");
        reasons.put("gssResponseTimeout", gss);
        reasons.put("gssUseDefaultCreds", gss);
        reasons.put("gsslib", gss);
        reasons.put("jaasApplicationName", gss);
        reasons.put("jaasLogin", gss);
        reasons.put("kerberosServerName", gss);
        reasons.put("logUnclosedConnections", "pools find leaked connections");
        reasons.put("loggerFile", kept);
        reasons.put("loggerLevel", kept);
        reasons.put("loglevel", kept);
        reasons.put("maxResultBuffer", "results are bounded by streamBudget and maxDrain");
        reasons.put("maxSendBufferSize", "the buffer for requests grows and shrinks by itself");
        reasons.put("pemKeyAlgorithm", "the algorithm of a key is found out");
        reasons.put("reWriteBatchedInsertsSize", "statements of up to 128 rows are made, as by pgjdbc without it");
        reasons.put("sslResponseTimeout", "connectTimeout and loginTimeout cover the answer to the TLS request");
        reasons.put("sslhostnameverifier", "verify-full always checks the name by libpq's rules");
        reasons.put("sspiServiceClass", gss);
        reasons.put("useSpnego", gss);
        reasons.put("xmlFactoryFactory", "XML is always parsed without external entities");
        return Collections.unmodifiableMap(reasons);
    }
}
