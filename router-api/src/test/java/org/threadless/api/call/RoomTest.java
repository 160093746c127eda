package org.threadless.api.call;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.threadless.router.incoming.OverloadException;

class RoomTest {

  private static final long MIB = 1024 * 1024;

  private final LargeThings all = new LargeThings(2 * MIB);

  @Test
  void whatIsTakenBeforeIsThereThoughOthersTakeTheRest() {
    Room room = new Room(all, all.hold(MIB));
    LargeThings.Held rest = all.hold(MIB);

    LargeThings.Held kept = room.keep(3 * MIB);
    room.close();
    assertThatThrownBy(() -> all.hold(MIB)).isInstanceOf(OverloadException.class);

    kept.close();
    all.hold(MIB).close();
    rest.close();
  }

  @Test
  void whatNobodyKeepsIsGivenBack() {
    new Room(all, all.hold(2 * MIB)).close();

    all.hold(2 * MIB).close();
  }

  @Test
  void whereNoneIsTakenBeforeItIsTakenThen() {
    LargeThings.Held others = all.hold(2 * MIB);

    assertThatThrownBy(() -> new Room(all).keep(MIB)).isInstanceOf(OverloadException.class);
    others.close();
    new Room(all).keep(MIB).close();
  }
}
