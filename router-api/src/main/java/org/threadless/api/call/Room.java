package org.threadless.api.call;

import java.util.Optional;

/** Room for one answer, taken before there is one where that must not be refused any more. */
final class Room implements AutoCloseable {

  private final LargeThings all;
  private Optional<LargeThings.Held> taken;

  /** None is taken yet. */
  Room(LargeThings all) {
    this.all = all;
    this.taken = Optional.empty();
  }

  Room(LargeThings all, LargeThings.Held taken) {
    this.all = all;
    this.taken = Optional.of(taken);
  }

  /**
   * Returns the room of an answer, to be closed when that is written.
   *
   * @throws org.threadless.router.incoming.OverloadException where none is taken yet, and there is
   *     none
   */
  LargeThings.Held keep(long bytes) {
    LargeThings.Held kept = taken.orElseGet(() -> all.hold(bytes));
    taken = Optional.empty();
    return kept;
  }

  /** Gives back what nobody has kept. */
  @Override
  public void close() {
    taken.ifPresent(LargeThings.Held::close);
  }
}
