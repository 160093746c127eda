package org.threadless.storage.history;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.threadless.router.engine.history.MessageHistory;
import org.threadless.router.engine.history.MessagePage;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.router.engine.history.Messages;
import org.threadless.storage.callback.CallbackMapper;
import org.threadless.storage.message.ReportMapper;
import org.threadless.storage.message.ReportRow;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.write.row.LegRow;
import org.threadless.storage.write.row.MessageRow;
import org.threadless.storage.write.row.ResendingRow;
import org.threadless.storage.write.value.Columns;

/** Reads, each call in short transactions of its own. */
public final class MessageReader implements Messages, AutoCloseable {

  private final Transactions reading;
  private final Runnable close;

  /**
   * @param close is run when nothing more is to be read
   */
  public MessageReader(Transactions reading, Runnable close) {
    this.reading = reading;
    this.close = close;
  }

  @Override
  public MessagePage search(MessageQuery query) {
    Optional<List<UUID>> connections =
        reading.call(SearchMapper.class, mapper -> new WantedConnections(mapper).of(query));
    if (connections.filter(List::isEmpty).isPresent()) {
      return new MessagePage(List.of(), Optional.empty(), Optional.empty());
    }
    Wanted wanted = Wanted.of(query, connections.orElse(null));
    return new Search(query, wanted, reading, System::nanoTime).run();
  }

  @Override
  public Optional<MessageHistory> find(UUID id) {
    return look(mapper -> mapper.messages(Columns.ids(List.of(id)))).stream()
        .map(this::history)
        .findFirst();
  }

  private MessageHistory history(HistoryRow row) {
    UUID id = row.id();
    return new MessageHistory(
        row.toMessage(),
        Optional.ofNullable(row.externalId()),
        MessageRow.fields(row.fields()),
        row.updatedAt(),
        Optional.ofNullable(row.validUntil()),
        row.waiting(),
        Optional.ofNullable(row.reference()),
        Optional.ofNullable(row.app()),
        Optional.ofNullable(row.broadcast()),
        look(mapper -> mapper.resendings(id)).stream().map(ResendingRow::toResending).toList(),
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

  private <T> T look(Function<HistoryMapper, T> query) {
    return reading.call(HistoryMapper.class, query);
  }

  @Override
  public void close() {
    close.run();
  }
}
