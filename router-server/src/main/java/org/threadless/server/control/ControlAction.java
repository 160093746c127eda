package org.threadless.server.control;

import java.util.List;
import java.util.function.Consumer;

/**
 * Something that a router does while it serves, because a command asks for it. Several may run at
 * once.
 */
@FunctionalInterface
public interface ControlAction {

  /**
   * Does it.
   *
   * @param arguments what the command says besides the name of the action
   * @param out takes lines for the command, at once
   * @throws ControlException where it cannot be done; its message is told to the user
   */
  void run(List<String> arguments, Consumer<String> out);
}
