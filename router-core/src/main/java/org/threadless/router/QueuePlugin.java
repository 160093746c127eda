package org.threadless.router;

/** The handler {@code queue}. */
public final class QueuePlugin implements IncomingHandlerPlugin {

  /** Its name. */
  public static final String NAME = "queue";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<? extends IncomingHandler> handlerType() {
    return QueueHandler.class;
  }
}
