package org.threadless.http;

import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import org.threadless.router.config.Settings;
import org.threadless.router.message.BackendName;

/**
 * The URLs that gateways reach this server by, which may be those of a proxy in front of it. A
 * backend may have one injected.
 */
public final class PublicUrls {

  private final Optional<URI> root;

  /**
   * @param settings those of this server
   */
  @Inject
  public PublicUrls(HttpSettings settings) {
    this(settings.publicUrl().stream().findFirst());
  }

  /**
   * For what is no server, such as a command.
   *
   * @param root what the server's own setting says, where it says anything
   */
  public PublicUrls(Optional<URI> root) {
    this.root = root;
  }

  /**
   * Returns the URL of the root: the backend's own {@code public-url}, or else the first of {@code
   * http.public-url}; empty where there is none.
   */
  public Optional<URI> root(Optional<URI> ofBackend) {
    return ofBackend.or(() -> root);
  }

  /** Returns the URL that people open a server by, as far as its settings know it. */
  public static URI root(HttpSettings settings) {
    String root = settings.publicUrl().stream().findFirst().orElseGet(settings::root).toString();
    return URI.create(root.endsWith("/") ? root : root + "/");
  }

  /**
   * Returns the URL of a backend, with a slash at its end.
   *
   * @param root the URL of the root, with or without one
   */
  public static String of(URI root, String engine, BackendName backend) {
    String written = root.toString();
    return (written.endsWith("/") ? written.substring(0, written.length() - 1) : written)
        + HttpService.path(engine, backend);
  }

  /** Refuses the value of a setting unless it is the URL of a root. */
  public static URI require(String component, URI url) {
    Settings.httpUrl(component, url);
    Settings.check(
        url.getRawQuery() == null && url.getRawFragment() == null && url.getRawUserInfo() == null,
        component,
        "must be a URL without user, query and fragment");
    return url;
  }
}
