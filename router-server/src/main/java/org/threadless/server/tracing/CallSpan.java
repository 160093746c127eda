package org.threadless.server.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.threadless.router.app.AppName;
import org.threadless.router.app.Phase;
import org.threadless.router.engine.observing.Observation;
import org.threadless.router.engine.observing.Observer;

/**
 * The span of an app's call. Most calls do nothing, since a message is for one app of many: only
 * one that settled something, threw or took its time has a span, which is made when it is over.
 */
final class CallSpan implements Observation<Boolean> {

  private static final Duration ITS_TIME = Duration.ofMillis(1);

  private final Tracer tracer;
  private final AppName app;
  private final Phase phase;
  private final UUID message;
  private final Instant began = Instant.now();
  private final long start = System.nanoTime();

  CallSpan(Tracer tracer, AppName app, Phase phase, UUID message) {
    this.tracer = tracer;
    this.app = app;
    this.phase = phase;
    this.message = message;
  }

  @Override
  public void ended(Boolean answer) {
    Duration took = took();
    if (settles(answer) || took.compareTo(ITS_TIME) >= 0) {
      end(begin(), took);
    }
  }

  private boolean settles(boolean answer) {
    return switch (phase) {
      case FILTER, HANDLE, DEFAULT -> answer;
      // It goes out unless somebody says no.
      case OUTGOING -> !answer;
      case PARSE, CLEANUP, DELIVERED -> false;
    };
  }

  @Override
  public void failed(Throwable thrown) {
    Duration took = took();
    Span span = begin();
    if (Observer.isErrorOfApp(thrown)) {
      OpenSpan.fail(span, thrown);
    } else {
      span.setAttribute(OpenSpan.ERROR, thrown.getClass().getName());
    }
    end(span, took);
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private Span begin() {
    return tracer
        .spanBuilder(app + " " + phase)
        .setStartTimestamp(began)
        .setAttribute(MessageSpans.APP, app.value())
        .setAttribute(MessageSpans.PHASE, phase.toString())
        .setAttribute(MessageSpans.MESSAGE, message.toString())
        .startSpan();
  }

  private void end(Span span, Duration took) {
    span.end(began.plus(took));
  }
}
