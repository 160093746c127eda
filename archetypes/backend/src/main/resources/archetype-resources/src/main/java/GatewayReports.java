package ${package};

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.receive.TakingHandler;
import org.threadless.http.receive.TryAgainException;
import org.threadless.http.request.FormReader;
import org.threadless.http.request.RequestException;
import org.threadless.http.response.Answers;
import org.threadless.router.backend.DeliveryReports;
import org.threadless.router.backend.ReportResult;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.GatewayReport;
import org.threadless.router.message.ReportedState;

/** Takes what the gateway reports of a message: its id of it, and what became of it. */
final class GatewayReports extends TakingHandler<GatewayReport, ReportResult> {

  private final BackendName name;
  private final GatewaySettings settings;
  private final DeliveryReports reports;

  GatewayReports(BackendName name, GatewaySettings settings, DeliveryReports reports) {
    super(Set.of(HttpMethod.POST));
    this.name = name;
    this.settings = settings;
    this.reports = reports;
  }

  @Override
  protected boolean isHere(String path) {
    return path.equals("/report");
  }

  @Override
  protected GatewayReport read(Request request) {
    // The id is no secret, so the report has to show that it is the gateway's.
    String given =
        Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION)).orElse("");
    if (!isEqual(given, "Bearer " + settings.apiKey().reveal())) {
      throw new RequestException(403, "the report does not have our key");
    }
    FormReader form = FormReader.of(request);
    return new GatewayReport(
        name,
        form.required("id"),
        state(form.required("state")),
        form.optional("reason"),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  protected ReportResult store(GatewayReport report) {
    ReportResult result = reports.report(report);
    if (result == ReportResult.NOT_YET) {
      throw new TryAgainException("no message has this id yet");
    }
    return result;
  }

  @Override
  protected void answer(
      GatewayReport report, Optional<ReportResult> stored, Response response, Callback callback) {
    Answers.line(response, callback, 200, "OK");
  }

  private static ReportedState state(String state) {
    return switch (state) {
      case "sent" -> ReportedState.ACCEPTED;
      case "delivered" -> ReportedState.DELIVERED;
      case "failed" -> ReportedState.FAILED;
      default -> ReportedState.UNKNOWN;
    };
  }

  private static boolean isEqual(String given, String expected) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }
}
