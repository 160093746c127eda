package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.threadless.backend.http.report.ReportSettings;
import org.threadless.backend.http.report.StateWords;
import org.threadless.router.config.OneOrMore;

/** The samples of a preset show all that can happen by it. */
class SampleCoverageTest {

  private static final Set<String> RESULTS = Set.of("accepted", "refused", "retry", "settings");

  static NavigableSet<String> presets() {
    return PresetContractTest.presets();
  }

  @ParameterizedTest
  @MethodSource("presets")
  void aMessageComesInAndAStrangerIsDenied(String preset) {
    List<Samples.Arrival> incoming = Samples.of(preset).incoming();

    assertThat(incoming).anyMatch(each -> !each.messages().isEmpty());
    assertThat(incoming)
        .anyMatch(each -> each.answer() != null && Objects.equals(each.answer().status(), 403));
    assertThat(incoming)
        .as("a text of all kinds of characters")
        .flatExtracting(Samples.Arrival::messages)
        .extracting(Samples.Message::text)
        .anyMatch(text -> text.matches("(?s).*&.*") && !text.matches("\\p{ASCII}*"));
  }

  @ParameterizedTest
  @MethodSource("presets")
  void anAnswerMayMeanEverything(String preset) {
    assertThat(Samples.of(preset).outgoing())
        .flatExtracting(Samples.Departure::answers)
        .extracting(Samples.Reply::is)
        .containsAll(RESULTS);
  }

  @ParameterizedTest
  @MethodSource("presets")
  void eachStateIsReportedAndEachWayOfReportingIsTaken(String preset) {
    Samples samples = Samples.of(preset);
    Set<String> states = new TreeSet<>();
    Set<String> ways = new TreeSet<>();
    for (ReportSettings rule : rules(preset, samples)) {
      rule.is().ifPresent(is -> states.add(is.name().toLowerCase(Locale.ROOT)));
      rule.state().ifPresent(word -> states.addAll(states(rule.states())));
      ways.add(way(rule));
    }

    assertThat(samples.reports())
        .extracting(report -> report.state() == null ? "ignored" : report.state())
        .containsAll(states);
    assertThat(samples.reports().stream().map(Samples.Report::by).collect(Collectors.toSet()))
        .isEqualTo(ways);
  }

  private static List<ReportSettings> rules(String preset, Samples samples) {
    return PresetBackend.settings(preset, samples, "")
        .report()
        .map(OneOrMore::all)
        .orElse(List.of());
  }

  private static Set<String> states(StateWords words) {
    Set<String> states = new TreeSet<>(Set.of("unknown"));
    add(states, "accepted", words.accepted());
    add(states, "buffered", words.buffered());
    add(states, "delivered", words.delivered());
    add(states, "failed", words.failed());
    add(states, "rejected", words.rejected());
    add(states, "ignored", words.ignore());
    return states;
  }

  private static void add(Set<String> states, String state, List<String> words) {
    if (!words.isEmpty()) {
      states.add(state);
    }
  }

  private static String way(ReportSettings rule) {
    if (rule.isByToken()) {
      return "token";
    }
    return rule.messageId().isPresent() ? "message-id" : "gateway-id";
  }
}
