package org.threadless.http.callback;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.threadless.router.engine.callback.CallbackUrls;
import org.threadless.router.engine.callback.EventType;
import org.threadless.router.engine.callback.Subscriptions;

/**
 * Which programs are told of what.
 *
 * @param callbacks those that are configured, no two of one URL
 * @param byMessage what single messages may name; empty where they may name none
 */
public record CallbackPlan(
    List<CallbackSettings> callbacks, Optional<ByMessageSettings> byMessage) {

  /** Copies the list. */
  public CallbackPlan {
    callbacks = List.copyOf(callbacks);
    Objects.requireNonNull(byMessage, "byMessage");
  }

  /** Returns whether nobody is told of anything. */
  public boolean isNone() {
    return callbacks.isEmpty() && byMessage.isEmpty();
  }

  /** Returns what is to be stored for whom. */
  public Subscriptions subscriptions() {
    Map<String, Set<EventType>> byTarget = new LinkedHashMap<>();
    callbacks.forEach(each -> byTarget.put(each.target(), each.events()));
    return new Subscriptions(byTarget, byMessage.isPresent());
  }

  /** Returns what messages may name. */
  public CallbackUrls urls() {
    return byMessage
        .<CallbackUrls>map(settings -> new AllowedUrls(settings.allow()))
        .orElse(CallbackUrls.NONE);
  }

  /** Returns the longest time for which anything is told. */
  Duration longest() {
    return Stream.concat(
            callbacks.stream().map(CallbackSettings::giveUpAfter),
            byMessage.stream().map(ByMessageSettings::giveUpAfter))
        .max(Comparator.naturalOrder())
        .orElse(CallbackSettings.GIVE_UP_AFTER);
  }
}
