package org.threadless.server.tracing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The last span of each of the messages that this process has dealt with lately: for the spans of
 * what is done with them later, on another thread. Another node has none of them; whoever looks for
 * those finds them by the id of the message.
 */
final class Origins {

  private static final int MOST = 10_000;
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Cache<UUID, SpanContext> last =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();

  void remember(UUID message, SpanContext span) {
    if (span.isSampled()) {
      last.put(message, span);
    }
  }

  /** Returns that of the first of these messages that has one. */
  Optional<SpanContext> first(Stream<UUID> messages) {
    return messages.map(last::getIfPresent).filter(span -> span != null).findFirst();
  }
}
