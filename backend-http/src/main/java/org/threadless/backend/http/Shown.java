package org.threadless.backend.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.threadless.router.backend.DeliveryReports;
import org.threadless.router.backend.ReportResult;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.GatewayReport;
import org.threadless.router.message.Numbers;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.message.ReceivedReport;
import org.threadless.router.message.ReportedState;
import org.threadless.router.text.Printable;

/** Takes what comes in, and shows it to people instead of storing it. */
final class Shown implements Incoming, DeliveryReports {

  private final List<String> lines = new ArrayList<>();
  private final Numbers numbers;

  Shown(Numbers numbers) {
    this.numbers = numbers;
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public Receipt incoming(ReceivedMessage message) {
    lines.add("a message");
    show("identity", numbers.uniform(message.connection()).identity().value());
    show("text", message.text());
    message.externalId().ifPresent(id -> show("id", id));
    message.receivedAt().ifPresent(time -> show("time", time.toString()));
    new TreeMap<>(message.fields()).forEach((name, value) -> show("field " + name, value));
    message.mends().forEach(mend -> show("mended", mend));
    return Receipt.ofQueued(new UUID(0, 0));
  }

  @Override
  public boolean report(ReceivedReport report) {
    lines.add("a report");
    show("message", report.messageId().toString());
    show(report.state(), report.text(), report.source(), report.reportedAt());
    return true;
  }

  @Override
  public ReportResult report(GatewayReport report) {
    lines.add("a report");
    show("gateway's id", report.gatewayId());
    show(report.state(), report.text(), report.source(), report.reportedAt());
    return ReportResult.STORED;
  }

  private void show(
      ReportedState state, Optional<String> text, Optional<String> source, Optional<Instant> time) {
    show("state", state.toString());
    text.ifPresent(words -> show("text", words));
    source.ifPresent(name -> show("source", name));
    time.ifPresent(instant -> show("time", instant.toString()));
  }

  private void show(String name, String value) {
    lines.add(
        "  "
            + name
            + ": "
            + value
                .lines()
                .map(line -> Printable.of(line, line.length()))
                .collect(Collectors.joining("\n        ")));
  }

  /** Returns one that no router has given, since the key to them is in its database. */
  @Override
  public String token(BackendName backend, UUID messageId) {
    return "0".repeat(32);
  }

  @Override
  public boolean isToken(BackendName backend, UUID messageId, String token) {
    lines.add("(whether the token in its URL is ours is not looked at here)");
    return true;
  }
}
