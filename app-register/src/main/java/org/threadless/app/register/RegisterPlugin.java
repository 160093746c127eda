package org.threadless.app.register;

import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;

/** The app {@code register}. */
public final class RegisterPlugin implements AppPlugin {

  @Override
  public String name() {
    return "register";
  }

  @Override
  public Class<? extends Record> configType() {
    return RegisterSettings.class;
  }

  @Override
  public Class<? extends App> appType() {
    return RegisterApp.class;
  }
}
