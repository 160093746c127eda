package org.threadless.console.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backend.BackendSettings;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.message.BackendName;

/** Writes what is set for backends of every kind; what an engine has besides may be secret. */
final class ShownSettings {

  private ShownSettings() {}

  static List<BackendPage.Setting> of(ConfiguredBackend backend) {
    BackendSettings settings = backend.settings();
    List<BackendPage.Setting> shown = new ArrayList<>();
    add(shown, "engine", backend.engine());
    add(shown, "handler", backend.handlerName());
    add(shown, "concurrency", concurrency(settings));
    settings.rate().ifPresent(rate -> add(shown, "rate", rate));
    settings.perIdentity().ifPresent(rate -> add(shown, "per-identity", rate));
    settings.perDay().ifPresent(most -> add(shown, "per-day", most));
    settings
        .hours()
        .ifPresent(
            hours -> add(shown, "hours", hours.from() + " to " + hours.to() + " " + hours.zone()));
    if (!settings.fallbacks().isEmpty()) {
      add(
          shown,
          "fallback",
          settings.fallbacks().stream().map(BackendName::value).collect(Collectors.joining(", ")));
    }
    settings.numbers().ifPresent(numbers -> add(shown, "numbers", "region " + numbers.region()));
    return shown;
  }

  private static String concurrency(BackendSettings settings) {
    return settings
        .concurrency()
        .map(most -> most.toString())
        .orElseGet(
            () ->
                "routed "
                    + settings.concurrency(Direction.IN)
                    + ", sent "
                    + settings.concurrency(Direction.OUT));
  }

  private static void add(List<BackendPage.Setting> shown, String name, Object value) {
    shown.add(new BackendPage.Setting(name, value.toString()));
  }
}
