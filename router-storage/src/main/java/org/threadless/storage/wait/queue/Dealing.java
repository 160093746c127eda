package org.threadless.storage.wait.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.Dealt;
import org.threadless.router.engine.backlog.DueMessage;
import org.threadless.router.message.Connection;

/**
 * Deals with messages that were taken, those of a connection one after the other until one has to
 * wait, and tells the backlog what came of each. Safe for any thread.
 */
final class Dealing {

  private final Backlog backlog;
  private final Function<DueMessage, Dealt> work;
  private final Runnable done;
  private final Consumer<Instant> again;

  /**
   * @param work deals with one; never throws
   * @param done is run when more may be taken; must not block
   * @param again is told when one is due that has to wait; must not block
   */
  Dealing(
      Backlog backlog, Function<DueMessage, Dealt> work, Runnable done, Consumer<Instant> again) {
    this.backlog = backlog;
    this.work = work;
    this.done = done;
    this.again = again;
  }

  /** Returns those of each connection, in the order in which the first of them was taken. */
  static Collection<List<DueMessage>> byConnection(List<DueMessage> messages) {
    Map<Connection, List<DueMessage>> found =
        messages.stream()
            .collect(
                Collectors.groupingBy(
                    DueMessage::connection, LinkedHashMap::new, Collectors.toList()));
    return found.values();
  }

  /** Deals with messages of one connection. */
  void with(List<DueMessage> messages) {
    List<UUID> routed = new ArrayList<>();
    Optional<Dealt.Again> waits = Optional.empty();
    int ended = 0;
    while (ended < messages.size() && waits.isEmpty()) {
      Dealt dealt = work.apply(messages.get(ended));
      if (dealt instanceof Dealt.Again later) {
        waits = Optional.of(later);
      } else {
        end(messages.get(ended), dealt, routed);
        ended++;
      }
    }
    if (!routed.isEmpty()) {
      backlog.finish(routed, List.of(), done);
    }
    List<UUID> left =
        messages.subList(ended, messages.size()).stream().map(DueMessage::id).toList();
    waits.ifPresent(
        each -> {
          backlog.giveBack(left, each.failure(), each.due());
          again.accept(each.due());
        });
  }

  private void end(DueMessage message, Dealt dealt, List<UUID> routed) {
    if (dealt instanceof Dealt.Later later) {
      backlog.reschedule(message.id(), later.due(), done);
    } else {
      finish(message, (Dealt.Done) dealt, routed);
    }
  }

  // What was sent is told at once: should this node die, it must not be sent again. What was routed
  // is stored.
  private void finish(DueMessage message, Dealt.Done dealt, List<UUID> routed) {
    if (dealt.outcome().isPresent()) {
      backlog.finish(List.of(message.id()), List.of(dealt.outcome().get()), done);
    } else {
      routed.add(message.id());
    }
  }
}
