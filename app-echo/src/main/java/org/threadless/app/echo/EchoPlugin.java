package org.threadless.app.echo;

import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;

/** The app {@code echo}. */
public final class EchoPlugin implements AppPlugin {

  @Override
  public String name() {
    return "echo";
  }

  @Override
  public Class<? extends App> appType() {
    return EchoApp.class;
  }
}
