package org.threadless.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.threadless.http.server.handler.RequestObserver;
import org.threadless.router.app.AppName;
import org.threadless.router.app.LaterException;
import org.threadless.router.app.Phase;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.observing.Observation;
import org.threadless.router.engine.observing.Observer;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.Connection;
import org.threadless.router.message.InResponseTo;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;

class MessageSpansTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00f067aa0ba902b7";
  private static final String TEXT = "what a person says";
  private static final Connection SOMEBODY = Connection.of("a", "+254700123456");
  private static final AppName APP = new AppName("echo");

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final OpenTelemetry telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(spans))
                  .build())
          .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
          .build();
  private final Observer messages = Telemetry.messages(telemetry);
  private final RequestObserver requests = Telemetry.requests(telemetry);
  private final UUID id = UUID.randomUUID();
  private final OutgoingMessage reply =
      new OutgoingMessage(
          UUID.randomUUID(),
          SOMEBODY,
          TEXT,
          Optional.of(new InResponseTo(id, Optional.empty())),
          Instant.EPOCH);

  private Observation<Integer> request(Map<String, String> headers) {
    return requests.handling("POST", "/http/a/", headers::get);
  }

  private Receipt received(IncomingStatus status) {
    return new Receipt(id, status, false, List.of());
  }

  private SpanData span(String name) {
    return spans.getFinishedSpanItems().stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " in " + spans.getFinishedSpanItems()));
  }

  @Test
  void whatIsDoneForARequestIsPartOfItsCallersTrace() {
    request(Map.of("traceparent", "00-" + TRACE + "-" + CALLER + "-01"))
        .of(
            () -> {
              Receipt unused =
                  messages
                      .receiving(ReceivedMessage.of(SOMEBODY, TEXT))
                      .of(
                          () -> {
                            messages.calling(APP, Phase.HANDLE, id).ended(true);
                            messages.committing(id).ended(true);
                            messages.sending(reply).ended(SendResult.accepted());
                            return received(IncomingStatus.HANDLED);
                          });
              return 200;
            });

    assertThat(spans.getFinishedSpanItems()).allMatch(span -> span.getTraceId().equals(TRACE));
    SpanData server = span("POST /http/a/");
    assertThat(server.getParentSpanId()).isEqualTo(CALLER);
    assertThat(server.getKind()).isEqualTo(SpanKind.SERVER);
    SpanData receive = span("receive a");
    assertThat(receive.getParentSpanId()).isEqualTo(server.getSpanId());
    for (String inner : List.of("echo handle", "store", "send a")) {
      assertThat(span(inner).getParentSpanId()).isEqualTo(receive.getSpanId());
    }
  }

  @Test
  void spansTellIdsNamesAndStatusesAndNothingOfAPerson() {
    Receipt unused =
        messages
            .receiving(ReceivedMessage.of(SOMEBODY, TEXT))
            .of(() -> received(IncomingStatus.HANDLED));
    messages.sending(reply).ended(SendResult.refused("no such number " + SOMEBODY));
    messages.sending(reply).failed(new IllegalStateException(TEXT));

    assertThat(span("receive a").getAttributes().asMap())
        .containsEntry(MessageSpans.MESSAGE, id.toString())
        .containsEntry(MessageSpans.BACKEND, "a")
        .containsEntry(MessageSpans.STATUS, "HANDLED");
    assertThat(span("send a").getAttributes().asMap())
        .containsEntry(MessageSpans.MESSAGE, reply.id().toString())
        .containsEntry(MessageSpans.ANSWERED, id.toString())
        .containsEntry(MessageSpans.RESULT, "refused");
    assertThat(span("send a").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(spans.getFinishedSpanItems().toString()).doesNotContain(TEXT, "700123456");
  }

  @Test
  void anAppsCallHasASpanWhereItSettledSomethingOrThrew() {
    request(Map.of())
        .of(
            () -> {
              messages.calling(APP, Phase.FILTER, id).ended(false);
              messages.calling(APP, Phase.HANDLE, id).ended(true);
              messages.calling(APP, Phase.OUTGOING, id).ended(true);
              messages.calling(APP, Phase.DEFAULT, id).failed(new LaterException("busy"));
              messages.calling(APP, Phase.CLEANUP, id).failed(new IllegalStateException(TEXT));
              return 200;
            });

    // One that is slow by chance has one, too.
    assertThat(spans.getFinishedSpanItems())
        .extracting(SpanData::getName)
        .contains("echo handle", "echo default", "echo cleanup");
    assertThat(span("echo default").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(span("echo cleanup").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span("echo cleanup").getAttributes().get(OpenSpan.ERROR))
        .isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void whatIsSentLaterIsLinkedToWhatTheMessageCameWith() {
    request(Map.of("traceparent", "00-" + TRACE + "-" + CALLER + "-01"))
        .of(
            () -> {
              Receipt unused =
                  messages
                      .receiving(ReceivedMessage.of(SOMEBODY, TEXT))
                      .of(() -> received(IncomingStatus.QUEUED));
              return 200;
            });

    messages.sending(reply).ended(SendResult.accepted());

    assertThat(span("send a").getTraceId()).isNotEqualTo(TRACE);
    assertThat(span("send a").getLinks())
        .singleElement()
        .satisfies(link -> assertThat(link.getSpanContext().getTraceId()).isEqualTo(TRACE));
  }

  @Test
  void theLogHasTheTraceMeanwhileAndNotAfterwards() {
    Observation<Integer> request =
        request(Map.of("traceparent", "00-" + TRACE + "-" + CALLER + "-01"));
    assertThat(MDC.get("trace_id")).isEqualTo(TRACE);

    request.ended(200);

    assertThat(MDC.get("trace_id")).isNull();
  }

  @Test
  void whatIsNoTraceparentBeginsATraceAndFailuresAreErrors() {
    request(Map.of("traceparent", "garbage")).ended(503);

    assertThat(span("POST /http/a/").getParentSpanContext().isValid()).isFalse();
    assertThat(span("POST /http/a/").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }
}
