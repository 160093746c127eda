package org.threadless.router.engine.sending;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
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
    return known(backend).orElse(UNKNOWN);
  }

  /** Returns the same; empty where it is not known. */
  public Optional<String> known(BackendName backend) {
    return how(backend).map(how -> sentence(backend, how));
  }

  /**
   * Returns how the backend is therefore, after its name and "is"; empty where nothing is known.
   */
  public Optional<String> how(BackendName backend) {
    return how(backend, holds.now(), outages.now());
  }

  /** Returns the same as {@link #known}, for who has read what there is of holds and outages. */
  public static Optional<String> known(
      BackendName backend, List<Hold> holds, List<Outage> outages) {
    return how(backend, holds, outages).map(how -> sentence(backend, how));
  }

  /** Returns the same as {@link #how}, likewise. */
  // What keeps back most is told: a pause all, an outage all but a probe, hours no answers.
  public static Optional<String> how(BackendName backend, List<Hold> holds, List<Outage> outages) {
    List<Hold> held = holds.stream().filter(each -> each.backend().equals(backend)).toList();
    return first(held, Hold.Cause.PAUSE)
        .or(
            () ->
                outages.stream()
                    .filter(each -> each.backend().equals(backend))
                    .findFirst()
                    .map(Outage::told))
        .or(() -> first(held, Hold.Cause.HOURS));
  }

  private static Optional<String> first(List<Hold> held, Hold.Cause cause) {
    return held.stream().filter(each -> each.cause() == cause).findFirst().map(Hold::reason);
  }

  private static String sentence(BackendName backend, String how) {
    return "backend " + backend + " is " + how;
  }
}
