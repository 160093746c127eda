package org.threadless.storage.write.row;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.engine.store.Leg;
import org.threadless.router.message.BackendName;
import org.threadless.storage.write.value.Storable;

/**
 * A row of {@code message_leg}.
 *
 * @param step which one of an attempt
 */
public record LegRow(
    UUID messageId,
    Instant at,
    int step,
    String backend,
    Leg.Result result,
    String reason,
    String gatewayId) {

  /** Returns the rows of an attempt. */
  public static List<LegRow> of(UUID message, List<Leg> way) {
    List<LegRow> rows = new ArrayList<>(way.size());
    for (Leg leg : way) {
      rows.add(
          new LegRow(
              message,
              leg.at(),
              rows.size(),
              leg.backend().value(),
              leg.result(),
              Storable.text(leg.reason().orElse(null)),
              Storable.text(leg.gatewayId().orElse(null))));
    }
    return rows;
  }

  /** Returns what it says. */
  public Leg toLeg() {
    return new Leg(
        new BackendName(backend),
        result,
        Optional.ofNullable(reason),
        at,
        Optional.ofNullable(gatewayId));
  }
}
