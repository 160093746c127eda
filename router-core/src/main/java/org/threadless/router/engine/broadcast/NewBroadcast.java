package org.threadless.router.engine.broadcast;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.SendOptions;

/**
 * A broadcast that somebody wants to be sent.
 *
 * @param title what people know it by
 * @param texts what is said to each, in the order in which it is sent
 * @param passedOver how many could not be reached at all
 * @param options what is said of the sending of each
 * @param madeBy who wants it, as people know them; empty where nobody says
 */
public record NewBroadcast(
    Optional<String> title,
    Map<Connection, String> texts,
    int passedOver,
    SendOptions options,
    Optional<String> madeBy) {

  /** Copies the map, in its order. */
  public NewBroadcast {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(madeBy, "madeBy");
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
  }

  /** Returns the backends by which they are reached. */
  public Set<BackendName> backends() {
    return texts.keySet().stream().map(Connection::backend).collect(Collectors.toSet());
  }
}
