package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLXML;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import javax.xml.transform.Result;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.sax.SAXResult;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stax.StAXResult;
import javax.xml.transform.stax.StAXSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlXmlImplTest {
    private static final String XML = "<a b=\"ü\"><c/>text</a>";

    private static String transform(Source source) throws TransformerException {
        StringWriter out = new StringWriter();
        TransformerFactory.newInstance().newTransformer().transform(source, new StreamResult(out));
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(classes = {DOMSource.class, SAXSource.class, StAXSource.class, StreamSource.class})
    void isReadAsEverySource(Class<? extends Source> source) throws Exception {
        String read = transform(new SqlXmlImpl(XML).getSource(source));
        assertTrue(read.endsWith(XML), read);
    }

    @ParameterizedTest
    @ValueSource(classes = {DOMResult.class, SAXResult.class, StreamResult.class})
    void isWrittenAsAResultOfATransformation(Class<? extends Result> result) throws Exception {
        SQLXML xml = new SqlXmlImpl();
        TransformerFactory.newInstance()
                .newTransformer()
                .transform(
                        new DOMSource(
                                new SqlXmlImpl(XML).getSource(DOMSource.class).getNode()),
                        xml.setResult(result));
        assertTrue(xml.getString().endsWith(XML), xml.getString());
    }

    @Test
    void isWrittenByAnXmlStreamWriter() throws Exception {
        SQLXML xml = new SqlXmlImpl();
        XMLStreamWriter writer = xml.setResult(StAXResult.class).getXMLStreamWriter();
        writer.writeStartElement("a");
        writer.writeCharacters("<");
        writer.writeEndElement();
        writer.close();
        assertEquals("<a>&lt;</a>", xml.getString());
    }

    @Test
    void isReadAndWrittenAsStreams() throws Exception {
        SQLXML bytes = new SqlXmlImpl();
        try (OutputStream out = bytes.setBinaryStream()) {
            out.write(XML.getBytes(StandardCharsets.UTF_8));
        }
        SQLXML chars = new SqlXmlImpl();
        try (Writer out = chars.setCharacterStream()) {
            out.write(XML);
        }
        assertEquals(XML, bytes.getString());
        assertEquals(XML, chars.getString());
        assertEquals(XML, new String(chars.getBinaryStream().readAllBytes(), StandardCharsets.UTF_8));
        StringWriter read = new StringWriter();
        bytes.getCharacterStream().transferTo(read);
        assertEquals(XML, read.toString());
    }

    @Test
    void knowsWhatItIsNotReadyFor() throws SQLException {
        SQLXML xml = new SqlXmlImpl();
        assertEquals("55000", assertThrows(SQLException.class, xml::getString).getSQLState());
        xml.setString(XML);
        assertEquals(
                "55000",
                assertThrows(SQLException.class, () -> xml.setString(XML)).getSQLState());
        assertEquals(
                "55000", assertThrows(SQLException.class, xml::setBinaryStream).getSQLState());
        assertEquals(
                "22023",
                assertThrows(SQLException.class, () -> xml.getSource(OtherSource.class))
                        .getSQLState());
        xml.free();
        xml.free();
        assertEquals("55000", assertThrows(SQLException.class, xml::getString).getSQLState());
    }

    /** A source that nobody knows. */
    private static final class OtherSource extends StreamSource {}

    @Test
    void textThatIsNoXmlFailsWhereItIsParsed() throws SQLException {
        SQLXML xml = new SqlXmlImpl("<a>");
        assertEquals("<a>", xml.getString());
        assertEquals(
                "22000",
                assertThrows(SQLException.class, () -> xml.getSource(DOMSource.class))
                        .getSQLState());
    }

    @Test
    void neitherFilesNorServersAreAskedForEntities(@TempDir Path directory) throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "the secret");
        try (ServerSocket server = new ServerSocket(0)) {
            server.setSoTimeout(1);
            for (String system :
                    new String[] {secret.toUri().toString(), "http://localhost:" + server.getLocalPort() + "/x"}) {
                String xml = "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + system + "\">]><a>&x;</a>";
                assertThrows(SQLException.class, () -> new SqlXmlImpl(xml).getSource(DOMSource.class));
                SAXSource sax = new SqlXmlImpl(xml).getSource(SAXSource.class);
                assertThrows(TransformerException.class, () -> transform(sax));
                assertFalse(staxText(xml).contains("secret"));
            }
            assertThrows(IOException.class, server::accept);
        }
    }

    private static String staxText(String xml) throws SQLException {
        StringBuilder text = new StringBuilder();
        XMLStreamReader reader = new SqlXmlImpl(xml).getSource(StAXSource.class).getXMLStreamReader();
        try {
            while (reader.hasNext()) {
                reader.next();
                if (reader.hasText() && reader.getText() != null) {
                    text.append(reader.getText());
                }
            }
        } catch (XMLStreamException refused) {
            text.append("refused");
        }
        return text.toString();
    }

    @Test
    void entitiesThatMultiplyAreNotExpanded() {
        StringBuilder xml = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 \"0123456789\">");
        for (int i = 1; i < 12; i++) {
            xml.append("<!ENTITY e")
                    .append(i)
                    .append(" \"")
                    .append(("&e" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        xml.append("]><a>&e11;</a>");
        assertThrows(SQLException.class, () -> new SqlXmlImpl(xml.toString()).getSource(DOMSource.class));
    }
}
