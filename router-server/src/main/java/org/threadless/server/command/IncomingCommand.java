package org.threadless.server.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.threadless.router.Receipt;
import org.threadless.router.message.OutgoingMessage;
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

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Mixin private MessageParameters message;

  @Override
  public Integer call() {
    ReceivedMessage received = message.received();
    try (RunningRouter router = RunningRouter.open(config.setup(), ConfigOption.home())) {
      print(router.incoming().incoming(received));
      return 0;
    }
  }

  private void print(Receipt receipt) {
    PrintWriter out = spec.commandLine().getOut();
    for (OutgoingMessage reply : receipt.sent()) {
      out.println(reply.connection() + " < " + reply.text());
    }
    out.println(receipt.status() + " " + receipt.id());
    out.flush();
  }
}
