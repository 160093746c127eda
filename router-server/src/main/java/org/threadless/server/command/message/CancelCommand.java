package org.threadless.server.command.message;

import java.io.PrintWriter;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.threadless.router.app.Cancellation;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.place.Forwardable;
import org.threadless.server.command.typed.MessageSelection;
import org.threadless.server.command.typed.UserException;
import org.threadless.server.wiring.RunningRouter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code router cancel}: takes back a message that has not gone out. */
@Command(
    name = "cancel",
    description = {
      "Cancels a message that has not gone out: one that is to be sent later, or waits for its next"
          + " try. One that came in, and waits to be routed, is ERRORED, and the next of its phone"
          + " goes on.",
      "It may be done while the router serves."
    },
    mixinStandardHelpOptions = true)
public final class CancelCommand implements Callable<Integer>, Forwardable {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Parameters(index = "0", paramLabel = "MESSAGE-ID", description = "That of the message.")
  private String id;

  @Override
  public Integer call() throws InterruptedException {
    UUID message = MessageSelection.id(id);
    return config.workplace().inRouter(config.setup(), router -> cancel(message, router));
  }

  private int cancel(UUID message, RunningRouter router) {
    Cancellation came = router.messenger().cancel(message);
    return came == Cancellation.UNKNOWN
        ? tell("ERRORED", message, router.stuckMessages().cancel(message))
        : tell("CANCELLED", message, came);
  }

  @Override
  public ConfigOption config() {
    return config;
  }

  private int tell(String status, UUID message, Cancellation came) {
    String otherwise =
        switch (came) {
          case DONE -> null;
          case WAS_CANCELLED -> "it was cancelled before";
          case UNDER_WAY -> "it is being sent or routed just now";
          case SENT -> "it was sent";
          case DELIVERED -> "it was delivered";
          case FAILED -> "it has failed, and does not go out anyway";
          case UNKNOWN -> "MESSAGE-ID is not that of a message that goes out or waits to be routed";
        };
    if (otherwise != null) {
      throw new UserException("not cancelled: " + otherwise);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(status + " " + message);
    out.flush();
    return 0;
  }
}
