package org.threadless.server.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.threadless.router.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.server.wiring.RunningRouter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
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

  @Parameters(index = "0", paramLabel = "BACKEND", description = "A configured backend.")
  private String backend;

  @Parameters(index = "1", paramLabel = "IDENTITY", description = "Who says it.")
  private String identity;

  @Parameters(index = "2", paramLabel = "TEXT", description = "What is said.")
  private String text;

  @Override
  public Integer call() {
    ReceivedMessage message = message();
    try (RunningRouter router = RunningRouter.open(config.setup(), ConfigOption.home())) {
      print(router.incoming().incoming(message));
      return 0;
    }
  }

  private ReceivedMessage message() {
    BackendName from = valid("BACKEND", () -> new BackendName(backend));
    Identity who = valid("IDENTITY", () -> new Identity(identity));
    return valid("TEXT", () -> ReceivedMessage.of(new Connection(from, who), text));
  }

  private static <T> T valid(String argument, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new UserException(argument + " is not valid: " + e.getMessage(), e);
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
