package org.threadless.router.engine.sending;

import jakarta.inject.Inject;
import java.util.Optional;
import java.util.stream.Stream;
import org.threadless.router.engine.store.Hold;
import org.threadless.router.message.BackendName;

/** Says what keeps the messages of a backend from going out, where that is known. */
public final class Obstacles {

  /** What it may be where nothing is known. */
  public static final String UNKNOWN =
      "others come first, or the backend is down, paused, outside of its hours or at its rate";

  private final Outage.Source outages;
  private final Hold.Source holds;

  @Inject
  Obstacles(Outage.Source outages, Hold.Source holds) {
    this.outages = outages;
    this.holds = holds;
  }

  /** Returns it in one line for people, from memory. */
  public String of(BackendName backend) {
    Stream<String> held =
        holds.now().stream()
            .filter(hold -> hold.backend().equals(backend))
            .map(hold -> "backend " + backend + " is " + hold.reason());
    Stream<String> down =
        outages.now().stream()
            .filter(outage -> outage.backend().equals(backend))
            .map(Obstacles::reason);
    return Stream.concat(held, down).findFirst().orElse(UNKNOWN);
  }

  private static String reason(Outage outage) {
    Optional<String> why = outage.reason();
    return "backend " + outage.backend() + " is down" + why.map(text -> ": " + text).orElse("");
  }
}
