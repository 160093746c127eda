package org.threadless.testing;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.threadless.router.Plugin;

/** What every plugin must hold to, of whatever kind; the contract of its kind has more. */
public interface PluginContract {

  /** Returns the plugin. */
  Plugin plugin();

  /** Returns the interface that its jar names it under, in {@code META-INF/services}. */
  Class<? extends Plugin> service();

  /** Returns settings it can work with; default what a configuration without any gives. */
  default Record settings() {
    return new SettingsRecord(plugin().configType()).defaults();
  }

  /**
   * Returns values that the configuration may not have, by the names of the record's components;
   * default none but what no setting may be, a negative duration say.
   */
  default Map<String, Object> badSettings() {
    return Map.of();
  }

  @Test
  default void itIsFoundByTheServiceLoader() {
    PluginChecks.isFound(service(), plugin());
  }

  @Test
  default void itsNameIsOneThatTheConfigurationTakes() {
    PluginChecks.isName(plugin().name());
  }

  @Test
  default void whateverASettingIsItIsTakenOrRefusedWithItsName() {
    new SettingsRecord(plugin().configType()).takesOrRefusesByName(settings());
  }

  @Test
  default void aBadSettingIsRefusedWithItsName() {
    new SettingsRecord(plugin().configType()).refuses(badSettings(), settings());
  }
}
