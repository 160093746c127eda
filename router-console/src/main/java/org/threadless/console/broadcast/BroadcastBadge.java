package org.threadless.console.broadcast;

import org.threadless.router.engine.broadcast.BroadcastState;

/**
 * The state of a broadcast in words.
 *
 * @param label the words
 * @param tone the class by which style sheets colour them; may be empty
 */
public record BroadcastBadge(String label, String tone) {

  static BroadcastBadge of(BroadcastState state) {
    return switch (state) {
      case RUNNING -> new BroadcastBadge("going out", "calm");
      case PAUSED -> new BroadcastBadge("paused", "calm");
      case STOPPED -> new BroadcastBadge("stopped", "bad");
      case FINISHED -> new BroadcastBadge("finished", "good");
    };
  }
}
