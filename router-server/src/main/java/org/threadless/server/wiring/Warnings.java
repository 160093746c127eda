package org.threadless.server.wiring;

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

/** What works and is perhaps not meant, for {@code check} and for the log at start. */
public final class Warnings {

  private static final String READ_ON_THE_WAY =
      "whoever is on the way reads what it is told; let its url be https";

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
          "everybody who reaches "
              + http.host()
              + " can read and send its messages; let http.host be 127.0.0.1, or leave it out");
    }
    return lines.stream().map(line -> "backend " + backend.name() + ": " + line);
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
