package org.threadless.server.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.threadless.router.engine.store.Backlog;
import org.threadless.router.engine.store.Chosen;
import org.threadless.router.engine.store.Errored;
import org.threadless.server.wiring.RunningRouter;
import org.threadless.server.wiring.Setup;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code router retry}: routes messages again that could not be routed, or that an app threw at.
 */
@Command(
    name = "retry",
    description = {
      "Routes messages again that could not be routed (ERRORED), or that an app threw at, when the"
          + " cause is mended.",
      "Each is routed as if it had just come: all apps see it, also those that saw it before, and"
          + " what they reply is sent.",
      "With PostgreSQL this may be done while the router serves."
    },
    mixinStandardHelpOptions = true)
final class RetryCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Mixin private MessageSelection selection;

  @ArgGroup(multiplicity = "1")
  private Which which;

  @Option(
      names = "--dry-run",
      description = "Only lists them: id, backend, time, app, phase and error.")
  private boolean dryRun;

  /** One message, or all. */
  private static final class Which {

    @Parameters(index = "0", paramLabel = "MESSAGE-ID", description = "Only this message.")
    private String id;

    // Only to be there: one of the two must be.
    @SuppressWarnings("unused")
    @Option(
        names = "--errored",
        description = "All messages that could not be routed, or that an app threw at.")
    private boolean errored;
  }

  @Override
  public Integer call() throws InterruptedException {
    Setup setup = config.setup();
    Chosen chosen = selection.chosen(which.id, setup);
    try (RunningRouter router = RunningRouter.open(setup, ConfigOption.home())) {
      List<UUID> found = router.backlog().errored(chosen);
      if (found.isEmpty() && which.id != null) {
        throw new UserException(
            "MESSAGE-ID is not that of a message that could not be routed, or that an app threw at");
      }
      return dryRun ? list(found, router.backlog()) : retry(found, router);
    }
  }

  private int list(List<UUID> messages, Backlog backlog) {
    PrintWriter out = spec.commandLine().getOut();
    backlog.errors(messages).forEach(each -> out.println(line(each)));
    out.println("to be routed again: " + messages.size());
    out.flush();
    return 0;
  }

  private static String line(Errored errored) {
    String app = errored.error().app();
    return String.join(
        " ",
        errored.id().toString(),
        errored.backend().value(),
        errored.receivedAt().toString(),
        app.isEmpty() ? "not routed" : "app " + app + " in " + errored.error().phase(),
        errored.error().error().lines().findFirst().orElse(""));
  }

  private int retry(List<UUID> messages, RunningRouter router) throws InterruptedException {
    List<UUID> again = router.backlog().retry(messages);
    router.awaitRouted(again);
    long left = router.backlog().errors(again).stream().map(Errored::id).distinct().count();
    PrintWriter out = spec.commandLine().getOut();
    out.println("routed again: " + (again.size() - left) + ", with an error again: " + left);
    out.flush();
    return left == 0 ? 0 : 1;
  }
}
