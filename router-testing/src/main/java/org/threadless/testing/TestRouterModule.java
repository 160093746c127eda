package org.threadless.testing;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.OptionalBinder;
import org.threadless.router.ProjectName;
import org.threadless.router.engine.call.Limits;
import org.threadless.router.engine.callback.CallbackUrls;

/** What a test router is made with, but for its plugins. */
final class TestRouterModule extends AbstractModule {

  private final String projectName;

  TestRouterModule(String projectName) {
    this.projectName = projectName;
  }

  @Override
  protected void configure() {
    // Nobody is told: any may be named.
    OptionalBinder.newOptionalBinder(binder(), CallbackUrls.class)
        .setBinding()
        .toInstance(url -> {});
    bind(Limits.class).toInstance(Limits.none());
    bind(ProjectName.class).toInstance(new ProjectName(projectName));
  }
}
