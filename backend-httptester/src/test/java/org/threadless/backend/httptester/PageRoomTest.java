package org.threadless.backend.httptester;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How many pages a heap has room for. */
class PageRoomTest {

  private static final long MEBIBYTE = 1024 * 1024;

  @Test
  void pagesAreAsManyAsTheHeapHasRoomForAndNeverMoreThanAThousand() {
    assertThat(pages(256 * MEBIBYTE)).isEqualTo(128);
    assertThat(pages(64 * 1024 * MEBIBYTE)).isEqualTo(1000);
    assertThat(pages(MEBIBYTE)).isEqualTo(10);
  }

  @Test
  void aPlaceThatIsGivenBackCanBeTakenAgain() {
    PageRoom room = new PageRoom(MEBIBYTE);
    while (room.enter()) {
      assertThat(room.take(1)).isTrue();
    }

    room.leave();

    assertThat(room.enter()).isTrue();
    assertThat(room.enter()).isFalse();
  }

  @Test
  void whatWaitsForAllPagesTogetherFitsIntoASixteenthOfTheHeap() {
    PageRoom room = new PageRoom(256 * MEBIBYTE);
    int half = (int) (2 * MEBIBYTE);

    assertThat(room.take(half)).isTrue();
    assertThat(room.take(half)).isTrue();
    assertThat(room.take(1)).isFalse();
    room.give(half);
    assertThat(room.take(1)).isTrue();
  }

  private static int pages(long heap) {
    PageRoom room = new PageRoom(heap);
    int pages = 0;
    while (room.enter()) {
      pages++;
    }
    return pages;
  }
}
