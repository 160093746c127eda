package org.threadless.server.command.typed;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.threadless.router.engine.backlog.Chosen;
import org.threadless.router.engine.wiring.BackendInstance;
import org.threadless.router.text.WrittenUuid;
import org.threadless.server.wiring.Setup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which stored messages a command is for. */
public final class MessageSelection {

  @Mixin private BackendSelection backends;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Only messages received or made then or later: 2026-01-31 or 2026-01-31T15:30:00Z.")
  private String since;

  /**
   * Returns what was chosen, of backends that are configured: nobody works for others.
   *
   * @param id that of one message, or null
   */
  public Chosen chosen(String id, Setup setup) {
    return new Chosen(
        Optional.ofNullable(id).map(MessageSelection::id),
        backends.chosen(
            setup.backends().stream().map(BackendInstance::name).collect(Collectors.toSet())),
        Optional.ofNullable(since).map(MessageSelection::time));
  }

  /** Returns the id that somebody has typed. */
  public static UUID id(String text) {
    return WrittenUuid.parse(text)
        .orElseThrow(() -> new UserException("MESSAGE-ID is not valid: " + text));
  }

  private static Instant time(String text) {
    return new TypedTime("--since", ZoneId.systemDefault(), false).momentOrDay(text);
  }
}
