package org.threadless.backend.kannel.check;

import java.io.StringReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.threadless.backend.kannel.text.UrlBytes;
import org.threadless.http.client.GatewayClient;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Reads bearerbox's status page: which boxes and which SMSCs are there. */
final class StatusCheck {

  private final String bearerbox;
  private final URI page;
  private final GatewayClient client;

  StatusCheck(URI statusUrl, String password, GatewayClient client) {
    this.bearerbox = "bearerbox at " + statusUrl;
    this.page = URI.create(statusUrl + "?password=" + UrlBytes.encode(password));
    this.client = client;
  }

  List<Finding> run() throws InterruptedException {
    GatewayClient.Outcome outcome = client.exchange(client.newRequest(page));
    if (outcome instanceof GatewayClient.Failed failed) {
      return List.of(Finding.problem(bearerbox + ": " + failed.reason()));
    }
    String body = ((GatewayClient.Answered) outcome).body();
    if (body.contains("Denied")) {
      return List.of(Finding.unknown(bearerbox + " does not take status-password"));
    }
    try {
      return read(parse(body));
    } catch (Exception e) {
      return List.of(Finding.unknown(bearerbox + ": this is no status page; is status-url right?"));
    }
  }

  private List<Finding> read(Document status) {
    List<Finding> findings = new ArrayList<>();
    String state = text(status.getDocumentElement(), "status");
    findings.add(
        state.startsWith("running")
            ? Finding.ok(bearerbox + " runs")
            : Finding.problem(bearerbox + " is not running but " + state));
    findings.add(
        anyIs(status, "box", "on-line")
            ? Finding.ok("an smsbox is connected to it")
            : Finding.problem("no smsbox is connected to it: nothing comes in or goes out"));
    findings.add(
        anyIs(status, "smsc", "online")
            ? Finding.ok("an SMSC is connected to it")
            : Finding.problem("no SMSC is connected to it: nothing reaches a phone"));
    return findings;
  }

  private static boolean anyIs(Document status, String element, String state) {
    NodeList all = status.getElementsByTagName(element);
    for (int i = 0; i < all.getLength(); i++) {
      if (text((Element) all.item(i), "status").startsWith(state)) {
        return true;
      }
    }
    return false;
  }

  private static String text(Element parent, String child) {
    NodeList found = parent.getElementsByTagName(child);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
  }

  private static Document parse(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    var builder = factory.newDocumentBuilder();
    // Otherwise it writes what is wrong to standard error.
    builder.setErrorHandler(null);
    return builder.parse(new InputSource(new StringReader(xml)));
  }
}
