package io.howdah.internal.jdbc;

import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Throws what a parser finds wrong, where the JDK's default also prints it to the console. Stateless. */
final class SilentErrors implements ErrorHandler {
    static final SilentErrors INSTANCE = new SilentErrors();

    private SilentErrors() {}

    @Override
    public void warning(SAXParseException warning) {
        // A document with warnings can be read.
    }

    @Override
    public void error(SAXParseException error) throws SAXException {
        throw error;
    }

    @Override
    public void fatalError(SAXParseException error) throws SAXException {
        throw error;
    }
}
