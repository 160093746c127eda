package org.threadless.server.wiring;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.threadless.http.HttpSettings;
import org.threadless.http.callback.CallbackSettings;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backlog.WaitingCount;
import org.threadless.router.engine.wiring.BackendInstance;
import org.threadless.router.message.BackendName;
import org.threadless.server.config.RouterConfig;

/** What works and is perhaps not meant, for {@code check} and for the log at start. */
public final class Warnings {

  private static final String READ_ON_THE_WAY =
      "whoever is on the way reads what it is told; let its url be https";

  private static final String TRUSTED_PROXIES = "trusted-proxies";

  private Warnings() {}

  /**
   * Returns one line for each.
   *
   * @param ofApps what is to be said of apps
   * @param waiting what waits in the database
   */
  public static List<String> of(Setup setup, List<String> ofApps, List<WaitingCount> waiting) {
    List<String> lines = new ArrayList<>(ofApps);
    setup.backends().stream().flatMap(each -> of(each, setup)).forEach(lines::add);
    setup.config().callbacks().callbacks().stream()
        .filter(CallbackSettings::isReadOnTheWay)
        .map(each -> "callback " + each.shown() + ": " + READ_ON_THE_WAY)
        .forEach(lines::add);
    lines.addAll(ofProxies(setup.config()));
    lines.addAll(ofUnknownBackends(setup, waiting));
    return List.copyOf(lines);
  }

  private static Stream<String> of(BackendInstance backend, Setup setup) {
    List<String> lines = new ArrayList<>(backend.warnings());
    HttpSettings http = setup.config().http();
    if (http.publicUrl().isEmpty()) {
      lines.addAll(backend.warningsWithoutPublicUrl());
    }
    if (backend.isOpenToAll() && !http.isOnlyForThisMachine()) {
      lines.add(
          http.forwarded()
              ? "everybody whom the proxy in front lets through can read and send its messages; let the"
                  + " proxy keep its path to itself, or leave the backend out"
              : "everybody who reaches "
                  + http.host()
                  + " can read and send its messages; let http.host be 127.0.0.1, or leave it out");
    }
    return lines.stream().map(line -> "backend " + backend.name() + ": " + line);
  }

  /** Returns what is to be said once, in {@code http}, and is not, or is said again elsewhere. */
  private static List<String> ofProxies(RouterConfig config) {
    HttpSettings http = config.http();
    List<String> lines = new ArrayList<>();
    if (!http.forwarded()
        && http.tls().isEmpty()
        && http.publicUrl().stream().anyMatch(Warnings::isSecure)) {
      lines.add(
          "http.public-url is https, and the router speaks HTTP: where a proxy in front speaks HTTPS,"
              + " let http have forwarded: true and trusted-proxies, or all callers seem to be that"
              + " proxy");
    }
    String instead =
        http.forwarded()
            ? ": trusted-proxies can be left out, since that of http holds for all that is served"
            : ": trusted-proxies is believed for this alone; forwarded: true and trusted-proxies of"
                + " http say it once for all that is served";
    config.backends().stream()
        .filter(each -> each.settings().has(TRUSTED_PROXIES))
        .forEach(each -> lines.add("backend " + each.name() + instead));
    config.endpoints().stream()
        .filter(each -> each.settings().has(TRUSTED_PROXIES))
        .forEach(each -> lines.add("endpoint " + each.name() + instead));
    return lines;
  }

  private static boolean isSecure(URI url) {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  private static List<String> ofUnknownBackends(Setup setup, List<WaitingCount> waiting) {
    Set<BackendName> configured =
        setup.backends().stream().map(BackendInstance::name).collect(Collectors.toSet());
    return waiting.stream()
        .filter(each -> !configured.contains(each.backend()))
        .map(Warnings::ofUnknownBackend)
        .toList();
  }

  private static String ofUnknownBackend(WaitingCount waiting) {
    return "backend "
        + waiting.backend()
        + " is not configured, and messages of it wait "
        + (waiting.direction() == Direction.IN ? "to be routed" : "to be sent")
        + ": "
        + waiting.count()
        + ", since "
        + waiting.oldest()
        + "; they wait until it is configured again, or until 'bin/router backend rename "
        + waiting.backend()
        + " NEW' moves all that is its to the backend NEW";
  }
}
