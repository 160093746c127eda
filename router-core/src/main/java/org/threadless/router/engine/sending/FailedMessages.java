package org.threadless.router.engine.sending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.backlog.GivenUp;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;

/**
 * The one place that tells of messages which have failed for good, whatever the cause: each is a
 * line in the log, and counted. Safe for any thread.
 */
@Singleton
public final class FailedMessages {

  private static final Logger log = LoggerFactory.getLogger(FailedMessages.class);

  private final Map<BackendName, LongAdder> counts = new ConcurrentHashMap<>();

  /** To be made once for a router. */
  @Inject
  public FailedMessages() {}

  /** Returns how many have failed on this node since it was started, of each backend with any. */
  public SortedMap<String, Long> counts() {
    SortedMap<String, Long> now = new TreeMap<>();
    counts.forEach((backend, count) -> now.put(backend.value(), count.sum()));
    return Collections.unmodifiableSortedMap(now);
  }

  /** Tells of a message if this is how it has failed. */
  public void tell(OutgoingMessage message, SendOutcome outcome) {
    if (outcome.result() instanceof SendResult.Refused refused) {
      add(message.id(), message.connection().backend(), refused.reason());
    }
  }

  /** Tells of a message if this report has made a failure of it. */
  public void tell(DeliveryReport report) {
    if (report.hasChangedStatus() && report.status() == OutgoingStatus.FAILED) {
      add(report.messageId(), report.connection().backend(), report.reason());
    }
  }

  private void add(UUID message, BackendName backend, String reason) {
    count(backend, 1);
    log.warn("message {} to backend {} has failed: {}", message, backend, reason);
  }

  /** Tells of messages that were given up together, if there were any. */
  public void tell(GivenUp given, BackendName backend, String reason) {
    if (given.count() == 0) {
      return;
    }
    count(backend, given.count());
    String ids = given.first().stream().map(UUID::toString).collect(Collectors.joining(", "));
    log.warn(
        "{} messages to backend {} have failed: {}: {}{}",
        given.count(),
        backend,
        reason,
        ids,
        given.count() > given.first().size() ? ", ..." : "");
  }

  private void count(BackendName backend, int messages) {
    counts.computeIfAbsent(backend, name -> new LongAdder()).add(messages);
  }
}
