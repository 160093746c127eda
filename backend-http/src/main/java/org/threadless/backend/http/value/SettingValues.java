package org.threadless.backend.http.value;

import java.util.Map;
import java.util.Optional;
import org.threadless.router.config.PresetSetting;

/** The values that a backend has for the settings of its preset. */
public final class SettingValues {

  private final Map<String, PresetSetting> settings;

  /**
   * @param settings by their names; without those that are left out and have no value of the
   *     preset's
   */
  public SettingValues(Map<String, PresetSetting> settings) {
    this.settings = Map.copyOf(settings);
  }

  /** Returns a value, be it a secret; empty where the setting is left out, or there is none. */
  public Optional<String> of(String name) {
    return Optional.ofNullable(settings.get(name)).map(setting -> setting.value().reveal());
  }

  /** Returns whether the value may be read by nobody. */
  public boolean isSecret(String name) {
    return Optional.ofNullable(settings.get(name)).filter(PresetSetting::secret).isPresent();
  }

  /** Returns whether the value is a number. */
  public boolean isNumber(String name) {
    return Optional.ofNullable(settings.get(name)).filter(PresetSetting::number).isPresent();
  }
}
