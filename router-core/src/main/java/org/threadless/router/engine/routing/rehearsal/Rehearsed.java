package org.threadless.router.engine.routing.rehearsal;

import java.util.List;
import org.threadless.router.engine.routing.AppCall;
import org.threadless.router.engine.store.Routed;

/**
 * The way that a message would take.
 *
 * @param routed what would become of it
 * @param calls of apps, in their order
 */
public record Rehearsed(Routed routed, List<AppCall> calls) {

  /** Copies the list. */
  public Rehearsed {
    calls = List.copyOf(calls);
  }
}
