package org.threadless.server.command.message;

import java.io.PrintWriter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.Chosen;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.place.Forwardable;
import org.threadless.server.command.typed.MessageSelection;
import org.threadless.server.command.typed.UserException;
import org.threadless.server.wiring.RunningRouter;
import org.threadless.server.wiring.Setup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Does again what went wrong with stored messages: with one of them, or with all. */
abstract class RepeatCommand implements Callable<Integer>, Forwardable {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Mixin private MessageSelection selection;

  @Option(names = "--dry-run", description = "Only lists them, each with what went wrong.")
  private boolean dryRun;

  private final String messages;
  private final String done;

  /**
   * @param messages which messages it is for, after "that of"
   * @param done what is done again with them
   */
  RepeatCommand(String messages, String done) {
    this.messages = messages;
    this.done = done;
  }

  /** Returns the id of the only message that is meant, or null where all are. */
  abstract String id();

  abstract List<UUID> find(Chosen chosen, Backlog backlog);

  /** Returns what went wrong with messages, in lines that begin with the message's id. */
  abstract Stream<String> list(List<UUID> messages, Backlog backlog);

  /** Does it again, and returns whether all went well. */
  abstract boolean repeat(List<UUID> messages, RunningRouter router) throws InterruptedException;

  @Override
  public Integer call() throws InterruptedException {
    Setup setup = config.setup();
    Chosen chosen = selection.chosen(id(), setup);
    return config.workplace().inRouter(setup, router -> repeat(chosen, router));
  }

  private int repeat(Chosen chosen, RunningRouter router) throws InterruptedException {
    List<UUID> found = find(chosen, router.backlog());
    if (found.isEmpty() && id() != null) {
      throw new UserException("MESSAGE-ID is not that of " + messages);
    }
    if (dryRun) {
      list(found, router.backlog()).forEach(this::print);
      printCount(found);
      return 0;
    }
    return repeat(found, router) ? 0 : 1;
  }

  @Override
  public final ConfigOption config() {
    return config;
  }

  void printCount(List<UUID> again) {
    print("to be " + done + " again: " + again.size());
  }

  void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
