package org.threadless.router.engine.store;

/** A request with the same key was answered while this one was under way. */
public final class AnsweredMeanwhileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public AnsweredMeanwhileException() {
    super("a request with the same key was answered meanwhile", null, false, false);
  }
}
