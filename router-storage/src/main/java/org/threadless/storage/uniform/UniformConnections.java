package org.threadless.storage.uniform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Numbers;
import org.threadless.storage.node.SoleUse;

/**
 * Finds the stored connections of a backend whose identities are to be written otherwise, and
 * writes them so: those that are one then become one, with all that they have. Done in small
 * transactions, so that what is broken off can be gone on with by doing it again. Nothing else may
 * work on the database meanwhile.
 *
 * <p>Every method throws {@link org.threadless.router.conversation.StoreUnavailableException} where
 * the database cannot be used now.
 */
public final class UniformConnections implements AutoCloseable {

  private static final UUID FIRST = new UUID(0, 0);
  private static final int CONNECTIONS = 1000;

  private final SoleUse database;

  /**
   * @param database is closed with this
   */
  public UniformConnections(SoleUse database) {
    this.database = database;
  }

  /** Returns why nothing may be changed now, for people; empty where it may. */
  public Optional<String> obstacle(BackendName backend) {
    Optional<String> obstacle = database.obstacle();
    if (obstacle.isPresent()) {
      return obstacle;
    }
    long taken = ask(mapper -> mapper.taken(backend.value()));
    return taken == 0
        ? Optional.empty()
        : Optional.of(
            taken
                + " of its messages were under way when a router ended: start it once, so that it"
                + " takes them up, and stop it");
  }

  /**
   * Returns the connections that change, in the order in which they were made; at last those of
   * contacts that nothing has come from.
   */
  public List<Change> changes(BackendName backend, Numbers numbers) {
    List<Change> changes = new ArrayList<>();
    Set<Connection> taken = new HashSet<>();
    UUID after = FIRST;
    List<ConnectionRow> page = page(backend, after);
    while (!page.isEmpty()) {
      for (ConnectionRow row : page) {
        change(row, backend, numbers, taken).ifPresent(changes::add);
        after = row.id();
      }
      page = page(backend, after);
    }
    // No message has the id of these.
    ask(mapper -> mapper.contactsAlone(backend.value())).stream()
        .map(identity -> new ConnectionRow(FIRST, identity))
        .forEach(row -> change(row, backend, numbers, taken).ifPresent(changes::add));
    return changes;
  }

  /**
   * @param taken which connections there will be by the changes before it
   */
  private Optional<Change> change(
      ConnectionRow row, BackendName backend, Numbers numbers, Set<Connection> taken) {
    Connection now = Connection.stored(backend.value(), row.identity());
    Connection then = numbers.uniform(now);
    if (then.equals(now)) {
      return Optional.empty();
    }
    boolean joins = !taken.add(then) || isStored(then);
    return Optional.of(
        new Change(row.id(), now, then, ask(mapper -> mapper.count(row.id())), joins));
  }

  /** Makes one of the changes; those before it in the list have been made. */
  public void make(Change change) {
    UUID into = Optional.ofNullable(find(change.then())).orElse(change.id());
    Move move = new Move(change, into);
    UUID after = FIRST;
    while (after != null) {
      UUID from = after;
      after = ask(mapper -> move.messages(mapper, from));
    }
    Boolean unused =
        ask(
            mapper -> {
              move.rest(mapper);
              return true;
            });
  }

  private List<ConnectionRow> page(BackendName backend, UUID after) {
    return ask(mapper -> mapper.connections(backend.value(), after, CONNECTIONS));
  }

  private boolean isStored(Connection connection) {
    return find(connection) != null;
  }

  private UUID find(Connection connection) {
    return ask(
        mapper -> mapper.connection(connection.backend().value(), connection.identity().value()));
  }

  private <T> T ask(Function<UniformMapper, T> query) {
    return database.ask(UniformMapper.class, query);
  }

  @Override
  public void close() {
    database.close();
  }
}
