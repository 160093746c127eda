package org.threadless.storage.uniform;

import java.util.List;
import java.util.UUID;
import org.threadless.storage.write.value.Fingerprint;
import org.threadless.storage.write.value.IdOrder;

/** Lets all that names a connection name the one that stays: itself, or another one. */
final class Move {

  private static final int BATCH = 500;

  private final Change change;
  private final UUID from;
  private final UUID into;
  private final String backend;
  private final String now;
  private final String then;

  /**
   * @param into the one that stays
   */
  Move(Change change, UUID into) {
    this.change = change;
    this.from = change.id();
    this.into = into;
    this.backend = change.now().backend().value();
    this.now = change.now().identity().value();
    this.then = change.then().identity().value();
  }

  /** Moves the next messages, and what waits of them; returns the last of them, null for none. */
  UUID messages(UniformMapper mapper, UUID after) {
    List<UUID> ids = mapper.messages(from, after, BATCH);
    if (ids.isEmpty()) {
      return null;
    }
    mapper
        .claims(ids)
        .forEach(
            claim ->
                mapper.setFingerprint(
                    claim.id(), Fingerprint.of(change.then().identity(), claim.text())));
    if (merges()) {
      mapper.moveMessages(ids, into);
      mapper.moveWaiting(ids, into);
    }
    return ids.get(ids.size() - 1);
  }

  /** Moves what there is one of for each connection, and the connection itself. */
  void rest(UniformMapper mapper) {
    moveCleared(mapper);
    mapper.moveContact(backend, now, then);
    mapper.removeContact(backend, now);
    if (merges()) {
      mapper.slowDown(from, into);
      mapper.movePace(from, into);
      mapper.removePace(from);
      mapper.moveProbe(from, into);
      mapper.remove(from);
    } else {
      mapper.rename(from, then);
    }
  }

  // What is cleared of one of them only is shown again: rather that than hide what nobody has.
  private void moveCleared(UniformMapper mapper) {
    UUID ofNow = mapper.cleared(backend, now);
    UUID ofThen = mapper.cleared(backend, then);
    mapper.removeCleared(backend, now);
    mapper.removeCleared(backend, then);
    if (!merges() && ofNow != null) {
      mapper.insertCleared(backend, then, ofNow);
    } else if (ofNow != null && ofThen != null) {
      mapper.insertCleared(backend, then, earlier(ofNow, ofThen));
    }
  }

  private static UUID earlier(UUID one, UUID other) {
    return IdOrder.isAfter(other, one) ? one : other;
  }

  private boolean merges() {
    return !into.equals(from);
  }
}
