package org.threadless.storage.people;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.storage.write.value.Columns;

/** Makes contacts of rows, with three statements for some hundreds. */
final class Loaded {

  private static final int AT_A_TIME = 500;

  private Loaded() {}

  /** Returns the contact of this id, which may be null. */
  static Optional<Contact> one(UUID id, PeopleMapper mapper) {
    return id == null ? Optional.empty() : all(List.of(id), mapper).stream().findFirst();
  }

  /** Returns those of the contacts that are there, in the order of their ids. */
  static List<Contact> all(Collection<UUID> ids, PeopleMapper mapper) {
    List<UUID> sorted = ids.stream().distinct().sorted().toList();
    List<Contact> all = new ArrayList<>(sorted.size());
    for (int from = 0; from < sorted.size(); from += AT_A_TIME) {
      all.addAll(some(sorted.subList(from, Math.min(from + AT_A_TIME, sorted.size())), mapper));
    }
    return all;
  }

  private static List<Contact> some(List<UUID> ids, PeopleMapper mapper) {
    String[] those = Columns.ids(ids);
    Map<UUID, List<Connection>> connections =
        mapper.connections(those).stream()
            .filter(Objects::nonNull)
            .collect(
                groupingBy(
                    ContactConnectionRow::contactId,
                    mapping(ContactConnectionRow::toConnection, toList())));
    Map<UUID, List<String>> groups =
        mapper.memberships(those).stream()
            .filter(Objects::nonNull)
            .collect(groupingBy(MembershipRow::contactId, mapping(MembershipRow::name, toList())));
    return mapper.contacts(those).stream()
        .filter(Objects::nonNull)
        .map(
            row ->
                row.toContact(
                    connections.getOrDefault(row.id(), List.of()),
                    groups.getOrDefault(row.id(), List.of())))
        .toList();
  }
}
