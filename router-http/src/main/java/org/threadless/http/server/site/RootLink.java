package org.threadless.http.server.site;

import org.eclipse.jetty.util.StringUtil;

/**
 * Somewhere to go from the root of the server.
 *
 * @param path on this server; empty for what is elsewhere
 * @param name what it is called there
 * @param what what it is, in a few words
 */
public record RootLink(String path, String name, String what) {

  String html() {
    String shown = StringUtil.sanitizeXmlString(name);
    String href = StringUtil.sanitizeXmlString(path);
    String link = path.isEmpty() ? shown : "<a href=\"" + href + "\">" + shown + "</a>";
    return "<li>" + link + "<span>" + StringUtil.sanitizeXmlString(what) + "</span></li>\n";
  }

  String text() {
    return "  " + (path.isEmpty() ? name : path) + "  " + what + "\n";
  }
}
