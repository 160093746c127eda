package org.threadless.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * Does later what the server, and those beside it, leave to it; runs as long as the server does.
 */
@Singleton
final class HttpTimer extends ScheduledExecutorScheduler {

  @Inject
  HttpTimer() {
    super("http-timer", false);
  }

  void later(Runnable work, Duration after) {
    schedule(work, after.toMillis(), TimeUnit.MILLISECONDS);
  }
}
