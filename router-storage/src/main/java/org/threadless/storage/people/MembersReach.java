package org.threadless.storage.people;

import static java.util.Comparator.comparing;
import static java.util.Comparator.nullsLast;
import static java.util.Comparator.reverseOrder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.threadless.router.message.Connection;
import org.threadless.storage.write.value.Columns;

/** By which connections the members of a group are reached, with two statements. */
final class MembersReach {

  private MembersReach() {}

  static Map<UUID, List<Connection>> of(UUID group, PeopleMapper mapper) {
    Map<UUID, List<Connection>> members = new LinkedHashMap<>();
    for (ContactConnectionRow row : mapper.connectionsOfMembers(group)) {
      List<Connection> connections =
          members.computeIfAbsent(row.contactId(), id -> new ArrayList<>(1));
      if (row.backend() != null) {
        connections.add(row.toConnection());
      }
    }
    sort(members.values().stream().filter(each -> each.size() > 1).toList(), mapper);
    return members;
  }

  // Only of those who have several is it asked which was heard from last.
  private static void sort(List<List<Connection>> several, PeopleMapper mapper) {
    if (several.isEmpty()) {
      return;
    }
    List<EndpointRow> rows = several.stream().flatMap(List::stream).map(EndpointRow::of).toList();
    Map<Connection, String> heard = new HashMap<>();
    mapper
        .heard(Columns.of(rows))
        .forEach(
            row ->
                heard.put(
                    Connection.stored(row.backend(), row.identity()),
                    row.heard() == null ? null : row.heard().toString()));
    // The sort is stable: those that were never heard from stay in their order.
    several.forEach(each -> each.sort(comparing(heard::get, nullsLast(reverseOrder()))));
  }
}
