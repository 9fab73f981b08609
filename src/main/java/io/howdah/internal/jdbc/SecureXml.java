package io.howdah.internal.jdbc;

import java.io.StringReader;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.transform.TransformerConfigurationException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.sax.SAXTransformerFactory;
import javax.xml.transform.sax.TransformerHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/**
 * Parsers and writers for XML that comes from anywhere: no document type declaration, hence no entities of its own, and nothing is ever fetched. A
 * document with a declaration fails to parse; StAX passes over it, and over references to its entities. Stateless; the factories are not safe for threads, so each call makes one.
 */
final class SecureXml {
    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final String GENERAL_ENTITIES = "http://xml.org/sax/features/external-general-entities";
    private static final String PARAMETER_ENTITIES = "http://xml.org/sax/features/external-parameter-entities";

    private SecureXml() {}

    /** @throws SQLException 0A000 when the parser of this JVM cannot be made safe */
    static DocumentBuilder builder() throws SQLException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            factory.setFeature(GENERAL_ENTITIES, false);
            factory.setFeature(PARAMETER_ENTITIES, false);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setNamespaceAware(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setEntityResolver((publicId, systemId) -> nothing());
            builder.setErrorHandler(SilentErrors.INSTANCE);
            return builder;
        } catch (ParserConfigurationException e) {
            throw unsafe(e);
        }
    }

    static XMLReader reader() throws SQLException {
        try {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            factory.setFeature(GENERAL_ENTITIES, false);
            factory.setFeature(PARAMETER_ENTITIES, false);
            factory.setXIncludeAware(false);
            factory.setNamespaceAware(true);
            XMLReader reader = factory.newSAXParser().getXMLReader();
            reader.setEntityResolver((publicId, systemId) -> nothing());
            reader.setErrorHandler(SilentErrors.INSTANCE);
            return reader;
        } catch (ParserConfigurationException | SAXException e) {
            throw unsafe(e);
        }
    }

    private static InputSource nothing() {
        return new InputSource(new StringReader(""));
    }

    static XMLInputFactory inputs() throws SQLException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        try {
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        } catch (IllegalArgumentException e) {
            throw unsafe(e);
        }
        return factory;
    }

    static XMLOutputFactory outputs() {
        return XMLOutputFactory.newInstance();
    }

    static TransformerFactory transformers() throws SQLException {
        TransformerFactory factory = TransformerFactory.newInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        } catch (TransformerConfigurationException e) {
            throw unsafe(e);
        }
        for (String attribute :
                new String[] {XMLConstants.ACCESS_EXTERNAL_DTD, XMLConstants.ACCESS_EXTERNAL_STYLESHEET}) {
            try {
                factory.setAttribute(attribute, "");
            } catch (IllegalArgumentException notKnown) {
                // Some transformers have no such attribute; none is given a stylesheet or a text to parse.
            }
        }
        return factory;
    }

    /** What makes text of SAX events. */
    static TransformerHandler handler() throws SQLException {
        TransformerFactory factory = transformers();
        if (!(factory instanceof SAXTransformerFactory sax)) {
            throw unsafe(null);
        }
        try {
            return sax.newTransformerHandler();
        } catch (TransformerConfigurationException e) {
            throw unsafe(e);
        }
    }

    private static SQLException unsafe(Exception cause) {
        return new SQLNonTransientException(
                "the XML library found on this JVM cannot be used: it knows no way to switch off external entities, or no"
                        + " SAX: remove it from the class path, so that the JDK's own is used",
                "0A000",
                cause);
    }

    /** 22000: the text of a value is no XML, or XML with a document type declaration. */
    static SQLException unreadable(Exception cause) {
        return new SQLDataException("the XML could not be processed: " + cause.getMessage(), "22000", cause);
    }
}
