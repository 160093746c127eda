package org.threadless.backend.http.value;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.threadless.router.config.PresetSetting;
import org.threadless.router.config.Secret;

/** The values that a backend has for the settings of its preset. */
public final class SettingValues {

  private final Map<String, PresetSetting> settings;

  /**
   * @param settings by their names
   */
  public SettingValues(Map<String, PresetSetting> settings) {
    this.settings = Map.copyOf(settings);
  }

  /** Returns a value, be it a secret; empty where the setting is left out, or there is none. */
  public Optional<String> of(String name) {
    return Optional.ofNullable(settings.get(name))
        .flatMap(PresetSetting::value)
        .map(Secret::reveal);
  }

  /** Returns the names of all, be they left out. */
  public Set<String> names() {
    return settings.keySet();
  }

  /** Returns the values that may be read by nobody. */
  public List<String> secrets() {
    return settings.values().stream()
        .filter(PresetSetting::secret)
        .flatMap(setting -> setting.value().stream())
        .map(Secret::reveal)
        .toList();
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
