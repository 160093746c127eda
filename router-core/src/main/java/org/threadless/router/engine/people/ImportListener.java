package org.threadless.router.engine.people;

/** Is told of an import while it goes on, on its thread. */
public interface ImportListener {

  /**
   * Nothing of a row is stored.
   *
   * @param line where it begins, counted from 1
   * @param problem why, for people, in one line
   */
  void refused(long line, String problem);

  /** So much is stored by now, or refused. */
  default void stored(Imported soFar) {}
}
