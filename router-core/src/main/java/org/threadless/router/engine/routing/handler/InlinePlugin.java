package org.threadless.router.engine.routing.handler;

import org.threadless.router.incoming.IncomingHandler;
import org.threadless.router.incoming.IncomingHandlerPlugin;

/** The handler {@code inline}, which a backend has unless it names another. */
public final class InlinePlugin implements IncomingHandlerPlugin {

  /** Its name. */
  public static final String NAME = "inline";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<? extends IncomingHandler> handlerType() {
    return InlineHandler.class;
  }
}
