package org.threadless.server.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.function.UnaryOperator;
import org.threadless.http.server.handler.RequestObserver;
import org.threadless.router.engine.observing.Observation;

/** Spans of requests, which are part of their callers' traces ({@code traceparent}). */
final class RequestSpans implements RequestObserver {

  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");

  private static final int FIRST_OF_OURS = 500;

  private final Tracer tracer;
  private final TextMapPropagator propagator;

  RequestSpans(Tracer tracer, TextMapPropagator propagator) {
    this.tracer = tracer;
    this.propagator = propagator;
  }

  /** Asks for headers by their names. */
  private enum Headers implements TextMapGetter<UnaryOperator<String>> {
    GETTER;

    @Override
    public String get(UnaryOperator<String> headers, String name) {
      return headers == null ? null : headers.apply(name);
    }
  }

  @Override
  public Observation<Integer> handling(String method, String route, UnaryOperator<String> header) {
    Context callers = propagator.extract(Context.root(), header, Headers.GETTER);
    Span span =
        tracer
            .spanBuilder(method + " " + route)
            .setParent(callers)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute(METHOD, method)
            .setAttribute(ROUTE, route)
            .startSpan();
    return new OpenSpan<>(span, RequestSpans::tell);
  }

  private static void tell(Span span, Integer status) {
    if (status > 0) {
      span.setAttribute(STATUS, (long) status);
    }
    if (status >= FIRST_OF_OURS) {
      span.setStatus(StatusCode.ERROR);
    }
  }
}
