package org.threadless.server.command.message;

import java.io.PrintWriter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.backlog.Resent;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.typed.MessageParameters;
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
      "The message is stored, and the replies are sent, as if it had come over HTTP.",
      "It returns when all that goes out because of it is sent, in its turn and as fast as the"
          + " backend's rate lets it; what has to wait longer it counts, and a router that serves"
          + " sends it."
    },
    mixinStandardHelpOptions = true)
public final class IncomingCommand implements Callable<Integer> {

  private static final int SHOWN = 100;

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Mixin private MessageParameters message;

  @Override
  public Integer call() throws InterruptedException {
    ReceivedMessage received = message.received();
    try (RunningRouter router = RunningRouter.open(config.setup(), ConfigOption.home())) {
      Receipt receipt = router.incoming().incoming(received);
      List<UUID> outgoing =
          receipt.status() == IncomingStatus.QUEUED
              ? printQueued(receipt.id(), received.connection(), router)
              : print(receipt);
      printUnsent(outgoing, router);
      return 0;
    }
  }

  private List<UUID> print(Receipt receipt) {
    List<OutgoingMessage> outgoing =
        Stream.concat(receipt.sent().stream(), receipt.inTurn().stream()).toList();
    outgoing.forEach(reply -> print(reply.connection(), reply.text()));
    print(receipt.status(), receipt.id());
    return outgoing.stream().map(OutgoingMessage::id).toList();
  }

  /** Its backend's handler is queue: it is routed when its turn comes, here or on another node. */
  private List<UUID> printQueued(UUID id, Connection connection, RunningRouter router)
      throws InterruptedException {
    if (router.keepsElsewhere(connection.backend())) {
      print("kept by the backend's handler, to be routed by a router that serves: " + id);
      return List.of();
    }
    List<IncomingStatus> statuses = router.awaitRouted(List.of(id));
    List<StoredMessage> replies =
        router.conversations().conversation(connection, SHOWN).stream()
            .filter(stored -> stored.inResponseTo().filter(id::equals).isPresent())
            .toList();
    replies.forEach(reply -> print(connection, reply.text()));
    print(statuses.get(0), id);
    return replies.stream().map(StoredMessage::id).toList();
  }

  /** Waits until they are sent as far as they can be now, each in its turn. */
  private void printUnsent(List<UUID> outgoing, RunningRouter router) throws InterruptedException {
    if (outgoing.isEmpty()) {
      return;
    }
    List<Resent> waiting = WhyUnsent.with(OutgoingStatus.QUEUED, router.awaitSent(outgoing));
    WhyUnsent.lines("wait to be sent", waiting).forEach(this::print);
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private void print(Connection to, String text) {
    print(to + " < " + text);
  }

  private void print(IncomingStatus status, UUID id) {
    print(status + " " + id);
  }
}
