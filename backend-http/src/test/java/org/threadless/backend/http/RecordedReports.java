package org.threadless.backend.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.threadless.router.backend.DeliveryReports;
import org.threadless.router.backend.ReportResult;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.GatewayReport;
import org.threadless.router.message.ReceivedReport;

/** Keeps the delivery reports that come in. */
final class RecordedReports implements DeliveryReports {

  private final List<ReceivedReport> reports = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, UUID> byGatewayId = new HashMap<>();

  /** Lets the gateway have given this id to one of our messages. */
  void sent(String gatewayId, UUID message) {
    byGatewayId.put(gatewayId, message);
  }

  List<ReceivedReport> all() {
    return reports;
  }

  @Override
  public String token(BackendName backend, UUID messageId) {
    return "token-of-" + messageId;
  }

  @Override
  public boolean isToken(BackendName backend, UUID messageId, String token) {
    return token.equals(token(backend, messageId));
  }

  @Override
  public boolean report(ReceivedReport report) {
    reports.add(report);
    return true;
  }

  @Override
  public ReportResult report(GatewayReport report) {
    if (!byGatewayId.containsKey(report.gatewayId())) {
      return ReportResult.NOT_YET;
    }
    report(report.of(byGatewayId.get(report.gatewayId())));
    return ReportResult.STORED;
  }
}
