package org.threadless.server.command.typed;

import java.util.function.Supplier;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.ReceivedMessage;
import picocli.CommandLine.Parameters;

/** A message on the command line. */
public final class MessageParameters {

  @Parameters(index = "0", paramLabel = "BACKEND", description = "A configured backend.")
  private String backend;

  @Parameters(index = "1", paramLabel = "IDENTITY", description = "Who says it.")
  private String identity;

  @Parameters(index = "2", paramLabel = "TEXT", description = "What is said.")
  private String text;

  /** Returns the message that was typed; fails where it cannot be one. */
  public ReceivedMessage received() {
    BackendName from = valid("BACKEND", () -> new BackendName(backend));
    Identity who = valid("IDENTITY", () -> new Identity(identity));
    return valid("TEXT", () -> ReceivedMessage.of(new Connection(from, who), text));
  }

  /**
   * Returns what was made of an argument.
   *
   * @param argument as the command line names it
   * @throws UserException where that is refused as an {@link IllegalArgumentException}
   */
  public static <T> T valid(String argument, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new UserException(argument + " is not valid: " + e.getMessage(), e);
    }
  }
}
