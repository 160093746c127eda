package org.threadless.router.engine.store;

import java.util.List;
import java.util.Map;

/** Makes what apps read and write their own tables with. */
public interface Mappers {

  /**
   * Makes the mappers of one app, which know nothing of those of another.
   *
   * @param types interfaces as MyBatis has them
   * @return an instance of each, for every thread: on one that has a message before it, what is
   *     written is in the message's transaction; anywhere else each call is one of its own
   * @throws IllegalArgumentException where one is no mapper; its message is for the author
   */
  Map<Class<?>, Object> make(List<Class<?>> types);
}
