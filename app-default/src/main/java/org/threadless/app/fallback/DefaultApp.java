package org.threadless.app.fallback;

import jakarta.inject.Inject;
import java.util.Optional;
import org.threadless.router.ProjectName;
import org.threadless.router.app.App;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.Text;

/** Replies to what no app understood. Lets later apps have their default as well. */
final class DefaultApp implements App {

  private static final String PROJECT_NAME = "%(project_name)s";

  private final Optional<String> response;
  private final Text notUnderstood;

  @Inject
  DefaultApp(DefaultSettings settings, ProjectName projectName) {
    this.response =
        settings.response().map(text -> text.replace(PROJECT_NAME, projectName.value()));
    this.notUnderstood = Text.of("not-understood", projectName.value());
  }

  @Override
  public boolean fallback(IncomingMessage message) {
    if (response.isEmpty()) {
      message.respond(notUnderstood);
    } else if (!response.get().isEmpty()) {
      message.respond(response.get());
    }
    return false;
  }
}
