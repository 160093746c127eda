package org.threadless.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How many pages a heap has room for. */
class PageLimitsTest {

  private static final long MEBIBYTE = 1024 * 1024;

  @Test
  void pagesAreAsManyAsTheHeapHasRoomForAndNeverMoreThanAThousand() {
    assertThat(pages(256 * MEBIBYTE)).isEqualTo(128);
    assertThat(pages(64 * 1024 * MEBIBYTE)).isEqualTo(1000);
    assertThat(pages(MEBIBYTE)).isEqualTo(10);
  }

  @Test
  void aPlaceThatIsGivenBackCanBeTakenAgain() {
    PageLimits limits = new PageLimits(MEBIBYTE);
    while (limits.enter()) {
      assertThat(limits.take(1)).isTrue();
    }

    limits.leave();

    assertThat(limits.enter()).isTrue();
    assertThat(limits.enter()).isFalse();
  }

  @Test
  void whatWaitsForAllPagesTogetherFitsIntoASixteenthOfTheHeap() {
    PageLimits limits = new PageLimits(256 * MEBIBYTE);
    int half = (int) (2 * MEBIBYTE);

    assertThat(limits.take(half)).isTrue();
    assertThat(limits.take(half)).isTrue();
    assertThat(limits.take(1)).isFalse();
    limits.give(half);
    assertThat(limits.take(1)).isTrue();
  }

  private static int pages(long heap) {
    PageLimits limits = new PageLimits(heap);
    int pages = 0;
    while (limits.enter()) {
      pages++;
    }
    return pages;
  }
}
