package org.threadless.backend.http;

import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.backend.http.outgoing.settings.OutgoingSettings;
import org.threadless.backend.http.report.ReportSettings;
import org.threadless.backend.http.value.ValuePath;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.BackendName;
import org.threadless.router.text.OneLineAMinute;

/**
 * Tells of answers that accept a message and have no id where the settings look for it, once a
 * minute. Safe for any thread.
 */
final class MissingIds {

  private static final Logger log = LoggerFactory.getLogger(MissingIds.class);

  private final BackendName backend;
  private final HttpBackendSettings settings;
  private final OneLineAMinute lines;

  MissingIds(BackendName backend, HttpBackendSettings settings, InstantSource clock) {
    this.backend = backend;
    this.settings = settings;
    this.lines = new OneLineAMinute(clock);
  }

  /** Warns where an answer has none. */
  void warn(SendResult result) {
    problem(result, settings)
        .ifPresent(
            problem ->
                lines.write(
                    more ->
                        log.warn(
                            "backend {}: a message was accepted, and {}{}",
                            backend,
                            problem,
                            more)));
  }

  /** Returns what is missing in an answer, as the rest of a sentence; empty where nothing is. */
  static Optional<String> problem(SendResult result, HttpBackendSettings settings) {
    return result instanceof SendResult.Accepted accepted && accepted.gatewayId().isEmpty()
        ? settings.outgoing().flatMap(MissingIds::where).map(where -> problem(where, settings))
        : Optional.empty();
  }

  private static Optional<String> where(OutgoingSettings outgoing) {
    return outgoing
        .id()
        .map(places -> ValuePath.named(places.all()))
        .map(
            places ->
                outgoing
                    .idPattern()
                    .map(pattern -> "at " + places + " by id-pattern")
                    .orElse("at " + places));
  }

  private static String problem(String where, HttpBackendSettings settings) {
    return "the answer has no id of the gateway's "
        + where
        + ": see outgoing.id"
        + (hasReportsByIt(settings) ? "; reports by gateway-id will not find the message" : "");
  }

  private static boolean hasReportsByIt(HttpBackendSettings settings) {
    return settings.report().stream()
        .flatMap(reports -> reports.all().stream())
        .map(ReportSettings::gatewayId)
        .anyMatch(Optional::isPresent);
  }
}
