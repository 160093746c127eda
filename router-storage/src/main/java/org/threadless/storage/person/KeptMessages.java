package org.threadless.storage.person;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.threadless.router.message.Connection;
import org.threadless.storage.session.CurrentTransaction;
import org.threadless.storage.write.row.ErrorRow;
import org.threadless.storage.write.row.LegRow;
import org.threadless.storage.write.row.ResendingRow;
import org.threadless.storage.write.row.ScheduledRow;
import org.threadless.storage.write.value.Columns;

/** Reads the messages of a connection with all that is kept of them, some at a time. */
final class KeptMessages {

  private static final UUID FIRST = new UUID(0, 0);
  private static final int AT_A_TIME = 500;

  private final CurrentTransaction current;

  KeptMessages(CurrentTransaction current) {
    this.current = current;
  }

  /** Hands over each message, in the order of their ids. */
  void each(UUID id, Connection connection, Consumer<Map<String, Object>> reader) {
    UUID after = FIRST;
    List<KeptMessage> page = page(id, connection, after);
    while (!page.isEmpty()) {
      page.forEach(each -> reader.accept(each.told()));
      after = page.get(page.size() - 1).id();
      page = page(id, connection, after);
    }
  }

  private List<KeptMessage> page(UUID id, Connection connection, UUID after) {
    return current.call(
        PersonMapper.class,
        mapper -> {
          List<KeptMessage> page =
              mapper.messages(id, after, AT_A_TIME).stream()
                  .map(row -> new KeptMessage(row, connection))
                  .toList();
          if (!page.isEmpty()) {
            complete(page, mapper);
          }
          return page;
        });
  }

  private static void complete(List<KeptMessage> page, PersonMapper mapper) {
    String[] ids = Columns.ids(page.stream().map(KeptMessage::id).toList());
    Map<UUID, List<ScheduledRow>> schedules = by(mapper.schedules(ids), ScheduledRow::messageId);
    Map<UUID, List<PersonWaitRow>> waits = by(mapper.waits(ids), PersonWaitRow::messageId);
    Map<UUID, List<Map<String, Object>>> way =
        told(mapper.legs(ids), LegRow::messageId, KeptMessage::of);
    Map<UUID, List<Map<String, Object>>> errors =
        told(mapper.errors(ids), ErrorRow::messageId, KeptMessage::of);
    Map<UUID, List<Map<String, Object>>> resendings =
        told(mapper.resendings(ids), ResendingRow::messageId, KeptMessage::of);
    Map<UUID, List<Map<String, Object>>> reports =
        told(mapper.reports(ids), PersonReportRow::messageId, KeptMessage::of);
    for (KeptMessage each : page) {
      schedules.getOrDefault(each.id(), List.of()).forEach(row -> each.put("scheduled", row.due()));
      waits.getOrDefault(each.id(), List.of()).forEach(each::waits);
      each.put("way", way.get(each.id()));
      each.put("errors", errors.get(each.id()));
      each.put("sentAgain", resendings.get(each.id()));
      each.put("reports", reports.get(each.id()));
    }
  }

  private static <R> Map<UUID, List<R>> by(List<R> rows, Function<R, UUID> message) {
    return rows.stream().collect(groupingBy(message));
  }

  private static <R> Map<UUID, List<Map<String, Object>>> told(
      List<R> rows, Function<R, UUID> message, Function<R, Map<String, Object>> told) {
    return rows.stream().collect(groupingBy(message, mapping(told, toList())));
  }
}
