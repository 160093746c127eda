package org.threadless.app.fallback;

import java.util.Optional;
import org.threadless.router.config.Settings;

/**
 * The settings of the app {@code default}.
 *
 * @param response what to reply, in whatever language somebody has; {@code %(project_name)s} stands
 *     for the project's name; an empty text switches the app off. Default: the text {@code
 *     not-understood}, in several languages
 */
record DefaultSettings(Optional<String> response) {

  DefaultSettings {
    response = Settings.orElse(response, Optional.empty());
  }
}
