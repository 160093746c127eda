package org.threadless.server.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.server.wiring.RunningRouter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code router incoming}: the single way in, from the command line. */
@Command(
    name = "incoming",
    description = {
      "Routes one message without a server, and prints the replies.",
      "The message is stored, and the replies are sent, as if it had come over HTTP."
    },
    mixinStandardHelpOptions = true)
final class IncomingCommand implements Callable<Integer> {

  private static final int SHOWN = 100;

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Mixin private MessageParameters message;

  @Override
  public Integer call() throws InterruptedException {
    ReceivedMessage received = message.received();
    try (RunningRouter router = RunningRouter.open(config.setup(), ConfigOption.home())) {
      Receipt receipt = router.incoming().incoming(received);
      if (receipt.status() == IncomingStatus.QUEUED) {
        printQueued(receipt.id(), received.connection(), router);
      } else {
        receipt.sent().forEach(reply -> print(reply.connection(), reply.text()));
        print(receipt.status(), receipt.id());
      }
      return 0;
    }
  }

  /** Its backend's handler is queue: it is routed when its turn comes, here or on another node. */
  private void printQueued(UUID id, Connection connection, RunningRouter router)
      throws InterruptedException {
    List<IncomingStatus> statuses = router.awaitRouted(List.of(id));
    router.conversations().conversation(connection, SHOWN).stream()
        .filter(stored -> stored.inResponseTo().filter(id::equals).isPresent())
        .forEach(reply -> print(connection, reply.text()));
    print(statuses.get(0), id);
  }

  private void print(Connection to, String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(to + " < " + text);
    out.flush();
  }

  private void print(IncomingStatus status, UUID id) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(status + " " + id);
    out.flush();
  }
}
