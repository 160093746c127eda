package org.example.national;

import org.threadless.router.incoming.IncomingHandler;
import org.threadless.router.incoming.IncomingHandlerPlugin;

/** The handler {@code national}. */
public final class NationalPlugin implements IncomingHandlerPlugin {

  @Override
  public String name() {
    return "national";
  }

  @Override
  public Class<? extends Record> configType() {
    return NationalSettings.class;
  }

  @Override
  public Class<? extends IncomingHandler> handlerType() {
    return NationalHandler.class;
  }
}
