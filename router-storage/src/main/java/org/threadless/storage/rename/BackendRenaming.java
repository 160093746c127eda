package org.threadless.storage.rename;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.storage.node.SoleUse;

/**
 * Lets all that is stored of a backend be another one's: that it is called otherwise from now on.
 * Where both have a connection with the same party, those become one. Done some messages at a time,
 * so that what is broken off can be gone on with by doing it again. Nothing else may work on the
 * database meanwhile.
 *
 * <p>Every method throws {@link org.threadless.router.conversation.StoreUnavailableException} where
 * the database cannot be used now.
 */
public final class BackendRenaming implements AutoCloseable {

  private static final UUID FIRST = new UUID(0, 0);
  private static final int MESSAGES = 10_000;
  private static final int CONNECTIONS = 1000;

  private final SoleUse database;

  /**
   * @param database is closed with this
   */
  public BackendRenaming(SoleUse database) {
    this.database = database;
  }

  /** Returns why nothing may be changed now, for people; empty where it may. */
  public Optional<String> obstacle() {
    return database.obstacle();
  }

  /** Returns what is stored of a backend. */
  public OfBackend of(BackendName backend) {
    return ask(mapper -> mapper.of(backend.value()));
  }

  /** Hands over the connections of a backend, those of contacts that nothing has come from, too. */
  public void connections(BackendName backend, Consumer<Connection> reader) {
    List<String> page = page(backend, "");
    while (!page.isEmpty()) {
      page.forEach(identity -> reader.accept(Connection.stored(backend.value(), identity)));
      page = page(backend, page.get(page.size() - 1));
    }
  }

  private List<String> page(BackendName backend, String after) {
    return ask(mapper -> mapper.identities(backend.value(), after, CONNECTIONS));
  }

  /** Has all that is one backend's be another one's. */
  public void rename(BackendName before, BackendName now) {
    String from = before.value();
    String to = now.value();
    run(mapper -> mapper.connections(from, to));
    UUID after = FIRST;
    while (after != null) {
      UUID start = after;
      after = ask(mapper -> messages(from, to, start, mapper));
    }
    run(mapper -> rest(from, to, mapper));
  }

  /** Returns the last message that was looked at; null where there are no more. */
  private static UUID messages(String before, String now, UUID after, RenameMapper mapper) {
    UUID upTo = mapper.messageAfter(after, MESSAGES);
    mapper.freeExternalIds(before, now, after, upTo);
    mapper.messages(before, now, after, upTo);
    mapper.waiting(before, now, after, upTo);
    mapper.expiring(before, now, after, upTo);
    mapper.gatewayIds(before, now, after, upTo);
    mapper.legs(before, now, after, upTo);
    return upTo;
  }

  private static int rest(String before, String now, RenameMapper mapper) {
    mapper.keepPause(before, now);
    mapper.removeTurns(before, now);
    mapper.turns(before, now);
    mapper.forgetProbes(before);
    mapper.showCleared(before, now);
    mapper.removeCleared(before, now);
    mapper.cleared(before, now);
    mapper.removeContacts(before, now);
    mapper.contacts(before, now);
    mapper.removeDialogs(before, now);
    mapper.dialogs(before, now);
    mapper.removePaces(before);
    mapper.addCounts(before, now);
    mapper.removeCounts(before);
    mapper.countChanges(before, now);
    mapper
        .tokens(before)
        .forEach(row -> mapper.setToken(row.id(), renamed(row.names(), before, now)));
    mapper
        .broadcasts(before)
        .forEach(row -> mapper.setBroadcast(row.id(), renamed(row.names(), before, now)));
    return mapper.removeConnections(before);
  }

  private static String renamed(String names, String before, String now) {
    return Arrays.stream(names.split(","))
        .map(name -> name.equals(before) ? now : name)
        .distinct()
        .collect(Collectors.joining(","));
  }

  private void run(Function<RenameMapper, Integer> work) {
    int unused = ask(work);
  }

  private <T> T ask(Function<RenameMapper, T> query) {
    return database.ask(RenameMapper.class, query);
  }

  @Override
  public void close() {
    database.close();
  }
}
