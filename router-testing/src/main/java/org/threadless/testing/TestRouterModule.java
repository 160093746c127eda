package org.threadless.testing;

import com.google.inject.AbstractModule;
import org.threadless.router.ProjectName;
import org.threadless.router.engine.call.Limits;

/** What a test router is made with, but for its plugins. */
final class TestRouterModule extends AbstractModule {

  private final String projectName;

  TestRouterModule(String projectName) {
    this.projectName = projectName;
  }

  @Override
  protected void configure() {
    bind(Limits.class).toInstance(Limits.none());
    bind(ProjectName.class).toInstance(new ProjectName(projectName));
  }
}
