package org.threadless.app.fallback;

import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;

/** The app {@code default}. */
public final class DefaultPlugin implements AppPlugin {

  @Override
  public String name() {
    return "default";
  }

  @Override
  public Class<? extends Record> configType() {
    return DefaultSettings.class;
  }

  @Override
  public Class<? extends App> appType() {
    return DefaultApp.class;
  }
}
