package org.threadless.http.server.handler;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds how many bytes there are at once of bodies that are larger than most may be, so that not a
 * few clients fill the heap. Safe for any thread.
 */
@Singleton
public final class BodyRoom {

  // While a body comes it grows by doubling, and then it is copied.
  private static final int COPIES = 4;

  private final long most;
  private final AtomicLong taken = new AtomicLong();

  /** A quarter of the heap. */
  @Inject
  public BodyRoom() {
    this(Runtime.getRuntime().maxMemory() / 4 / COPIES);
  }

  /**
   * @param most how many bytes there may be
   */
  public BodyRoom(long most) {
    this.most = most;
  }

  /** Returns the part of one body, which has nothing yet. */
  public Part part() {
    return new Part();
  }

  /** What one body has of it. */
  public final class Part {

    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean over;

    /** Takes room for so many bytes; returns false where there is none, and has taken none then. */
    public boolean take(long more) {
      if (taken.addAndGet(more) > most) {
        taken.addAndGet(-more);
        return false;
      }
      bytes.addAndGet(more);
      if (over) {
        end();
      }
      return true;
    }

    /** Its bytes are gone, and so is what is still taken after this. */
    public void end() {
      over = true;
      taken.addAndGet(-bytes.getAndSet(0));
    }
  }
}
