package org.threadless.app.echo;

import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;

/** The app {@code ping}. */
public final class PingPlugin implements AppPlugin {

  @Override
  public String name() {
    return "ping";
  }

  @Override
  public Class<? extends App> appType() {
    return PingApp.class;
  }
}
