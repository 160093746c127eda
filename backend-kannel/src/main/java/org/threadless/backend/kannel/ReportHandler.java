package org.threadless.backend.kannel;

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
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.http.Answers;
import org.threadless.http.FormReader;
import org.threadless.http.RequestException;
import org.threadless.router.backend.DeliveryReports;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.ReceivedReport;

/** Takes the delivery reports that {@link ReportUrl} asks Kannel for. */
final class ReportHandler extends Handler.Abstract {

  private static final Logger log = LoggerFactory.getLogger(ReportHandler.class);

  private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET);

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
    this.backend = backend;
    this.reports = reports;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!ReportUrl.PATH.equals(Request.getPathInContext(request))) {
      return false;
    }
    if (Answers.isTaken(request, METHODS)) {
      take(request, response, callback);
    } else {
      Answers.methodNotAllowed(response, callback, METHODS);
    }
    return true;
  }

  private void take(Request request, Response response, Callback callback) {
    try {
      ReceivedReport report = read(FormReader.of(request));
      boolean brings = !HttpMethod.HEAD.is(request.getMethod());
      if (brings && !reports.report(report)) {
        // The token is right, so we have sent it, and know no more: asking again would not help.
        log.warn("a delivery report on {}, which is not stored any more", report.messageId());
      }
    } catch (RequestException e) {
      Answers.line(response, callback, e.status(), e.getMessage());
      return;
    } catch (StoreUnavailableException e) {
      log.warn("answered 503: {}", e.getMessage());
      Answers.tryAgainLater(response, callback, "the report could not be stored; send it later");
      return;
    }
    Answers.line(response, callback, 200, "");
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

  // Without the exception's message, which shows what the caller has sent.
  private static UUID id(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw RequestException.badField("id", "is none that we have given");
    }
  }

  private static Optional<Instant> time(String utc) {
    try {
      return Optional.of(LocalDateTime.parse(utc, TIME).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
