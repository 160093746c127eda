package org.threadless.http.server;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * Does later what the server, and those beside it, leave to it; runs as long as the server does.
 */
@Singleton
public final class HttpTimer extends ScheduledExecutorScheduler {

  /** Does nothing before the server starts it. */
  @Inject
  public HttpTimer() {
    super("http-timer", false);
  }

  /** Does something once, after a while. It must not block. */
  public void later(Runnable work, Duration after) {
    schedule(work, after.toMillis(), TimeUnit.MILLISECONDS);
  }
}
