package org.threadless.router.engine.language;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.threadless.router.message.Connection;

/** Knows the languages of people. Safe for any thread. */
@FunctionalInterface
public interface Languages {

  /** Knows nobody's. */
  Languages NONE = connections -> Map.of();

  /**
   * Returns the languages of these, as far as they are known; one question to the database, however
   * many they are. On a thread that has a unit of work it is asked there.
   *
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now
   */
  Map<Connection, Locale> of(Collection<Connection> connections);
}
