package org.threadless.router.backend;

import java.util.List;

/**
 * Something to do with a configured backend from the command line, without a server: {@code router
 * <engine> <name> BACKEND}.
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
   * Does it.
   *
   * @return the exit code: 0 where all is well
   */
  int run(BackendCall call) throws Exception;
}
