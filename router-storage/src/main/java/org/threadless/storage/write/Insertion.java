package org.threadless.storage.write;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.threadless.router.engine.store.Seen;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;

/** Stores one incoming message as QUEUED, before it is routed, unless it was seen before. */
public final class Insertion implements GroupCommit.Write {

  private final IncomingMessage message;
  private final Integer node;
  private final boolean waits;
  private final Consumer<UUID> handOver;
  private volatile Optional<Seen> first = Optional.empty();
  private volatile Optional<UUID> namesake = Optional.empty();
  private volatile boolean handedOver;

  /**
   * @param node who routes it now; null where it waits
   * @param handOver lets a message wait, if it is stored, when the database is back
   */
  public Insertion(IncomingMessage message, Integer node, Consumer<UUID> handOver) {
    this.message = message;
    this.node = node;
    this.waits = node == null;
    this.handOver = handOver;
  }

  /** Returns the message that this one is a copy of; empty where it is none, and was stored. */
  public Optional<Seen> first() {
    return first;
  }

  /** Returns the last message before this one that has its external id and says something else. */
  public Optional<UUID> namesake() {
    return namesake;
  }

  /** Returns whether it may be stored, and then waits. */
  public boolean isHandedOver() {
    return handedOver;
  }

  @Override
  public List<Connection> connections() {
    return List.of(message.connection());
  }

  @Override
  public Optional<MessageRow> claim(Group group) {
    return message.externalId().map(id -> row(group));
  }

  private MessageRow row(Group group) {
    UUID connection = group.connection(message.connection());
    return MessageRow.of(message, IncomingStatus.QUEUED, connection, node);
  }

  @Override
  public void into(Group group) {
    if (message.externalId().isEmpty()) {
      group.later(MessageMapper.class).insertMessage(row(group));
    } else {
      compare(group);
    }
    if (waits && first.isEmpty()) {
      group.later(MessageMapper.class).add(message.id());
    }
  }

  @Override
  public void outcomeUnknown() {
    handedOver = true;
    handOver.accept(message.id());
  }

  private void compare(Group group) {
    MessageMapper mapper = group.now(MessageMapper.class);
    first = Optional.empty();
    namesake = Optional.empty();
    if (!group.isClaimed(message.id())) {
      SeenRow row = mapper.seen(row(group));
      first = Optional.of(new Seen(row.id(), row.status()));
    } else if (group.isReused(message.id())) {
      namesake = Optional.ofNullable(mapper.before(row(group)));
    }
  }
}
