package org.threadless.server.command.people;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.threadless.router.engine.broadcast.Broadcast;
import org.threadless.router.engine.broadcast.BroadcastState;
import org.threadless.router.engine.broadcast.BroadcastStore;
import org.threadless.router.text.Printable;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.place.Forwardable;
import org.threadless.server.command.table.TextTable;
import org.threadless.server.command.typed.UserException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code router broadcast}: what goes to many as a whole. */
@Command(
    name = "broadcast",
    description = {
      "Shows, pauses and stops what was sent to many as a whole; the API starts it.",
      "It may be done while the router serves."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      BroadcastCommand.Listing.class,
      BroadcastCommand.Show.class,
      BroadcastCommand.Pause.class,
      BroadcastCommand.Resume.class,
      BroadcastCommand.Stop.class
    })
public final class BroadcastCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }

  /** Something with the broadcasts of the configured database. */
  private abstract static class OfBroadcasts implements Callable<Integer>, Forwardable {

    @Spec private CommandSpec spec;

    @Mixin private ConfigOption config;

    /** Does it. */
    abstract void run(BroadcastStore broadcasts, PrintWriter out);

    @Override
    public final Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      try {
        return config
            .workplace()
            .inDatabase(
                ConfigOption.database(config.read()),
                database -> {
                  run(database.broadcasts(), out);
                  return 0;
                });
      } finally {
        out.flush();
      }
    }

    @Override
    public final ConfigOption config() {
      return config;
    }
  }

  /** {@code router broadcast list}. */
  @Command(
      name = "list",
      description = "Lists broadcasts, the newest first.",
      mixinStandardHelpOptions = true)
  static final class Listing extends OfBroadcasts {

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "20",
        description = "How many at most; by default ${DEFAULT-VALUE}.")
    private int limit;

    @Override
    void run(BroadcastStore broadcasts, PrintWriter out) {
      if (limit < 1) {
        throw new UserException("--limit must be 1 or more: " + limit);
      }
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("ID", "CREATED", "STATE", "MESSAGES", "TITLE"));
      broadcasts
          .list(Optional.empty(), limit)
          .forEach(
              each ->
                  rows.add(
                      List.of(
                          each.id().toString(),
                          each.createdAt().toString(),
                          each.state().name(),
                          Integer.toString(each.total()),
                          each.title().orElse(""))));
      TextTable.print(rows, out);
    }
  }

  /** Something with one broadcast, which is told when it is done. */
  private abstract static class OfOne extends OfBroadcasts {

    @Parameters(paramLabel = "ID", description = "Which one.")
    private String id;

    /** Does it. */
    abstract void change(Broadcast broadcast, BroadcastStore broadcasts);

    @Override
    final void run(BroadcastStore broadcasts, PrintWriter out) {
      Broadcast found = find(broadcasts);
      change(found, broadcasts);
      print(find(broadcasts), out);
    }

    private Broadcast find(BroadcastStore broadcasts) {
      return (PeopleCommand.isId(id)
              ? broadcasts.find(UUID.fromString(id))
              : Optional.<Broadcast>empty())
          .orElseThrow(
              () ->
                  new UserException(
                      "there is no broadcast " + id + "; 'router broadcast list' lists them"));
    }

    private static void print(Broadcast broadcast, PrintWriter out) {
      out.println(
          broadcast.id()
              + "  "
              + broadcast.state()
              + broadcast.title().map(title -> "  " + title).orElse(""));
      out.println("  created: " + broadcast.createdAt());
      broadcast.madeBy().ifPresent(who -> out.println("  by: " + Printable.of(who, who.length())));
      out.println("  messages: " + broadcast.total());
      new TreeMap<>(broadcast.messages())
          .forEach(
              (status, count) ->
                  out.println("    " + status.name().toLowerCase(Locale.ROOT) + ": " + count));
      if (broadcast.passedOver() > 0) {
        out.println("  could not be reached: " + broadcast.passedOver());
      }
    }
  }

  /** {@code router broadcast show}. */
  @Command(
      name = "show",
      description = "Tells how far it has come.",
      mixinStandardHelpOptions = true)
  static final class Show extends OfOne {
    @Override
    void change(Broadcast broadcast, BroadcastStore broadcasts) {}
  }

  /** {@code router broadcast pause}. */
  @Command(
      name = "pause",
      description = "Lets nothing more of it go out for now, on any node.",
      mixinStandardHelpOptions = true)
  static final class Pause extends OfOne {
    @Override
    void change(Broadcast broadcast, BroadcastStore broadcasts) {
      broadcasts.pause(broadcast.id());
    }
  }

  /** {@code router broadcast resume}. */
  @Command(name = "resume", description = "Lets it go on.", mixinStandardHelpOptions = true)
  static final class Resume extends OfOne {
    @Override
    void change(Broadcast broadcast, BroadcastStore broadcasts) {
      if (broadcast.state() == BroadcastState.STOPPED) {
        throw new UserException(
            "broadcast " + broadcast.id() + " is stopped: what has not gone out of it never does");
      }
      broadcasts.resume(broadcast.id());
    }
  }

  /** {@code router broadcast stop}. */
  @Command(
      name = "stop",
      description = {
        "Cancels what has not gone out of it.",
        "A router that serves does so in a while, or the next one that is started."
      },
      mixinStandardHelpOptions = true)
  static final class Stop extends OfOne {
    @Override
    void change(Broadcast broadcast, BroadcastStore broadcasts) {
      broadcasts.stop(broadcast.id());
    }
  }
}
