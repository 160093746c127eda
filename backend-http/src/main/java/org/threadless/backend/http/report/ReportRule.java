package org.threadless.backend.http.report;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.threadless.backend.http.request.ReceivedRequest;
import org.threadless.backend.http.rule.Admission;
import org.threadless.backend.http.rule.Rule;
import org.threadless.backend.http.rule.Scope;
import org.threadless.backend.http.value.Times;
import org.threadless.backend.http.value.ValuePath;
import org.threadless.http.receive.TryAgainException;
import org.threadless.http.request.RequestException;
import org.threadless.router.backend.DeliveryReports;
import org.threadless.router.backend.ReportResult;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.GatewayReport;
import org.threadless.router.message.ReceivedReport;
import org.threadless.router.message.ReportedState;
import org.threadless.router.text.OneLineAMinute;
import org.threadless.router.text.WrittenUuid;

/** Reads delivery reports, and hands them to the router. */
public final class ReportRule implements Rule {

  private final BackendName backend;
  private final ReportSettings settings;
  private final Scope scope;
  private final Map<String, Optional<ReportedState>> states;
  private final ReportWarnings warnings;
  private final Times times;
  private final DeliveryReports reports;

  /**
   * @param warnings of those that change nothing
   * @param times the lines of the backend that are about times
   * @param reports where they go
   */
  public ReportRule(
      BackendName backend,
      ReportSettings settings,
      ReportWarnings warnings,
      OneLineAMinute times,
      DeliveryReports reports) {
    this.backend = backend;
    this.settings = settings;
    this.scope = settings.scope();
    this.states = settings.states().states();
    this.warnings = warnings;
    this.times = new Times(backend, settings.time(), times);
    this.reports = reports;
  }

  @Override
  public Scope scope() {
    return scope;
  }

  @Override
  public boolean isByToken() {
    return settings.isByToken();
  }

  @Override
  public Read read(ReceivedRequest part) {
    Optional<String> word = settings.state().map(paths -> needed(paths, part));
    Optional<ReportedState> state = word.map(this::state).orElse(settings.is());
    return state.isEmpty() ? () -> {} : read(part, state.get(), word);
  }

  /** Returns nothing for a word that is to be ignored. */
  private Optional<ReportedState> state(String word) {
    return states.getOrDefault(StateWords.known(word), Optional.of(ReportedState.UNKNOWN));
  }

  private Read read(ReceivedRequest part, ReportedState state, Optional<String> word) {
    boolean understood = state != ReportedState.UNKNOWN;
    Optional<String> text = value(settings.text(), part);
    Optional<String> kept = kept(state, word, text);
    Optional<String> source = value(settings.source(), part);
    Read read = readById(part, new GatewayReport(backend, "", state, kept, source, times.of(part)));
    return () -> {
      if (!understood) {
        word.ifPresent(warnings::unknownState);
      }
      read.store();
    };
  }

  // What the gateway said of a failure is why it failed; a word of its own says more than ours.
  private static Optional<String> kept(
      ReportedState state, Optional<String> word, Optional<String> text) {
    return switch (state) {
      case UNKNOWN -> word.map(unknown -> stated(unknown) + text.map(" "::concat).orElse(""));
      case FAILED, REJECTED -> text.or(() -> word.map(ReportRule::stated));
      case ACCEPTED, BUFFERED, DELIVERED -> text;
    };
  }

  private static String stated(String word) {
    return "state=" + word;
  }

  private Read readById(ReceivedRequest part, GatewayReport report) {
    if (isByToken()) {
      ReceivedReport ours = report.of(Admission.messageId(part));
      return () -> store(ours);
    }
    if (settings.gatewayId().isPresent()) {
      String id = needed(settings.gatewayId().get(), part);
      return () -> store(withId(id, report));
    }
    Optional<UUID> id = WrittenUuid.parse(needed(settings.messageId().orElseThrow(), part).strip());
    return id.<Read>map(ours -> () -> store(report.of(ours))).orElse(warnings::foreignMessage);
  }

  private void store(ReceivedReport report) {
    if (!reports.report(report)) {
      warnings.unknownMessage(report.messageId());
    }
  }

  private void store(GatewayReport report) {
    if (reports.report(report) == ReportResult.NOT_YET) {
      throw new TryAgainException("the message of this report is not known yet; send it later");
    }
  }

  private static GatewayReport withId(String id, GatewayReport report) {
    return new GatewayReport(
        report.backend(), id, report.state(), report.text(), report.source(), report.reportedAt());
  }

  private static String needed(OneOrMore<ValuePath> paths, ReceivedRequest part) {
    return ValuePath.first(paths.all(), part)
        .orElseThrow(() -> RequestException.badField(ValuePath.named(paths.all()), "is missing"));
  }

  private static Optional<String> value(
      Optional<OneOrMore<ValuePath>> paths, ReceivedRequest part) {
    return paths.flatMap(places -> ValuePath.first(places.all(), part));
  }
}
