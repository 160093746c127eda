package org.threadless.router.engine.routing;

/** Sees the way that messages take through the apps. Called on the threads of the messages. */
@FunctionalInterface
public interface Trace {

  /** Looks at nothing, and costs nothing. */
  Trace NONE = call -> {};

  /** Is told of each call of an app's phase method, in their order. Must not throw. */
  void called(AppCall call);

  /**
   * Is told that a message passes all apps anew: the calls for it so far count no more. Must not
   * throw.
   */
  default void anew() {}
}
