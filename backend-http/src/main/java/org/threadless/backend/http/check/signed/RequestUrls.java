package org.threadless.backend.http.check.signed;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.threadless.backend.http.request.CheckedRequest;

/**
 * The URLs that a gateway may have signed: the one that it calls, as it is configured there, with
 * and without a port.
 */
public final class RequestUrls {

  private static final Map<String, Integer> DEFAULT_PORTS = Map.of("http", 80, "https", 443);

  private final List<String> roots;

  /**
   * @param root the URL that the root of this server is reached by
   */
  public RequestUrls(URI root) {
    String scheme = root.getScheme().toLowerCase(Locale.ROOT);
    String path = root.getRawPath() == null ? "" : root.getRawPath();
    String rest = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    Set<String> all = new LinkedHashSet<>();
    all.add(scheme + "://" + root.getRawAuthority() + rest);
    all.add(scheme + "://" + root.getHost() + rest);
    if (root.getPort() < 0 || root.getPort() == DEFAULT_PORTS.get(scheme)) {
      all.add(scheme + "://" + root.getHost() + ":" + DEFAULT_PORTS.get(scheme) + rest);
    }
    this.roots = List.copyOf(all);
  }

  /** Returns the URLs of a request, with its query. */
  public List<String> of(CheckedRequest request) {
    return of(request.pathAndQuery());
  }

  /** Returns the URLs of a path with its query. */
  public List<String> of(String pathAndQuery) {
    return roots.stream().map(root -> root + pathAndQuery).toList();
  }

  /** Returns a URL without its query. */
  static String path(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }
}
