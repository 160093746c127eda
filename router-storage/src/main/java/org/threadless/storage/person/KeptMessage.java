package org.threadless.storage.person;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.threadless.router.message.Connection;
import org.threadless.storage.write.row.ErrorRow;
import org.threadless.storage.write.row.LegRow;
import org.threadless.storage.write.row.MessageRow;
import org.threadless.storage.write.row.ResendingRow;

/** Puts together what is kept of a message. */
final class KeptMessage {

  private final Map<String, Object> told = new LinkedHashMap<>();

  KeptMessage(PersonRow row, Connection connection) {
    put("id", row.id());
    put("backend", connection.backend().value());
    put("identity", connection.identity().value());
    put("direction", row.direction());
    put("status", row.status());
    put("text", row.text());
    put("fields", MessageRow.fields(row.fields()));
    put("externalId", row.externalId());
    put("gatewayId", row.gatewayId());
    put("inResponseTo", row.inResponseTo());
    put("reason", row.reason());
    put("createdAt", row.createdAt());
    put("updatedAt", row.updatedAt());
    put("validUntil", row.validUntil());
  }

  private KeptMessage() {}

  UUID id() {
    return (UUID) told.get("id");
  }

  /** Returns all of it; what there is none of is left out. */
  Map<String, Object> told() {
    return told;
  }

  KeptMessage put(String name, Object value) {
    if (!isNone(value)) {
      told.put(name, value);
    }
    return this;
  }

  private static boolean isNone(Object value) {
    return value == null
        || (value instanceof List<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  void waits(PersonWaitRow row) {
    put(
        "waits",
        new KeptMessage()
            .put("attempts", row.attempts())
            .put("triedAt", row.triedAt())
            .put("due", row.due())
            .told);
  }

  static Map<String, Object> of(LegRow row) {
    return new KeptMessage()
        .put("at", row.at())
        .put("backend", row.backend())
        .put("result", row.result())
        .put("reason", row.reason())
        .told;
  }

  static Map<String, Object> of(ResendingRow row) {
    return new KeptMessage()
        .put("at", row.at())
        .put("by", row.madeBy())
        .put("failedAt", row.failedAt())
        .put("reason", row.reason())
        .told;
  }

  static Map<String, Object> of(ErrorRow row) {
    return new KeptMessage()
        .put("app", row.app())
        .put("phase", row.phase())
        .put("error", row.error())
        .put("at", row.createdAt())
        .told;
  }

  static Map<String, Object> of(PersonReportRow row) {
    return new KeptMessage()
        .put("state", row.state())
        .put("text", row.text())
        .put("source", row.source())
        .put("reportedAt", row.reportedAt())
        .put("receivedAt", row.receivedAt())
        .put("status", Objects.requireNonNull(row.status()))
        .told;
  }
}
