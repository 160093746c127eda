package org.threadless.storage.history;

import java.util.List;
import java.util.UUID;
import org.threadless.router.app.AppName;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageStatus;

/**
 * Which messages are wanted of those that are looked at, as far as the database decides that.
 *
 * @param backend of this one; of any, where null
 * @param direction that go this way; either way, where null
 * @param statuses that have one of these, {@code OUT FAILED} say; any, where empty
 * @param app that this one has handled or made; or any, and none, where null
 * @param broadcast that were made in this one; or any, and none, where null
 * @param connections of these; of any, where null
 * @param withText whether their texts are wanted as well
 */
public record Wanted(
    String backend,
    Direction direction,
    List<String> statuses,
    String app,
    UUID broadcast,
    List<UUID> connections,
    boolean withText) {

  static Wanted of(MessageQuery query, List<UUID> connections) {
    return new Wanted(
        query.backend().map(BackendName::value).orElse(null),
        query.direction().orElse(null),
        query.statuses().stream().map(Wanted::written).toList(),
        query.app().map(AppName::value).orElse(null),
        query.broadcast().orElse(null),
        connections,
        query.text().isPresent());
  }

  private static String written(MessageStatus status) {
    Direction direction = status instanceof IncomingStatus ? Direction.IN : Direction.OUT;
    return direction + " " + status;
  }
}
