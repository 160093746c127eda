package org.threadless.http.server.site;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * The names that this server goes by: those of the configuration, localhost, and every address. A
 * page whose own name was made to lead here (DNS rebinding) comes with another.
 */
public final class HostNames {

  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+\\]");

  private final Set<String> names = new HashSet<>();
  private final Set<String> authorities = new HashSet<>();

  /**
   * @param host where the server listens: a name or an address
   * @param publicUrls those that people's browsers know it by
   */
  public HostNames(String host, List<URI> publicUrls) {
    names.add("localhost");
    names.add(host.toLowerCase(Locale.ROOT));
    for (URI url : publicUrls) {
      names.add(url.getHost().toLowerCase(Locale.ROOT));
      authorities.add(url.getAuthority().toLowerCase(Locale.ROOT));
    }
  }

  /** Returns whether a request asks for this server. */
  boolean isMeant(Request request) {
    String host = Request.getServerName(request).toLowerCase(Locale.ROOT);
    return names.contains(host) || ADDRESS.matcher(host).matches();
  }

  /**
   * Returns whether an {@code Origin} is this server, as the request or the configuration names it.
   */
  boolean isOrigin(String origin, Request request) {
    try {
      // The scheme is left out: a proxy in front may speak HTTPS where we speak HTTP.
      String authority = URI.create(origin).getAuthority();
      return authority != null
          && (authority.equalsIgnoreCase(request.getHeaders().get(HttpHeader.HOST))
              || authorities.contains(authority.toLowerCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
