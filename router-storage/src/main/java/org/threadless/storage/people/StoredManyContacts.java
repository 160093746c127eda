package org.threadless.storage.people;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.threadless.router.engine.people.ContactChanges;
import org.threadless.router.engine.people.ContactChanges.Connected;
import org.threadless.router.engine.people.ContactChanges.Joined;
import org.threadless.router.engine.people.ManyContacts;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.MessageIds;
import org.threadless.storage.session.CurrentTransaction;
import org.threadless.storage.write.value.Columns;

/**
 * Keeps many contacts in H2 or PostgreSQL, with a statement for each kind of row. What others store
 * as well is stored in one order by all, so that two who do that do not wait for each other.
 */
public final class StoredManyContacts implements ManyContacts {

  // H2 compares each row that it has found with all the ids.
  private static final int LOCKED_AT_A_TIME = 50;

  private final CurrentTransaction current;
  private final MessageIds ids = new MessageIds();

  public StoredManyContacts(CurrentTransaction current) {
    this.current = current;
  }

  @Override
  public List<Contact> find(Collection<UUID> those, Collection<Connection> connections) {
    return current.read(
        PeopleMapper.class, mapper -> Loaded.all(owners(those, connections, mapper), mapper));
  }

  @Override
  public List<Contact> lock(Collection<UUID> those, Collection<Connection> connections) {
    return current.call(
        PeopleMapper.class,
        mapper -> Loaded.all(lock(owners(those, connections, mapper), mapper), mapper));
  }

  private static List<UUID> lock(Set<UUID> owners, PeopleMapper mapper) {
    List<UUID> sorted = owners.stream().sorted().toList();
    List<UUID> locked = new ArrayList<>(sorted.size());
    for (int from = 0; from < sorted.size(); from += LOCKED_AT_A_TIME) {
      int to = Math.min(from + LOCKED_AT_A_TIME, sorted.size());
      locked.addAll(mapper.lockAll(Columns.ids(sorted.subList(from, to))));
    }
    return locked;
  }

  private static Set<UUID> owners(
      Collection<UUID> those, Collection<Connection> connections, PeopleMapper mapper) {
    Set<UUID> owners = new HashSet<>(those);
    if (!connections.isEmpty()) {
      owners.addAll(mapper.owners(Columns.of(connections.stream().map(EndpointRow::of).toList())));
    }
    return owners;
  }

  @Override
  public boolean store(ContactChanges changes) {
    return current.call(
        PeopleMapper.class,
        mapper -> {
          all(changes.made(), mapper::insertAll);
          all(changes.changed(), mapper::updateAll);
          boolean connected = connect(changes.connected(), mapper);
          if (connected) {
            join(changes.joined(), mapper);
          }
          return connected;
        });
  }

  private static void all(List<Contact> contacts, ToIntFunction<Map<String, String[]>> statement) {
    if (!contacts.isEmpty()) {
      int unused = statement.applyAsInt(Columns.of(contacts.stream().map(ContactRow::of).toList()));
    }
  }

  private boolean connect(List<Connected> connected, PeopleMapper mapper) {
    List<ConnectedRow> rows =
        connected.stream()
            .map(each -> ConnectedRow.of(each, ids.next()))
            .sorted(comparing(ConnectedRow::backend).thenComparing(ConnectedRow::identity))
            .toList();
    return rows.isEmpty() || mapper.connectAll(Columns.of(rows)) == rows.size();
  }

  private void join(List<Joined> joined, PeopleMapper mapper) {
    Map<String, GroupRow> groups = new TreeMap<>();
    joined.stream()
        .map(each -> GroupRow.of(each.group(), ids))
        .forEach(row -> groups.putIfAbsent(row.folded(), row));
    if (!groups.isEmpty()) {
      int unusedMade = mapper.insertGroups(Columns.of(groups.values()));
      int unusedJoined = mapper.joinAll(Columns.of(joined.stream().map(JoinedRow::of).toList()));
    }
  }
}
