package org.threadless.server.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.function.BiConsumer;
import org.slf4j.MDC;
import org.threadless.router.engine.observing.Observation;

/**
 * A span that is its thread's while something is done, with the id of its trace in all that is
 * logged meanwhile. What was thrown is told by its class alone: what it says may be a person's.
 */
final class OpenSpan<T> implements Observation<T> {

  static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

  private static final String TRACE = "trace_id";

  private final Span span;
  private final BiConsumer<Span, T> telling;
  private final Scope scope;
  private final String outerTrace;

  /**
   * Begins.
   *
   * @param telling puts what came of it into the span
   */
  // It is closed when what it is around ends, as an observation always does.
  @SuppressWarnings("MustBeClosedChecker")
  OpenSpan(Span span, BiConsumer<Span, T> telling) {
    this.span = span;
    this.telling = telling;
    this.scope = span.makeCurrent();
    this.outerTrace = MDC.get(TRACE);
    if (span.getSpanContext().isSampled()) {
      MDC.put(TRACE, span.getSpanContext().getTraceId());
    }
  }

  @Override
  public void ended(T result) {
    telling.accept(span, result);
    end();
  }

  @Override
  public void failed(Throwable thrown) {
    fail(span, thrown);
    end();
  }

  static void fail(Span span, Throwable thrown) {
    span.setStatus(StatusCode.ERROR);
    span.setAttribute(ERROR, thrown.getClass().getName());
  }

  private void end() {
    scope.close();
    span.end();
    if (outerTrace == null) {
      MDC.remove(TRACE);
    } else {
      MDC.put(TRACE, outerTrace);
    }
  }
}
