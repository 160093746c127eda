package org.threadless.web.live;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many pages may be open at once, and how much may wait for those that do not read: what a
 * sixteenth of the heap has room for, each, for all pages of an engine or endpoint together. Safe
 * for any thread.
 */
public final class PageLimits {

  private static final int MOST_PAGES = 1000;

  // What is remembered of the messages that a page shows.
  private static final long PAGE_BYTES = 128 * 1024;

  // It is text first, in an array that has grown by doubling, then bytes that are written.
  private static final long CHARACTER_BYTES = 4;

  private static final int PART = 16;

  private final int mostPages;
  private final long mostCharacters;
  private final AtomicInteger pages = new AtomicInteger();
  private final AtomicLong characters = new AtomicLong();

  /**
   * @param heap in bytes
   */
  public PageLimits(long heap) {
    this.mostPages = (int) Math.max(10, Math.min(MOST_PAGES, heap / PART / PAGE_BYTES));
    this.mostCharacters = heap / PART / CHARACTER_BYTES;
  }

  /** Takes the place of one page; returns whether there was one. */
  public boolean enter() {
    if (pages.incrementAndGet() > mostPages) {
      pages.decrementAndGet();
      return false;
    }
    return true;
  }

  /** Gives the place of a page back. */
  public void leave() {
    pages.decrementAndGet();
  }

  /** Takes room for some characters that wait; returns whether there was as much. */
  public boolean take(int count) {
    if (characters.addAndGet(count) > mostCharacters) {
      characters.addAndGet(-count);
      return false;
    }
    return true;
  }

  /** Gives room for characters back. */
  public void give(int count) {
    characters.addAndGet(-count);
  }
}
