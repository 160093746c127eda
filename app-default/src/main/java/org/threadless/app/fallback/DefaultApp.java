package org.threadless.app.fallback;

import jakarta.inject.Inject;
import org.threadless.router.ProjectName;
import org.threadless.router.app.App;
import org.threadless.router.message.IncomingMessage;

/** Replies to what no app understood. Lets later apps have their default as well. */
final class DefaultApp implements App {

  private static final String PROJECT_NAME = "%(project_name)s";

  private final String response;

  @Inject
  DefaultApp(DefaultSettings settings, ProjectName projectName) {
    this.response = settings.response().replace(PROJECT_NAME, projectName.value());
  }

  @Override
  public boolean fallback(IncomingMessage message) {
    if (!response.isEmpty()) {
      message.respond(response);
    }
    return false;
  }
}
