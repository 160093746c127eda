package org.threadless.storage.read;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.threadless.router.conversation.Cleared;
import org.threadless.router.conversation.LiveConversations;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.MessageIds;
import org.threadless.storage.session.Transactions;

/** Reads what pages show, each call in a transaction of its own. */
public final class MyBatisLiveConversations implements LiveConversations {

  private static final String ALL = "";

  // A look costs as much whether there are thousands of messages and connections or millions.
  private static final int NEWEST = 10_000;
  private static final int LATEST = 1000;

  private final Transactions transactions;
  private final Transactions reading;

  /**
   * @param transactions for what is written
   * @param reading for what is read: it holds up nobody who writes
   */
  public MyBatisLiveConversations(Transactions transactions, Transactions reading) {
    this.transactions = transactions;
    this.reading = reading;
  }

  @Override
  public List<UUID> newest(BackendName backend, UUID after, int limit) {
    return look(mapper -> mapper.newest(backend.value(), after, limit, NEWEST));
  }

  @Override
  public List<StoredMessage> messages(Collection<UUID> ids) {
    return ids.isEmpty() ? List.of() : read(mapper -> mapper.messages(ids));
  }

  @Override
  public List<StoredMessage> changes(Connection connection, Instant after) {
    String backend = connection.backend().value();
    String identity = connection.identity().value();
    UUID firstId = MessageIds.firstOf(after);
    return read(mapper -> mapper.changes(backend, identity, firstId, after));
  }

  @Override
  public List<StoredMessage> latest(BackendName backend, int limit) {
    return read(mapper -> mapper.latest(backend.value(), limit, LATEST));
  }

  @Override
  public Cleared cleared(BackendName backend) {
    Map<Identity, UUID> conversations = new HashMap<>();
    UUID all = null;
    for (ClearedRow row : look(mapper -> mapper.cleared(backend.value()))) {
      if (row.identity().equals(ALL)) {
        all = row.upTo();
      } else {
        conversations.put(Identity.stored(row.identity()), row.upTo());
      }
    }
    return new Cleared(Optional.ofNullable(all), conversations);
  }

  @Override
  public void clear(Connection connection, UUID upTo) {
    clear(connection.backend().value(), connection.identity().value(), upTo);
  }

  @Override
  public void clear(BackendName backend, UUID upTo) {
    clear(backend.value(), ALL, upTo);
  }

  private void clear(String backend, String identity, UUID upTo) {
    transactions.call(
        LiveMapper.class,
        mapper ->
            mapper.updateCleared(backend, identity, upTo) == 1
                || mapper.insertCleared(backend, identity, upTo) == 1);
  }

  @Override
  public boolean restore(Connection connection, UUID upTo, Optional<UUID> before) {
    return restore(connection.backend().value(), connection.identity().value(), upTo, before);
  }

  @Override
  public boolean restore(BackendName backend, UUID upTo, Optional<UUID> before) {
    return restore(backend.value(), ALL, upTo, before);
  }

  private boolean restore(String backend, String identity, UUID upTo, Optional<UUID> before) {
    return transactions.call(
        LiveMapper.class,
        mapper ->
            before
                    .map(then -> mapper.restoreCleared(backend, identity, upTo, then))
                    .orElseGet(() -> mapper.removeCleared(backend, identity, upTo))
                == 1);
  }

  private List<StoredMessage> read(Function<LiveMapper, List<LiveRow>> query) {
    return look(query).stream().map(LiveRow::toMessage).toList();
  }

  private <T> T look(Function<LiveMapper, T> query) {
    return reading.call(LiveMapper.class, query);
  }
}
