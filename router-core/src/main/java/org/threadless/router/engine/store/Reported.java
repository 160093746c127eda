package org.threadless.router.engine.store;

import java.util.List;
import java.util.Objects;
import org.threadless.router.message.DeliveryReport;

/**
 * A delivery report after the apps have seen it.
 *
 * @param report the report
 * @param errors the apps' exceptions
 * @param outgoing what is to be sent because of it, in this order
 */
public record Reported(DeliveryReport report, List<AppError> errors, List<Planned> outgoing) {

  /** Copies the lists. */
  public Reported {
    Objects.requireNonNull(report, "report");
    errors = List.copyOf(errors);
    outgoing = List.copyOf(outgoing);
  }
}
