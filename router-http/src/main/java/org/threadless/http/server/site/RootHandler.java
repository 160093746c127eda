package org.threadless.http.server.site;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.server.site.RootPage.Group;

/**
 * Leads whoever opens the root of the server to the pages of its endpoints and backends, and to the
 * documents. Others than this machine it leads to the endpoints, each of which says itself who may
 * come in: the names of backends are part of URLs that strangers need not know. Who asks by another
 * name than ours would not be let in there, and learns no more than what this is.
 */
public final class RootHandler extends Handler.Abstract.NonBlocking {

  private static final Group DOCUMENTS =
      new Group(
          "To read",
          List.of(
              new RootLink(
                  "",
                  "README.txt",
                  "in the unzipped folder, or in /usr/share/doc/threadless-router: the first"
                      + " steps"),
              new RootLink(
                  "", "docs", "there as well: apps, people, gateways, Kannel, several routers"),
              new RootLink(
                  "",
                  "conf/router.yml",
                  "or /etc/threadless-router/router.yml: all that can be set"),
              new RootLink(
                  "/health/ready", "health", "whether it can take messages, and what waits")));

  private static final HttpField[] HEADERS = {
    new PreEncodedHttpField("Content-Security-Policy", RootPage.CONTENT_SECURITY_POLICY),
    new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
    new PreEncodedHttpField("X-Frame-Options", "DENY"),
    new PreEncodedHttpField("Referrer-Policy", "same-origin"),
    new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store"),
    new PreEncodedHttpField(HttpHeader.VARY, "Accept"),
  };

  // What a proxy on this machine adds, which hands over the requests of others.
  private static final List<String> OF_PROXIES = List.of("Forwarded", "X-Forwarded-For", "Via");
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final boolean onlyForThisMachine;
  private final HostNames names;
  private final RootPage full;
  private final RootPage forOthers;
  private final RootPage nameOnly = new RootPage(List.of());

  /**
   * @param onlyForThisMachine whether no other can reach the server
   * @param toTry the pages of backends
   * @param toUse the pages of endpoints
   */
  public RootHandler(
      boolean onlyForThisMachine, HostNames names, List<RootLink> toTry, List<RootLink> toUse) {
    this.onlyForThisMachine = onlyForThisMachine;
    this.names = names;
    Group endpoints = new Group("To use", toUse);
    this.full = page(endpoints, new Group("To try", toTry), DOCUMENTS);
    this.forOthers = page(endpoints);
  }

  private static RootPage page(Group... groups) {
    return new RootPage(Stream.of(groups).filter(each -> !each.places().isEmpty()).toList());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    boolean reads =
        HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    if (!reads || !Request.getPathInContext(request).equals("/")) {
      return false;
    }
    HttpFields.Mutable headers = response.getHeaders();
    for (HttpField header : HEADERS) {
      headers.put(header);
    }
    RootPage page = page(request);
    boolean html = isHtmlAskedFor(request);
    headers.put(HttpHeader.CONTENT_TYPE, (html ? "text/html" : "text/plain") + "; charset=UTF-8");
    Content.Sink.write(response, true, html ? page.html() : page.text(), callback);
    return true;
  }

  private RootPage page(Request request) {
    if (isFromThisMachine(request)) {
      return full;
    }
    return names.isMeant(request) ? forOthers : nameOnly;
  }

  private boolean isFromThisMachine(Request request) {
    return onlyForThisMachine
        && THIS_MACHINE.contains(String.valueOf(Request.getServerName(request)))
        && OF_PROXIES.stream().noneMatch(request.getHeaders()::contains);
  }

  private static boolean isHtmlAskedFor(Request request) {
    return request.getHeaders().getQualityCSV(HttpHeader.ACCEPT).stream()
        .anyMatch(type -> type.startsWith("text/html"));
  }
}
