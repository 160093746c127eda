package org.threadless.router.loop;

/** Throws when it is asked what it is. */
public final class Unspeakable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  @Override
  public String getMessage() {
    throw new IllegalStateException("unspeakable");
  }
}
