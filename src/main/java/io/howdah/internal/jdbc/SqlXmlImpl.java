package io.howdah.internal.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLXML;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.Result;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerException;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.sax.SAXResult;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.sax.TransformerHandler;
import javax.xml.transform.stax.StAXResult;
import javax.xml.transform.stax.StAXSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A {@link SQLXML}: the text of an xml value, or a place into which an application writes one. Whatever is parsed on the way is parsed by {@link
 * SecureXml}.
 *
 * <p>What is written can be read once it is complete, and never be written over. 55000 for reading what was not written, writing twice, and any
 * use after {@code free}; 22000 for text that cannot be parsed. For one thread at a time.
 */
final class SqlXmlImpl implements SQLXML {
    /** Null before anything has been written, and while that is under way. */
    private String text;

    private boolean written;
    private boolean freed;

    /** What has been handed out for writing, until it is read back. */
    private Pending pending;

    /** The way to what an application has written. */
    @FunctionalInterface
    private interface Pending {
        String text() throws SQLException;
    }

    /** One to write. */
    SqlXmlImpl() {}

    /** One to read. */
    SqlXmlImpl(String text) {
        this.text = text;
        this.written = true;
    }

    private void checkNotFreed() throws SQLException {
        if (freed) {
            throw JdbcErrors.closed("SQLXML object");
        }
    }

    private void beginWriting() throws SQLException {
        checkNotFreed();
        if (written) {
            throw new SQLException(
                    "the SQLXML object has been written already: make another one with Connection.createSQLXML()",
                    "55000");
        }
        written = true;
    }

    private String readable() throws SQLException {
        checkNotFreed();
        if (!written) {
            throw new SQLException("the SQLXML object is empty: write to it first", "55000");
        }
        if (pending != null) {
            text = pending.text();
            pending = null;
        }
        return text;
    }

    // Reading

    @Override
    public String getString() throws SQLException {
        return readable();
    }

    @Override
    public Reader getCharacterStream() throws SQLException {
        return new StringReader(readable());
    }

    /** The text in UTF-8. A declaration in it that names another encoding is a thing of the past, as in every text of the database. */
    @Override
    public InputStream getBinaryStream() throws SQLException {
        return new ByteArrayInputStream(readable().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public <T extends Source> T getSource(Class<T> sourceClass) throws SQLException {
        String xml = readable();
        Source source;
        try {
            if (sourceClass == null || sourceClass == Source.class || sourceClass == DOMSource.class) {
                source = new DOMSource(SecureXml.builder().parse(new InputSource(new StringReader(xml))));
            } else if (sourceClass == SAXSource.class) {
                source = new SAXSource(SecureXml.reader(), new InputSource(new StringReader(xml)));
            } else if (sourceClass == StreamSource.class) {
                source = new StreamSource(new StringReader(xml));
            } else if (sourceClass == StAXSource.class) {
                source = new StAXSource(SecureXml.inputs().createXMLStreamReader(new StringReader(xml)));
            } else {
                throw unknown("source", sourceClass, "DOMSource, SAXSource, StAXSource or StreamSource");
            }
        } catch (SAXException | XMLStreamException | IOException e) {
            throw SecureXml.unreadable(e);
        }
        @SuppressWarnings("unchecked") // made for that class above
        T asked = (T) source;
        return asked;
    }

    private static SQLException unknown(String what, Class<?> given, String expected) {
        return JdbcErrors.invalid("class of an XML " + what + ": expected " + expected + ", got " + given.getName());
    }

    // Writing

    @Override
    public void setString(String value) throws SQLException {
        beginWriting();
        text = value;
    }

    /** UTF-8. */
    @Override
    public OutputStream setBinaryStream() throws SQLException {
        beginWriting();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        pending = () -> bytes.toString(StandardCharsets.UTF_8);
        return bytes;
    }

    @Override
    public Writer setCharacterStream() throws SQLException {
        beginWriting();
        return writer();
    }

    private StringWriter writer() {
        StringWriter writer = new StringWriter();
        pending = writer::toString;
        return writer;
    }

    @Override
    public <T extends Result> T setResult(Class<T> resultClass) throws SQLException {
        beginWriting();
        Result result;
        try {
            if (resultClass == null || resultClass == Result.class || resultClass == DOMResult.class) {
                DOMResult dom = new DOMResult();
                pending = () -> serialize(dom);
                result = dom;
            } else if (resultClass == SAXResult.class) {
                TransformerHandler handler = SecureXml.handler();
                handler.setResult(new StreamResult(writer()));
                result = new SAXResult(handler);
            } else if (resultClass == StreamResult.class) {
                result = new StreamResult(writer());
            } else if (resultClass == StAXResult.class) {
                result = new StAXResult(SecureXml.outputs().createXMLStreamWriter(writer()));
            } else {
                throw unknown("result", resultClass, "DOMResult, SAXResult, StAXResult or StreamResult");
            }
        } catch (XMLStreamException e) {
            throw SecureXml.unreadable(e);
        }
        @SuppressWarnings("unchecked") // made for that class above
        T asked = (T) result;
        return asked;
    }

    private static String serialize(DOMResult dom) throws SQLException {
        StringWriter writer = new StringWriter();
        try {
            SecureXml.transformers().newTransformer().transform(new DOMSource(dom.getNode()), new StreamResult(writer));
        } catch (TransformerException e) {
            throw SecureXml.unreadable(e);
        }
        return writer.toString();
    }

    @Override
    public void free() {
        freed = true;
        text = null;
        pending = null;
    }
}
