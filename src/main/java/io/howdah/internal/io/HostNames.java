package io.howdah.internal.io;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/**
 * Whether a certificate was issued for the host the user asked for, by the rules of RFC 6125 as libpq applies them: subject alternative names;
 * the common name only when there are none; a wildcard only as the whole left-most label, for exactly one label, never for an address.
 */
final class HostNames {
    /** Types of GeneralName in {@link X509Certificate#getSubjectAlternativeNames}. */
    private static final Integer DNS_NAME = 2;

    private static final Integer IP_ADDRESS = 7;

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private HostNames() {}

    static boolean match(String host, X509Certificate certificate) {
        String wanted = normalized(host);
        if (wanted.isEmpty()) {
            return false;
        }
        Collection<List<?>> alternatives = alternatives(certificate);
        if (alternatives == null) {
            return false;
        }
        boolean hasNames = false;
        for (List<?> alternative : alternatives) {
            Integer type = (Integer) alternative.get(0);
            if (type.equals(DNS_NAME) || type.equals(IP_ADDRESS)) {
                hasNames = true;
                String name = (String) alternative.get(1);
                if (type.equals(DNS_NAME) ? matchesName(name, wanted) : matchesAddress(name, wanted)) {
                    return true;
                }
            }
        }
        if (hasNames) {
            return false;
        }
        String commonName = commonName(certificate.getSubjectX500Principal());
        return commonName != null && matchesName(commonName, wanted);
    }

    /** What the certificate was issued for, for messages: names and addresses, or the common name; printable characters only. */
    static String describe(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        Collection<List<?>> alternatives = alternatives(certificate);
        if (alternatives != null) {
            for (List<?> alternative : alternatives) {
                if (alternative.get(0).equals(DNS_NAME) || alternative.get(0).equals(IP_ADDRESS)) {
                    names.add((String) alternative.get(1));
                }
            }
        }
        if (names.isEmpty()) {
            String commonName = commonName(certificate.getSubjectX500Principal());
            names.add(commonName == null ? "no host" : commonName);
        }
        String all = String.join(", ", names);
        String printable = all.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 500 ? printable : printable.substring(0, 500) + "...";
    }

    /** Null when the extension cannot be parsed: then nothing matches. */
    private static Collection<List<?>> alternatives(X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            return alternatives == null ? List.of() : alternatives;
        } catch (CertificateParsingException e) {
            return null;
        }
    }

    private static String normalized(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (isAddress(name)) {
            return name;
        }
        try {
            return IDN.toASCII(name).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return name.toLowerCase(Locale.ROOT);
        }
    }

    static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
    }

    private static boolean matchesName(String pattern, String host) {
        String name = pattern.toLowerCase(Locale.ROOT);
        if (name.equals(host)) {
            return true;
        }
        if (!name.startsWith("*.") || name.length() < 4 || isAddress(host)) {
            return false;
        }
        int dot = host.indexOf('.');
        return dot > 0 && host.substring(dot).equals(name.substring(1));
    }

    private static boolean matchesAddress(String address, String host) {
        if (!isAddress(host) || !isAddress(address)) {
            return false;
        }
        try {
            // Both are literals, so no name service is asked.
            return InetAddress.getByName(address).equals(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The only common name of a subject; null when there is none, or several, or one that is not text. */
    static String commonName(X500Principal subject) {
        String found = null;
        for (String attribute : attributes(subject.getName(X500Principal.RFC2253))) {
            if (attribute.regionMatches(true, 0, "CN=", 0, 3)) {
                String value = attribute.substring(3);
                if (found != null || value.startsWith("#")) {
                    return null;
                }
                found = value;
            }
        }
        return found;
    }

    /** Splits at unescaped commas and plus signs, and removes the escapes. */
    private static List<String> attributes(String name) {
        List<String> attributes = new ArrayList<>();
        StringBuilder attribute = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\\' && i + 1 < name.length()) {
                i++;
                attribute.append(name.charAt(i));
            } else if (c == ',' || c == '+') {
                attributes.add(attribute.toString());
                attribute.setLength(0);
            } else {
                attribute.append(c);
            }
        }
        attributes.add(attribute.toString());
        return attributes;
    }
}
