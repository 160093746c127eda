package org.threadless.app.fallback;

import org.threadless.router.config.Settings;

/**
 * The settings of the app {@code default}.
 *
 * @param response what to reply; {@code %(project_name)s} stands for the project's name; an empty
 *     text switches the app off
 */
record DefaultSettings(String response) {

  DefaultSettings {
    response =
        Settings.orElse(response, "Sorry, %(project_name)s could not understand your message.");
  }
}
