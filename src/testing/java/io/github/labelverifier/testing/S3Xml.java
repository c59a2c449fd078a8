package io.github.labelverifier.testing;

import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Writes the XML of {@link FakeS3}. */
final class S3Xml {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

    private final StringBuilder text = new StringBuilder(1024);
    private final Deque<String> open = new ArrayDeque<>();

    private S3Xml(String root, String attributes) {
        text.append(DECLARATION).append('<').append(root).append(attributes).append('>');
        open.push(root);
    }

    private S3Xml() {}

    /** A document of that root in S3's namespace. */
    static S3Xml document(String root) {
        return new S3Xml(root, NAMESPACE);
    }

    /** A document of that root without a namespace, as errors are. */
    static S3Xml plainDocument(String root) {
        return new S3Xml(root, "");
    }

    /** Elements without a root, to be appended to a document. */
    static S3Xml fragment() {
        return new S3Xml();
    }

    S3Xml append(S3Xml fragment) {
        text.append(fragment.text);
        return this;
    }

    S3Xml content(String value) {
        escape(value);
        return this;
    }

    S3Xml start(String element) {
        text.append('<').append(element).append('>');
        open.push(element);
        return this;
    }

    S3Xml end() {
        text.append("</").append(open.pop()).append('>');
        return this;
    }

    S3Xml element(String name, Object value) {
        text.append('<').append(name).append('>');
        escape(value.toString());
        text.append("</").append(name).append('>');
        return this;
    }

    S3Xml element(String name, Instant time) {
        return element(name, (Object) TIME.format(time));
    }

    S3Xml element(String name, Optional<?> value) {
        value.ifPresent(v -> element(name, v));
        return this;
    }

    /** All of it, open elements closed. */
    String finish() {
        while (!open.isEmpty()) {
            end();
        }
        return text.toString();
    }

    /**
     * Control characters become references, as S3 writes them: for all but TAB, LF and CR that is no XML 1.0, and parsers refuse the
     * page. That is why a listing must ask for {@code encoding-type=url}.
     */
    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                default -> {
                    if (c < 0x20 || c == 0x7f || c == 0xfffe || c == 0xffff) {
                        text.append("&#x").append(Integer.toHexString(c)).append(';');
                    } else {
                        text.append(c);
                    }
                }
            }
        }
    }

    /** As S3 does for {@code encoding-type=url}: a form's encoding, but slashes stay. */
    static String urlEncode(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }

    /** As some other stores do for it: a blank is {@code %20}, and a plus sign stays what it is. */
    static String urlEncodeButPluses(String key) {
        return urlEncode(key).replace("+", "%20").replace("%2B", "+");
    }

    /**
     * Reads a DeleteObjects request.
     *
     * @return one map of element texts for every {@code Object}; and a last one with {@code Quiet}
     * @throws XMLStreamException if it is no XML, for instance because of a control character
     */
    static List<Map<String, String>> readDelete(byte[] body) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(body), "UTF-8");
        List<Map<String, String>> objects = new ArrayList<>();
        Map<String, String> last = new HashMap<>();
        Map<String, String> current = last;
        StringBuilder content = new StringBuilder();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    content.setLength(0);
                    if (xml.getLocalName().equals("Object")) {
                        current = new HashMap<>();
                        objects.add(current);
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    content.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    if (xml.getLocalName().equals("Object")) {
                        current = last;
                    } else {
                        current.put(xml.getLocalName(), content.toString());
                    }
                }
                default -> {}
            }
        }
        objects.add(last);
        return objects;
    }
}
