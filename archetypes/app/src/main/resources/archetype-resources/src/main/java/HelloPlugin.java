package ${package};

import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;

/** Tells the router about the app. Named in META-INF/services. */
public final class HelloPlugin implements AppPlugin {

  @Override
  public String name() {
    return "${appName}";
  }

  @Override
  public Class<? extends App> appType() {
    return HelloApp.class;
  }
}
