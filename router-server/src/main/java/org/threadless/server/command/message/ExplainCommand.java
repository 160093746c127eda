package org.threadless.server.command.message;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.threadless.router.engine.routing.AppCall;
import org.threadless.router.engine.routing.Trace;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.typed.MessageParameters;
import org.threadless.server.command.typed.UserException;
import org.threadless.server.wiring.Setup;
import org.threadless.server.wiring.TrialRouter;
import org.threadless.storage.pool.DatabaseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code router explain}: the way that a message would take. */
@Command(
    name = "explain",
    description = {
      "Routes one message with nothing stored and nothing sent, and prints the way it took:",
      "each app and phase, how long it was there, what it decided and changed, and what would",
      "have gone out."
    },
    mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Mixin private MessageParameters message;

  @Option(
      names = "--in-memory",
      description = {
        "Begin with empty tables in memory instead of those of the configured database,",
        "which an embedded database needs while a router serves."
      })
  private boolean inMemory;

  @Override
  public Integer call() {
    ReceivedMessage received = message.received();
    Setup setup = config.setup();
    List<AppCall> calls = new ArrayList<>();
    try (TrialRouter router = open(setup, into(calls))) {
      Receipt receipt = router.incoming().incoming(received);
      PrintWriter out = spec.commandLine().getOut();
      new Explanation(received, receipt, calls).lines().forEach(out::println);
      out.flush();
      return 0;
    }
  }

  private static Trace into(List<AppCall> calls) {
    return new Trace() {
      @Override
      public void called(AppCall call) {
        calls.add(call);
      }

      @Override
      public void anew() {
        calls.clear();
      }
    };
  }

  private TrialRouter open(Setup setup, Trace trace) {
    if (inMemory) {
      return TrialRouter.inMemory(setup, trace);
    }
    try {
      return TrialRouter.onDatabase(setup, ConfigOption.home(), trace);
    } catch (DatabaseException e) {
      throw e.inUse() ? new UserException(e.getMessage() + "; or give --in-memory", e) : e;
    }
  }
}
