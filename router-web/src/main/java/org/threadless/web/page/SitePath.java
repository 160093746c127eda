package org.threadless.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/**
 * A page of this server to go on to, and of no other: what a link says may be written by anybody.
 *
 * @param value path and query, percent-encoded, with a slash at the beginning
 */
public record SitePath(String value) {

  // Two slashes begin the name of a host, and browsers read a backslash as a slash.
  private static final Pattern FORM = Pattern.compile("/(?!/)[!-~&&[^\\\\]]{0,2000}");

  /** The page that is shown where none was asked for. */
  public static final SitePath START = new SitePath("/console/");

  /** Refuses what is no path, or may lead to another server. */
  public SitePath {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("no path of this server");
    }
  }

  /** Returns what somebody asks to go on to, or else the start. */
  public static SitePath of(String asked) {
    return FORM.matcher(asked).matches() ? new SitePath(asked) : START;
  }

  /** Returns the query that asks another page to lead on to this one. */
  public String query() {
    return "?to=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** Returns the page that a request asks for. */
  public static SitePath of(Request request) {
    return of(request.getHttpURI().getPathQuery());
  }
}
