package org.threadless.app.webhook;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.SendOptions;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads what a program answers that was written for Twilio: messages, and nothing else of TwiML.
 */
final class TwimlAnswer {

  private static final Set<String> MESSAGES = Set.of("Message", "Sms");

  private TwimlAnswer() {}

  static ProgramSaid.Answer read(String body, BackendName backend) {
    Element response = parsed(body);
    require(
        response.getTagName().equals("Response"),
        "a <" + response.getTagName() + "> where TwiML has a <Response>");
    List<WebhookReply> replies = new ArrayList<>();
    for (Element verb : elements(response)) {
      require(
          MESSAGES.contains(verb.getTagName()),
          "a <" + verb.getTagName() + ">, which is nothing for a router of messages");
      replies.add(reply(verb, backend));
    }
    return new ProgramSaid.Answer(replies);
  }

  private static WebhookReply reply(Element message, BackendName backend) {
    StringBuilder text = new StringBuilder();
    for (Node node = message.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element noun) {
        require(
            noun.getTagName().equals("Body"),
            "a <" + noun.getTagName() + "> in a <" + message.getTagName() + ">");
        text.append(noun.getTextContent().strip());
      } else if (node.getNodeType() == Node.TEXT_NODE
          || node.getNodeType() == Node.CDATA_SECTION_NODE) {
        text.append(node.getNodeValue());
      }
    }
    return new WebhookReply(text.toString().strip(), to(message, backend), SendOptions.none());
  }

  private static List<Connection> to(Element message, BackendName backend) {
    String to = message.getAttribute("to");
    return to.isEmpty() ? List.of() : List.of(new Connection(backend, new Identity(to)));
  }

  private static List<Element> elements(Element parent) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        found.add(element);
      }
    }
    return found;
  }

  private static Element parsed(String body) {
    try {
      return builder().parse(new InputSource(new StringReader(body.strip()))).getDocumentElement();
    } catch (SAXException e) {
      throw new IllegalArgumentException("what is no XML, or has a document type", e);
    } catch (IOException | ParserConfigurationException e) {
      throw new IllegalStateException("this JVM reads no XML", e);
    }
  }

  // It is of somebody else: no document type, and so no entities but the five, and nothing from
  // elsewhere.
  private static DocumentBuilder builder() throws ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
    factory.setXIncludeAware(false);
    factory.setExpandEntityReferences(false);
    DocumentBuilder builder = factory.newDocumentBuilder();
    // The default one writes to standard error.
    builder.setErrorHandler(new DefaultHandler());
    return builder;
  }

  private static void require(boolean holds, String instead) {
    if (!holds) {
      throw new IllegalArgumentException(instead);
    }
  }
}
