package org.example.bell;

import org.threadless.router.config.Secret;
import org.threadless.router.config.Settings;

/**
 * The settings of the bell.
 *
 * @param backend that leads to the phone
 * @param phone who hears it
 * @param token what whoever rings must show
 */
record BellSettings(String backend, String phone, Secret token) {

  BellSettings {
    Settings.notBlank("backend", backend);
    Settings.notBlank("phone", phone);
    Settings.check(
        token != null && token.reveal().length() >= 12, "token", "must have 12 characters or more");
  }
}
