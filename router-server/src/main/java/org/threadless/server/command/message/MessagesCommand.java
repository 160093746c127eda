package org.threadless.server.command.message;

import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.threadless.router.app.AppName;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.router.engine.history.Messages;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Identity;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.place.Forwardable;
import org.threadless.server.command.typed.BackendSelection;
import org.threadless.server.command.typed.MessageParameters;
import org.threadless.server.command.typed.TimeRange;
import org.threadless.server.command.typed.TypedIdentity;
import org.threadless.server.command.typed.UserException;
import org.threadless.server.config.ConfigFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code router messages}: which messages there are. */
@Command(
    name = "messages",
    description = {
      "Lists messages, the newest first, a line for each: id, time, from or to whom by which backend,"
          + " status and why, when it is due where it waits, and the text. What failed yesterday:"
          + " --status failed --from 2026-01-30 --until 2026-01-31.",
      "Several options hold together. 'router message' with an id prints all that is known of it.",
      "Nothing is changed. It may be done while the router serves."
    },
    mixinStandardHelpOptions = true)
public final class MessagesCommand implements Callable<Integer>, Forwardable {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Mixin private TimeRange times;

  @Mixin private BackendSelection backends;

  @Option(
      names = "--identity",
      paramLabel = "IDENTITY",
      description = "Only messages from or to this number: +254700111222.")
  private String identity;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      split = ",",
      description = "Only messages that have this status, or one of these: failed,errored.")
  private List<String> statuses = List.of();

  @Option(
      names = "--direction",
      paramLabel = "in|out",
      description = "Only messages that came in, or that go out.")
  private String direction;

  @Option(
      names = "--app",
      paramLabel = "APP",
      description = "Only messages that this app has handled, or made.")
  private String app;

  @Option(
      names = "--text",
      paramLabel = "PART",
      description = "Only messages with this in their text, in capitals or not.")
  private String text;

  @Option(
      names = "--scheduled",
      description = "Only messages that wait for the time before which they are not to be sent.")
  private boolean scheduled;

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      description = "How many at most; default: ${DEFAULT-VALUE}.",
      defaultValue = "50")
  private int limit;

  @Override
  public Integer call() {
    ConfigFile file = config.read();
    MessageQuery.Builder query = query(file);
    return config
        .workplace()
        .inHistory(ConfigOption.database(file), messages -> list(query, messages));
  }

  private int list(MessageQuery.Builder query, Messages messages) {
    PrintWriter out = spec.commandLine().getOut();
    boolean hasMore =
        new PagedSearch(messages, query)
            .newest(limit, found -> out.println(new FoundLine(found).text()));
    out.flush();
    if (hasMore) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("there may be more, which are older: see --limit and --until");
      err.flush();
    }
    return 0;
  }

  @Override
  public ConfigOption config() {
    return config;
  }

  private MessageQuery.Builder query(ConfigFile file) {
    if (limit < 1) {
      throw new UserException("--limit must be 1 or more: " + limit);
    }
    MessageQuery.Builder query = MessageQuery.builder();
    times.addTo(query);
    addWhose(query, file);
    statuses.forEach(name -> MessageParameters.valid("--status", () -> query.status(name)));
    if (direction != null) {
      query.direction(direction());
    }
    if (app != null) {
      query.app(new AppName(app));
    }
    if (text != null) {
      MessageParameters.valid("--text", () -> query.text(text));
    }
    return scheduled ? query.scheduled() : query;
  }

  private void addWhose(MessageQuery.Builder query, ConfigFile file) {
    Set<BackendName> configured = ConfigOption.names(file);
    backends.one(configured).ifPresent(query::backend);
    if (identity != null) {
      Identity typed = MessageParameters.valid("--identity", () -> new Identity(identity));
      MessageParameters.valid(
          "--identity",
          () -> query.connections(new TypedIdentity(typed, file).on(backends.chosen(configured))));
    }
  }

  private Direction direction() {
    return switch (direction) {
      case "in" -> Direction.IN;
      case "out" -> Direction.OUT;
      default -> throw new UserException("--direction must be in or out: " + direction);
    };
  }
}
