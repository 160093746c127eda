package org.threadless.storage.history;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.Connection;
import org.threadless.storage.callback.CallbackMapper;
import org.threadless.storage.message.ReportMapper;
import org.threadless.storage.message.ReportRow;
import org.threadless.storage.read.ConversationRow;
import org.threadless.storage.read.LiveMapper;
import org.threadless.storage.read.LiveRow;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.write.sql.LegRow;

/**
 * Tells what became of messages, and changes nothing. Safe for any thread.
 *
 * <p>Every method throws {@link org.threadless.router.conversation.StoreUnavailableException} where
 * the database cannot be used now.
 */
public final class MessageReader implements AutoCloseable {

  private final Transactions reading;
  private final Runnable close;

  /**
   * @param close is run when nothing more is to be read
   */
  public MessageReader(Transactions reading, Runnable close) {
    this.reading = reading;
    this.close = close;
  }

  /** Returns what became of a message; empty where none is stored with that id. */
  public Optional<MessageHistory> history(UUID id) {
    return reading.call(LiveMapper.class, mapper -> mapper.messages(List.of(id))).stream()
        .map(LiveRow::toMessage)
        .map(this::history)
        .findFirst();
  }

  private MessageHistory history(StoredMessage message) {
    UUID id = message.id();
    HistoryRow row = look(mapper -> mapper.more(id));
    return new MessageHistory(
        message,
        Optional.ofNullable(row.externalId()),
        row.updatedAt(),
        Optional.ofNullable(look(mapper -> mapper.waiting(id))),
        look(mapper -> mapper.errors(id)),
        reading.call(ReportMapper.class, mapper -> mapper.reports(id)).stream()
            .map(ReportRow::toReport)
            .toList(),
        reading.call(ReportMapper.class, mapper -> mapper.way(id)).stream()
            .map(LegRow::toLeg)
            .toList(),
        look(mapper -> mapper.answers(id, row.connectionId())),
        reading.call(CallbackMapper.class, mapper -> mapper.untold(id)));
  }

  /**
   * Returns the ids of somebody's last messages, of all of the connections, both ways, in their
   * order.
   *
   * @param limit how many at most
   */
  public List<UUID> last(Collection<Connection> connections, int limit) {
    List<UUID> newestFirst =
        connections.stream()
            .flatMap(connection -> conversation(connection, limit).stream())
            .map(ConversationRow::id)
            .sorted(Comparator.comparing(UUID::toString).reversed())
            .limit(limit)
            .toList();
    return newestFirst.stream().sorted(Comparator.comparing(UUID::toString)).toList();
  }

  private List<ConversationRow> conversation(Connection connection, int limit) {
    String backend = connection.backend().value();
    String identity = connection.identity().value();
    return reading.call(LiveMapper.class, mapper -> mapper.conversation(backend, identity, limit));
  }

  private <T> T look(Function<HistoryMapper, T> query) {
    return reading.call(HistoryMapper.class, query);
  }

  @Override
  public void close() {
    close.run();
  }
}
