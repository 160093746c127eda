package org.threadless.server.command.message;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.Chosen;
import org.threadless.router.engine.backlog.Errored;
import org.threadless.router.loop.Tellable;
import org.threadless.router.message.IncomingStatus;
import org.threadless.server.wiring.RunningRouter;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
      "It may be done while the router serves."
    },
    mixinStandardHelpOptions = true)
public final class RetryCommand extends RepeatCommand {

  @ArgGroup(multiplicity = "1")
  private Which which;

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

  RetryCommand() {
    super("a message that could not be routed, or that an app threw at", "routed");
  }

  @Override
  String id() {
    return which.id;
  }

  @Override
  List<UUID> find(Chosen chosen, Backlog backlog) {
    return backlog.errored(chosen);
  }

  @Override
  Stream<String> list(List<UUID> messages, Backlog backlog) {
    return backlog.errors(messages).stream().map(RetryCommand::line);
  }

  private static String line(Errored errored) {
    String app = errored.error().app();
    return String.join(
        " ",
        errored.id().toString(),
        errored.backend().value(),
        errored.receivedAt().toString(),
        app.isEmpty() ? "not routed" : "app " + app + " in " + errored.error().phase(),
        Tellable.firstLine(errored.error().error()));
  }

  @Override
  boolean repeat(List<UUID> messages, RunningRouter router) throws InterruptedException {
    List<UUID> again = router.backlog().retry(messages);
    long waiting = router.awaitRouted(again).stream().filter(IncomingStatus.QUEUED::equals).count();
    long left = router.backlog().errors(again).stream().map(Errored::id).distinct().count();
    print(
        "routed again: "
            + (again.size() - left - waiting)
            + ", with an error again: "
            + left
            + (waiting == 0 ? "" : ", and put off by an app: " + waiting));
    return left == 0;
  }
}
