package org.threadless.backend.kannel.report;

import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.http.receive.TakingHandler;
import org.threadless.http.request.FormReader;
import org.threadless.http.request.RequestException;
import org.threadless.http.response.Answers;
import org.threadless.router.backend.DeliveryReports;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.ReceivedReport;
import org.threadless.router.text.WrittenUuid;

/** Takes the delivery reports that {@link ReportUrl} asks Kannel for. */
public final class ReportHandler extends TakingHandler<ReceivedReport, Boolean> {

  private static final Logger log = LoggerFactory.getLogger(ReportHandler.class);

  // Four digits: "uuuu" by itself would take a year that no database can keep.
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.YEAR, 4)
          .appendPattern("-MM-dd HH:mm:ss")
          .toFormatter(Locale.ROOT);

  private final BackendName backend;
  private final DeliveryReports reports;

  @Inject
  ReportHandler(BackendName backend, DeliveryReports reports) {
    super(Set.of(HttpMethod.GET));
    this.backend = backend;
    this.reports = reports;
  }

  @Override
  protected boolean isHere(String path) {
    return path.equals(ReportUrl.PATH);
  }

  @Override
  protected ReceivedReport read(Request request) {
    Answers.byToken(request);
    return read(FormReader.of(request));
  }

  @Override
  protected Boolean store(ReceivedReport report) {
    try {
      boolean stored = reports.report(report);
      if (!stored) {
        // The token is right, so we have sent it, and know no more: asking again would not help.
        log.warn("a delivery report on {}, which is not stored any more", report.messageId());
      }
      return stored;
    } catch (StoreUnavailableException e) {
      // Not for each report: the router says once that the database is away.
      log.debug("answered 503: {}", e.getMessage());
      throw e;
    }
  }

  @Override
  protected void answer(
      ReceivedReport report, Optional<Boolean> stored, Response response, Callback callback) {
    Answers.line(response, callback, 200, "");
  }

  @Override
  protected void tryAgainLater(String line, Response response, Callback callback) {
    super.tryAgainLater("the report could not be stored; send it later", response, callback);
  }

  private ReceivedReport read(FormReader form) {
    UUID messageId = id(form.required("id"));
    if (!reports.isToken(backend, messageId, form.required("token"))) {
      throw new RequestException(403, "token: is not that of this id");
    }
    ReportStatus status = new ReportStatus(form.optional("status").orElse(""));
    if (!status.isUnderstood()) {
      log.warn("a delivery report on {} has an unknown status: {}", messageId, status);
    }
    return new ReceivedReport(
        backend,
        messageId,
        status.state(),
        status.kept(text(form, "text")),
        text(form, "smsc"),
        text(form, "time").flatMap(ReportHandler::time));
  }

  private static Optional<String> text(FormReader form, String field) {
    return form.optional(field).filter(value -> !value.isEmpty());
  }

  private static UUID id(String id) {
    return WrittenUuid.parse(id)
        .orElseThrow(() -> RequestException.badField("id", "is none that we have given"));
  }

  private static Optional<Instant> time(String utc) {
    try {
      return Optional.of(LocalDateTime.parse(utc, TIME).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
