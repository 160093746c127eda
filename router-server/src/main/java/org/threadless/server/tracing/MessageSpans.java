package org.threadless.server.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.threadless.router.app.AppName;
import org.threadless.router.app.Phase;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.observing.Observation;
import org.threadless.router.engine.observing.Observer;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.InResponseTo;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;

/**
 * Spans of what is done with messages: received, routed, what apps do, stored, sent. They tell ids,
 * names and statuses; what a message says and whom it is from or to they never do.
 *
 * <p>What is done on the thread of a request is part of that request's trace. What is done later
 * has a trace of its own, linked to what this process did last with the message, where it knows
 * that.
 */
final class MessageSpans implements Observer {

  static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("router.message");
  static final AttributeKey<String> BACKEND = AttributeKey.stringKey("router.backend");
  static final AttributeKey<String> APP = AttributeKey.stringKey("router.app");
  static final AttributeKey<String> PHASE = AttributeKey.stringKey("router.phase");
  static final AttributeKey<String> STATUS = AttributeKey.stringKey("router.status");
  static final AttributeKey<String> RESULT = AttributeKey.stringKey("router.result");
  static final AttributeKey<String> ANSWERED = AttributeKey.stringKey("router.in_response_to");
  static final AttributeKey<Boolean> DUPLICATE = AttributeKey.booleanKey("router.duplicate");

  private final Tracer tracer;
  private final Origins origins;

  MessageSpans(Tracer tracer, Origins origins) {
    this.tracer = tracer;
    this.origins = origins;
  }

  @Override
  public Observation<Receipt> receiving(ReceivedMessage message) {
    Span span =
        begun(
                "receive",
                message.connection().backend(),
                inTrace() ? SpanKind.INTERNAL : SpanKind.CONSUMER)
            .startSpan();
    return new OpenSpan<>(span, this::received);
  }

  private void received(Span span, Receipt receipt) {
    tell(span, receipt);
    if (!receipt.duplicate()) {
      origins.remember(receipt.id(), span.getSpanContext());
    }
  }

  private static void tell(Span span, Receipt receipt) {
    span.setAttribute(MESSAGE, receipt.id().toString());
    span.setAttribute(STATUS, receipt.status().name());
    if (receipt.duplicate()) {
      span.setAttribute(DUPLICATE, true);
    }
  }

  @Override
  public Observation<Receipt> routing(IncomingMessage message) {
    SpanBuilder builder = begun("route", message.connection().backend(), SpanKind.INTERNAL);
    Span span =
        linked(builder, Stream.of(message.id()))
            .setAttribute(MESSAGE, message.id().toString())
            .startSpan();
    origins.remember(message.id(), span.getSpanContext());
    return new OpenSpan<>(span, MessageSpans::tell);
  }

  @Override
  public Observation<Boolean> calling(AppName app, Phase phase, UUID message) {
    return inTrace() ? new CallSpan(tracer, app, phase, message) : Observation.none();
  }

  @Override
  public Observation<Boolean> committing(UUID message) {
    Span span = tracer.spanBuilder("store").setAttribute(MESSAGE, message.toString()).startSpan();
    return new OpenSpan<>(span, (open, stored) -> {});
  }

  @Override
  public Observation<SendResult> sending(OutgoingMessage message) {
    SpanBuilder builder = begun("send", message.connection().backend(), SpanKind.CLIENT);
    Stream<UUID> known =
        Stream.concat(
            Stream.of(message.id()), message.inResponseTo().map(InResponseTo::id).stream());
    linked(builder, known).setAttribute(MESSAGE, message.id().toString());
    message
        .inResponseTo()
        .ifPresent(answered -> builder.setAttribute(ANSWERED, answered.id().toString()));
    Span span = builder.startSpan();
    origins.remember(message.id(), span.getSpanContext());
    return new OpenSpan<>(span, MessageSpans::tell);
  }

  private static void tell(Span span, SendResult result) {
    span.setAttribute(RESULT, result.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    if (!(result instanceof SendResult.Accepted || result instanceof SendResult.Later)) {
      span.setStatus(StatusCode.ERROR);
    }
  }

  private SpanBuilder begun(String what, BackendName backend, SpanKind kind) {
    return tracer
        .spanBuilder(what + " " + backend)
        .setSpanKind(kind)
        .setAttribute(BACKEND, backend.value());
  }

  private SpanBuilder linked(SpanBuilder builder, Stream<UUID> messages) {
    if (!inTrace()) {
      origins.first(messages).ifPresent(builder::addLink);
    }
    return builder;
  }

  private static boolean inTrace() {
    return Span.current().getSpanContext().isValid();
  }
}
