package org.threadless.server.command;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.store.Errored;
import org.threadless.server.wiring.RunningRouter;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code router retry}: routes messages again that could not be routed. */
@Command(
    name = "retry",
    description = {
      "Routes messages again that could not be routed (ERRORED), when their cause is mended.",
      "With PostgreSQL this may be done while the router serves."
    },
    mixinStandardHelpOptions = true)
final class RetryCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @ArgGroup(multiplicity = "1")
  private Which which;

  @Option(names = "--backend", paramLabel = "NAME", description = "Only messages of this backend.")
  private String backend;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only messages received then or later: 2026-01-31 or 2026-01-31T15:30:00Z.")
  private String since;

  /** One message, or all. */
  private static final class Which {

    @Parameters(index = "0", paramLabel = "MESSAGE-ID", description = "Only this message.")
    private String id;

    // Only to be there: one of the two must be.
    @SuppressWarnings("unused")
    @Option(names = "--errored", description = "All messages that could not be routed.")
    private boolean errored;
  }

  @Override
  public Integer call() throws InterruptedException {
    Errored errored =
        new Errored(
            Optional.ofNullable(which.id).map(RetryCommand::id),
            Optional.ofNullable(backend).map(RetryCommand::backend),
            Optional.ofNullable(since).map(RetryCommand::time));
    try (RunningRouter router = RunningRouter.open(config.setup(), ConfigOption.home())) {
      List<UUID> again = router.backlog().retry(errored);
      if (again.isEmpty() && which.id != null) {
        throw new UserException("MESSAGE-ID is not that of a message that could not be routed");
      }
      long left =
          router.awaitRouted(again).stream()
              .filter(status -> status == IncomingStatus.ERRORED)
              .count();
      print(again.size(), left);
      return left == 0 ? 0 : 1;
    }
  }

  private void print(int count, long left) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("routed again: " + (count - left) + ", could not be routed again: " + left);
    out.flush();
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new UserException("MESSAGE-ID is not valid: " + text, e);
    }
  }

  private static BackendName backend(String text) {
    try {
      return new BackendName(text);
    } catch (IllegalArgumentException e) {
      throw new UserException("--backend is not valid: " + e.getMessage(), e);
    }
  }

  private static Instant time(String text) {
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new UserException(
          "--since is not a time such as 2026-01-31 or 2026-01-31T15:30:00Z: " + text, e);
    }
  }
}
