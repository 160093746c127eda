package org.threadless.router.engine.people;

import java.util.List;

/** Is told of an import while it goes on, on its thread. */
public interface ImportListener {

  /**
   * Nothing of a row is stored.
   *
   * @param line where it begins, counted from 1
   * @param problem why, for people, in one line
   */
  void refused(long line, String problem);

  /**
   * A row is stored, or would be.
   *
   * @param line where it begins, counted from 1
   * @param cells what stands in it
   * @param isNew whether it made a contact
   */
  default void accepted(long line, List<String> cells, boolean isNew) {}

  /** So much is stored by now, or refused. */
  default void stored(Imported soFar) {}
}
