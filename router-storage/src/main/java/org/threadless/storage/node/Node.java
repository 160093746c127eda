package org.threadless.storage.node;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.storage.session.Transactions;

/**
 * This process among those that work on one database: it shows that it is alive, and takes over the
 * messages of those that are not. Whether another one is alive it tells from whether that one's
 * beats go on while it looks, so clocks do not matter, nor how long the database was away.
 */
public final class Node {

  private static final Logger log = LoggerFactory.getLogger(Node.class);

  /** A node whose beats stand still for so long is dead. */
  public static final Duration DEAD_AFTER = Duration.ofSeconds(15);

  private static final int TRIES = 20;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(25);

  private final Transactions transactions;
  private final Leases leases;
  private final LongSupplier nanoTime;
  private final boolean alone;
  private final String name;
  private final int id;
  private final Map<Integer, Pulse> pulses = new HashMap<>();
  // Since when it is waited for what dead nodes were about to commit.
  private final Map<Integer, Long> storing = new HashMap<>();

  /** The beats of another node, and since when they are that many. */
  private record Pulse(long beats, long since) {}

  private Node(
      Transactions transactions,
      Leases leases,
      LongSupplier nanoTime,
      boolean alone,
      String name,
      int id) {
    this.transactions = transactions;
    this.leases = leases;
    this.nanoTime = nanoTime;
    this.alone = alone;
    this.name = name;
    this.id = id;
  }

  /**
   * Joins the nodes of a database.
   *
   * @param nanoTime a clock that only goes forward
   * @param alone whether no other process can have the database open
   */
  public static Node join(
      Transactions transactions, Leases leases, LongSupplier nanoTime, boolean alone) {
    String name = ThisProcess.name();
    int id =
        transactions.call(
            NodeMapper.class,
            mapper -> {
              int next = mapper.nextId();
              mapper.insert(next, name, leases.oldest());
              return next;
            });
    return new Node(transactions, leases, nanoTime, alone, name, id);
  }

  /** Returns whether there is a node that is not known to be gone. */
  static boolean mayRun(Transactions transactions) {
    // No node has this id.
    return transactions.call(NodeMapper.class, mapper -> mapper.others(0)).stream()
        .anyMatch(node -> !ThisProcess.isGone(node.name()));
  }

  public int id() {
    return id;
  }

  /** Shows that this node is alive. */
  public void beat() {
    transactions.call(
        NodeMapper.class,
        mapper -> {
          // Whoever stores an older message than what is told then, lowers it afterwards.
          Integer unused = mapper.lock(id);
          if (mapper.beat(id, leases.oldest()) == 0) {
            log.warn("other nodes took this one for dead; was it stopped for a while?");
            mapper.insert(id, name, leases.oldest());
          }
          return null;
        });
  }

  /** Takes over from the nodes that are dead. */
  public void takeOver() {
    List<NodeRow> others = transactions.call(NodeMapper.class, mapper -> mapper.others(id));
    pulses.keySet().removeIf(known -> others.stream().noneMatch(other -> other.id() == known));
    takeOver(others.stream().filter(this::isDead).toList());
  }

  // What a node was about to commit when it died is committed within milliseconds, mostly.
  private void takeOver(List<NodeRow> dead) {
    List<NodeRow> left = tryToTakeOver(dead);
    for (int i = 1; i < TRIES && !left.isEmpty() && pause(); i++) {
      left = tryToTakeOver(left);
    }
    storing.keySet().retainAll(left.stream().map(NodeRow::id).toList());
  }

  /** Returns those of which something may still be committed. */
  private List<NodeRow> tryToTakeOver(List<NodeRow> dead) {
    return dead.stream().filter(each -> !tryToTakeOver(each)).toList();
  }

  private static boolean pause() {
    try {
      Thread.sleep(BETWEEN_TRIES.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Forgets how long others have been silent: while the database was away, everybody was. */
  public void forgetSilence() {
    pulses.clear();
  }

  /** Leaves; what it has in hand is for the others, or for the next start. */
  public void leave() {
    takeOver(List.of(new NodeRow(id, name, 0, leases.oldest())));
  }

  private boolean isDead(NodeRow other) {
    if (alone && !other.name().equals(name)) {
      return true;
    }
    if (ThisProcess.isGone(other.name())) {
      return true;
    }
    long now = nanoTime.getAsLong();
    Pulse before = pulses.get(other.id());
    if (before == null || before.beats() != other.beats()) {
      pulses.put(other.id(), new Pulse(other.beats(), now));
      return false;
    }
    return now - before.since() >= DEAD_AFTER.toNanos();
  }

  /** Returns false where something of it may still be committed. */
  private boolean tryToTakeOver(NodeRow dead) {
    OptionalInt messages =
        transactions.call(
            NodeMapper.class,
            mapper ->
                mapper.isStoring(dead.id()) && isWaitedFor(dead)
                    ? OptionalInt.empty()
                    : OptionalInt.of(inherit(dead, mapper)));
    if (messages.orElse(0) > 0) {
      log.info(
          "{} messages of node {} were under way: they are taken up again",
          messages.getAsInt(),
          dead.id());
    }
    return messages.isPresent();
  }

  // Not for ever: where a machine is gone, PostgreSQL may take its transaction for open for hours.
  private boolean isWaitedFor(NodeRow dead) {
    long now = nanoTime.getAsLong();
    return now - storing.computeIfAbsent(dead.id(), each -> now) < DEAD_AFTER.toNanos();
  }

  private static int inherit(NodeRow dead, NodeMapper mapper) {
    // Of several that find it dead at once, one does the rest.
    if (mapper.remove(dead.id()) == 0) {
      return 0;
    }
    mapper.inheritWaiting(dead.id());
    mapper.inheritEvents(dead.id());
    return mapper.inheritMessages(dead.id(), dead.oldestInHand());
  }
}
