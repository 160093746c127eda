package org.threadless.router.backend;

import java.util.List;

/**
 * Something to do with a configured backend from the command line, without a server: {@code router
 * <engine> <name> BACKEND}; or with its handler, {@code router <handler> <name> BACKEND}. What else
 * the configuration has is not looked at.
 */
public interface BackendCommand {

  /** Returns its name: {@code [a-z0-9-]}. */
  String name();

  /** Returns what it does, in one line, for the help. */
  String description();

  /** Returns its options, each with a value; default none. */
  default List<BackendOption> options() {
    return List.of();
  }

  /**
   * Returns whether it has something to say of a backend that is not right yet. It then gets the
   * settings without what is wrong with them, and {@linkplain BackendCall#mistakes what that is};
   * and it can be run for a preset that no backend has yet, {@code --preset NAME}. Default no: its
   * backend has no mistakes.
   */
  default boolean takesDrafts() {
    return false;
  }

  /**
   * Does it.
   *
   * @return the exit code: 0 where all is well
   */
  int run(BackendCall call) throws Exception;
}
