package org.threadless.router.engine.broadcast;

import java.util.Objects;

/** That a broadcast cannot go to those whom it is to go to, for people to read. */
public final class AudienceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String where;
  private final String problem;

  /**
   * @param where what is wrong, as whoever has written it knows it: {@code line 3}, {@code text}
   * @param problem what is wrong with it; goes on after that
   */
  public AudienceException(String where, String problem) {
    super(
        Objects.requireNonNull(where) + " " + Objects.requireNonNull(problem), null, false, false);
    this.where = where;
    this.problem = problem;
  }

  /** Returns what is wrong. */
  public String where() {
    return where;
  }

  /** Returns what is wrong with it. */
  public String problem() {
    return problem;
  }
}
