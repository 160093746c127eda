package org.threadless.server.command.typed;

import java.time.Instant;
import java.util.Optional;
import org.threadless.router.engine.history.MessageQuery;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From when until when the messages are that a command is for. */
public final class TimeRange {

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "Only messages that came or were made then or later: 2026-01-31, 2026-01-31T15:30, or"
              + " 2026-01-31T15:30:00Z.")
  private String from;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Only messages that came or were made before then.")
  private String until;

  @Mixin private ZoneOption zone;

  /** Restricts what is looked for to those times. */
  public void addTo(MessageQuery.Builder query) {
    Optional<Instant> first = time("--from", from);
    Optional<Instant> end = time("--until", until);
    if (first.isEmpty() && end.isEmpty()) {
      zone.requireNone("--from and --until, which are");
    }
    if (first.isPresent() && end.isPresent() && !first.get().isBefore(end.get())) {
      throw new UserException("--until must be later than --from: " + until + ", " + from);
    }
    first.ifPresent(query::from);
    end.ifPresent(query::until);
  }

  private Optional<Instant> time(String option, String text) {
    return Optional.ofNullable(text).map(written -> zone.typed(option).momentOrDay(written));
  }
}
