package org.threadless.server.command.message;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.threadless.router.engine.history.MessageHistory;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.router.engine.history.Messages;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Identity;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.place.Forwardable;
import org.threadless.server.command.typed.BackendSelection;
import org.threadless.server.command.typed.MessageParameters;
import org.threadless.server.command.typed.MessageSelection;
import org.threadless.server.command.typed.TypedIdentity;
import org.threadless.server.command.typed.UserException;
import org.threadless.server.config.ConfigFile;
import org.threadless.storage.offline.CheckedDatabase;
import org.threadless.storage.pool.DatabaseSettings;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code router message}: what became of a message. */
@Command(
    name = "message",
    description = {
      "Prints what became of a message: its status and why, how often it was tried and when it is"
          + " tried next, or what keeps it back, the gateway's id, and the delivery reports on it;"
          + " with MESSAGE-ID also which backends it was given to, and what they answered.",
      "Nothing is changed. It may be done while the router serves."
    },
    mixinStandardHelpOptions = true)
public final class MessageCommand implements Callable<Integer>, Forwardable {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Mixin private BackendSelection backends;

  @ArgGroup(multiplicity = "1")
  private Which which;

  @Option(
      names = "--last",
      paramLabel = "COUNT",
      description = "With --of: how many; default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private int last;

  /** One message, or somebody's. */
  private static final class Which {

    @Parameters(index = "0", paramLabel = "MESSAGE-ID", description = "This message.")
    private String id;

    @Option(
        names = "--of",
        paramLabel = "IDENTITY",
        description = "The last message from or to this number: +254700111222.")
    private String identity;
  }

  @Override
  public Integer call() {
    ConfigFile file = config.read();
    List<BackendName> among = List.copyOf(backends.chosen(ConfigOption.names(file)));
    DatabaseSettings settings = ConfigOption.database(file);
    List<MessageHistory> found =
        config
            .workplace()
            .inHistory(
                settings,
                messages ->
                    which.id == null ? last(messages, among, file) : List.of(one(messages)));
    CheckedDatabase now = now(found, settings);
    PrintWriter out = spec.commandLine().getOut();
    found.stream()
        .map(each -> new HistoryLines(each, now, Instant.now()))
        .flatMap(lines -> (which.id == null ? lines.brief() : lines.all()).stream())
        .forEach(out::println);
    out.flush();
    return 0;
  }

  @Override
  public ConfigOption config() {
    return config;
  }

  private CheckedDatabase now(List<MessageHistory> found, DatabaseSettings settings) {
    return found.stream().anyMatch(each -> each.waiting().isPresent())
        ? config.workplace().state(settings)
        : CheckedDatabase.unread("", Optional.empty());
  }

  private MessageHistory one(Messages messages) {
    UUID id = MessageSelection.id(which.id);
    return messages.find(id).orElseThrow(() -> new UserException("no message is stored as " + id));
  }

  private List<MessageHistory> last(Messages messages, List<BackendName> among, ConfigFile file) {
    Identity identity = MessageParameters.valid("--of", () -> new Identity(which.identity));
    Deque<UUID> ids = new ArrayDeque<>();
    if (!among.isEmpty()) {
      MessageQuery.Builder query =
          MessageQuery.builder().connections(new TypedIdentity(identity, file).on(among));
      new PagedSearch(messages, query)
          .newest(Math.max(last, 1), found -> ids.addFirst(found.message().id()));
    }
    if (ids.isEmpty()) {
      throw new UserException(
          among.stream()
              .map(BackendName::value)
              .sorted()
              .collect(
                  Collectors.joining(
                      ", ",
                      "no message from or to " + identity.value() + " is stored of the backends ",
                      "; it is looked for as it is stored, mostly with a +")));
    }
    return ids.stream().map(messages::find).flatMap(Optional::stream).toList();
  }
}
