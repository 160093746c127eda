package org.threadless.router.config;

import java.util.Objects;
import java.util.Optional;

/**
 * A setting that a preset declares, and its value: the one that the configuration gives, or else
 * the preset's own.
 *
 * @param value the value, hidden here whatever it is; empty where the setting is left out
 * @param secret whether nobody may read it in a log, an error or a page; default no
 * @param number whether it is a number, and written as one where the place knows numbers; default
 *     no
 */
public record PresetSetting(Optional<Secret> value, Boolean secret, Boolean number) {

  /** Fills in what is left out. */
  public PresetSetting {
    value = Settings.orElse(value, Optional.empty());
    secret = Settings.orElse(secret, false);
    number = Settings.orElse(number, false);
  }

  /** Returns a text that anybody may read. */
  public static PresetSetting of(String value) {
    return new PresetSetting(
        Optional.of(new Secret(Objects.requireNonNull(value, "value"))), false, false);
  }
}
