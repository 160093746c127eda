package org.threadless.backend.http.outgoing;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request as it goes to the gateway. */
public final class PreparedRequest implements Prepared {

  private final String method;
  private final URI url;
  private final Map<String, String> headers;
  private final Optional<Content> content;
  private final Masks masks;

  /** The body of a request, and its media type. */
  record Content(String type, String text) {}

  /**
   * What is not shown of a request.
   *
   * @param path whether all of the URL's path and query is a secret
   * @param common the secrets of all requests
   * @param own those of this one
   */
  record Masks(boolean path, Secrets common, List<String> own) {

    Secrets secrets() {
      return common.and(own);
    }
  }

  PreparedRequest(
      String method, URI url, Map<String, String> headers, Optional<Content> content, Masks masks) {
    this.method = method;
    this.url = url;
    this.headers = headers;
    this.content = content;
    this.masks = masks;
  }

  String method() {
    return method;
  }

  /** Returns the URL, perhaps with user and password in it, which are a header too. */
  URI url() {
    return url;
  }

  Map<String, String> headers() {
    return headers;
  }

  Optional<Content> content() {
    return content;
  }

  /** Returns what nobody may read, be it in the gateway's answer. */
  Secrets secrets() {
    return masks.secrets();
  }

  /** Returns all of it as people read it, its secrets masked: a line for each header. */
  public String masked() {
    Secrets secrets = secrets();
    StringBuilder shown = new StringBuilder(method).append(' ').append(root());
    shown.append(masks.path() ? "/***" : secrets.masked(pathAndQuery())).append('\n');
    headers.forEach(
        (name, value) ->
            shown.append(name).append(": ").append(shown(name, value, secrets)).append('\n'));
    content.ifPresent(
        body ->
            shown
                .append("Content-Type: ")
                .append(body.type())
                .append("\n\n")
                .append(secrets.masked(body.text()))
                .append('\n'));
    return shown.toString();
  }

  private static String shown(String name, String value, Secrets secrets) {
    return name.equals(OutgoingRequests.AUTHORIZATION)
        ? value.substring(0, value.indexOf(' ') + 1) + "***"
        : secrets.masked(value);
  }

  private String root() {
    String authority = url.getRawAuthority();
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    return url.getScheme() + "://" + masks.common().masked(host);
  }

  private String pathAndQuery() {
    return url.getRawQuery() == null
        ? url.getRawPath()
        : url.getRawPath() + "?" + url.getRawQuery();
  }

  /** Returns where it goes, without what may be a secret. */
  @Override
  public String toString() {
    return method + " to " + root();
  }
}
