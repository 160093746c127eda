package org.threadless.router.engine.routing.handler;

import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.incoming.IncomingHandler;
import org.threadless.router.incoming.IncomingHandlerPlugin;

/** The handler {@code queue}. */
public final class QueuePlugin implements IncomingHandlerPlugin {

  /** Its name. */
  public static final String NAME = ConfiguredBackend.QUEUE_HANDLER;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<? extends IncomingHandler> handlerType() {
    return QueueHandler.class;
  }
}
