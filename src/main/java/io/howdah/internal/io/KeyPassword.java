package io.howdah.internal.io;

import javax.net.ssl.SSLException;

/** Supplies the password of a client's key when it turns out to need one. */
@FunctionalInterface
public interface KeyPassword {
    /**
     * The password, which the caller may overwrite; null when there is none.
     *
     * @param prompt what a person might be asked
     * @throws SSLException when it cannot be had
     */
    char[] get(String prompt) throws SSLException;
}
