package org.threadless.backend.http;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.threadless.backend.http.check.CheckSettings;
import org.threadless.backend.http.incoming.IncomingSettings;
import org.threadless.backend.http.outgoing.settings.Meaning;
import org.threadless.backend.http.outgoing.settings.OutgoingSettings;
import org.threadless.backend.http.report.ReportSettings;
import org.threadless.router.config.OneOrMore;

/** What each preset can do, as a table for people. */
final class PresetTable {

  private static final String NOTHING = "-";

  private record Column(String title, Cell cell) {}

  private interface Cell {
    String of(String preset, HttpBackendSettings settings);
  }

  private static final List<Column> COLUMNS =
      List.of(
          new Column("Preset", (preset, settings) -> "`" + preset + "`"),
          new Column("Told apart by id", (preset, settings) -> incomingId(settings)),
          new Column("Checked by", (preset, settings) -> checks(settings)),
          new Column("Answer", (preset, settings) -> answer(settings)),
          new Column("Sends", (preset, settings) -> body(outgoing(settings))),
          new Column("By alphabet", (preset, settings) -> alphabets(outgoing(settings))),
          new Column(
              "Keeps their id", (preset, settings) -> yes(outgoing(settings).id().isPresent())),
          new Column("Tells whom it does not serve", (preset, settings) -> notServed(settings)),
          new Column("Reports found by", (preset, settings) -> reports(settings)),
          new Column("Made after", (preset, settings) -> settings.confirmed().orElse(NOTHING)));

  private PresetTable() {}

  /** Returns the table in Markdown. */
  static String of(Iterable<String> presets) {
    StringBuilder table = new StringBuilder();
    line(table, COLUMNS.stream().map(Column::title));
    line(table, COLUMNS.stream().map(column -> "---"));
    for (String preset : presets) {
      HttpBackendSettings settings = PresetBackend.settings(preset, Samples.of(preset), "");
      line(table, COLUMNS.stream().map(column -> column.cell().of(preset, settings)));
    }
    return table.toString();
  }

  private static void line(StringBuilder table, Stream<String> cells) {
    table.append(cells.collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  private static String incomingId(HttpBackendSettings settings) {
    return settings
        .incoming()
        .map(
            rules ->
                yes(rules.all().stream().map(IncomingSettings::id).allMatch(Optional::isPresent)))
        .orElse(NOTHING);
  }

  private static String checks(HttpBackendSettings settings) {
    String checks =
        settings.check().stream()
            .filter(check -> check.fresh().isEmpty())
            .map(PresetTable::check)
            .collect(Collectors.joining(", "));
    return checks.isEmpty() ? "your `secret`" : checks;
  }

  private static String check(CheckSettings check) {
    if (check.hmac().isPresent()) {
      return "signature (HMAC)";
    }
    if (check.ed25519().isPresent()) {
      return "signature (Ed25519)";
    }
    return check.jwt().isPresent() ? "signed token (JWT)" : "their secret";
  }

  private static String answer(HttpBackendSettings settings) {
    int status = settings.answer().stored().status().orElse(200);
    return status + settings.answer().stored().body().map(body -> " `" + body + "`").orElse("");
  }

  private static OutgoingSettings outgoing(HttpBackendSettings settings) {
    return settings.outgoing().orElseThrow();
  }

  private static String body(OutgoingSettings outgoing) {
    return outgoing.json().isPresent() ? "JSON" : outgoing.form().isEmpty() ? "query" : "form";
  }

  private static String alphabets(OutgoingSettings outgoing) {
    return yes(!outgoing.byAlphabet().isEmpty());
  }

  private static String notServed(HttpBackendSettings settings) {
    return yes(
        outgoing(settings).results().stream().anyMatch(rule -> rule.is() == Meaning.NOT_SERVED));
  }

  private static String reports(HttpBackendSettings settings) {
    String all =
        Stream.of(
                by("our token", settings, ReportSettings::isByToken),
                by("our id", settings, report -> report.messageId().isPresent()),
                by("their id", settings, report -> report.gatewayId().isPresent()))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? NOTHING : all;
  }

  private static Optional<String> by(
      String what, HttpBackendSettings settings, Predicate<ReportSettings> is) {
    return settings.report().map(OneOrMore::all).orElse(List.of()).stream().anyMatch(is)
        ? Optional.of(what)
        : Optional.empty();
  }

  private static String yes(boolean is) {
    return is ? "yes" : NOTHING;
  }
}
