package org.threadless.router.engine.observing;

/** Sees nothing. */
enum NoObservation implements Observation<Object> {
  INSTANCE;

  @Override
  public void ended(Object result) {}

  @Override
  public void failed(Throwable thrown) {}
}
