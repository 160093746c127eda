package org.threadless.console.backend;

import java.util.List;
import java.util.Optional;
import org.threadless.console.call.Moment;

/**
 * The page of one backend.
 *
 * @param backend how it is
 * @param settings what is set for it
 * @param failures what failed there lately, the newest first
 * @param allFailures where all of them are
 * @param path where its gateway brings messages, where that is by HTTP
 * @param mayChange whether the visitor may pause it and send by it
 * @param done what was done just now; may be empty
 */
public record BackendPage(
    ListedBackend backend,
    List<Setting> settings,
    List<Failed> failures,
    String allFailures,
    Optional<String> path,
    boolean mayChange,
    String done) {

  /** What is set, by its name in the configuration. */
  public record Setting(String name, String value) {}

  /** A message that has failed, and why. */
  public record Failed(Moment time, String number, String reason, String href) {}

  /** Copies the lists. */
  public BackendPage {
    settings = List.copyOf(settings);
    failures = List.copyOf(failures);
  }
}
