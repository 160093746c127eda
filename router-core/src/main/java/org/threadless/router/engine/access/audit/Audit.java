package org.threadless.router.engine.access.audit;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps who did what. Nothing of it is secret, and no text of a message is in it; where it names
 * somebody by number, that goes when the person is erased. Safe for any thread.
 *
 * <p>Every method throws {@link org.threadless.router.conversation.StoreUnavailableException} where
 * the database cannot be used now.
 */
public interface Audit {

  /** Who did what was done on the command line of the machine. */
  String COMMAND_LINE = "command line";

  /**
   * Notes that something was done.
   *
   * @param who a user's name, or {@link #COMMAND_LINE}
   * @param action what was done: 1 to 50 of {@code a-z} and {@code -}, the thing first, as {@code
   *     user-add}, {@code backend-pause}
   * @param subject what it was done to: a name or an id; of a connection its {@code written()};
   *     empty where that goes without saying. What is too long is cut off
   * @param detail what else is worth knowing, in a few words; may be empty. What is too long is cut
   *     off
   */
  void note(String who, String action, String subject, String detail);

  /**
   * Returns what was done, the latest first.
   *
   * @param before the id of the last one of the page before; empty for the first page
   * @param limit how many at most
   */
  List<AuditEntry> list(AuditFilter filter, Optional<UUID> before, int limit);
}
