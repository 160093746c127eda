package org.threadless.server.command.message;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.threadless.router.engine.backlog.Resent;
import org.threadless.router.incoming.UnknownBackendException;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.SendOptions;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.place.Forwardable;
import org.threadless.server.command.typed.MessageParameters;
import org.threadless.server.command.typed.TimeOption;
import org.threadless.server.command.typed.UserException;
import org.threadless.server.wiring.RunningRouter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code router send}: a message that answers nothing, from the command line. */
@Command(
    name = "send",
    description = {
      "Sends one message, and prints its id and what came of it.",
      "With --at it is stored, and goes out when its time has come: while a router serves.",
      "Exit code 0 where it is sent, or QUEUED: it is stored, and waits for its time or turn, or for"
          + " its backend. 1 where it has FAILED, or was CANCELLED.",
      "It may be done while the router serves."
    },
    mixinStandardHelpOptions = true)
public final class SendCommand implements Callable<Integer>, Forwardable {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Mixin private TimeOption time;

  @Parameters(index = "0", paramLabel = "BACKEND", description = "A configured backend.")
  private String backend;

  @Parameters(index = "1", paramLabel = "IDENTITY", description = "Whom it goes to.")
  private String identity;

  @Parameters(index = "2", paramLabel = "TEXT", description = "What is said.")
  private String text;

  @Override
  public Integer call() throws InterruptedException {
    BackendName by = MessageParameters.valid("BACKEND", () -> new BackendName(backend));
    Identity who = MessageParameters.valid("IDENTITY", () -> new Identity(identity));
    SendOptions options = time.options();
    return config
        .workplace()
        .inRouter(
            config.setup(),
            router -> tell(send(new Connection(by, who), options, router), router) ? 0 : 1);
  }

  @Override
  public ConfigOption config() {
    return config;
  }

  private OutgoingMessage send(Connection to, SendOptions options, RunningRouter router) {
    try {
      return router.messenger().send(text, options, to).get(0);
    } catch (UnknownBackendException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new UserException("TEXT is not valid: " + e.getMessage(), e);
    }
  }

  /** Returns whether all is well with it as far as can be told. */
  private boolean tell(OutgoingMessage message, RunningRouter router) throws InterruptedException {
    if (message.notBefore().isPresent()) {
      Instant due = message.notBefore().get();
      print(OutgoingStatus.QUEUED + " " + message.id() + " not before " + time.shown(due));
      return true;
    }
    Resent came = router.awaitSent(List.of(message.id())).get(0);
    Optional<String> why =
        came.status() == OutgoingStatus.QUEUED
            ? came.reason()
                .or(() -> Optional.of(router.obstacles().of(message.connection().backend())))
            : came.reason();
    print(came.status() + " " + came.id() + why.map(reason -> ": " + reason).orElse(""));
    return came.isWell();
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
