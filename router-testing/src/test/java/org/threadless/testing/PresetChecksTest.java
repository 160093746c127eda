package org.threadless.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.backend.SendResult;
import org.threadless.router.config.PresetSetting;
import org.threadless.router.config.Settings;
import org.threadless.router.message.OutgoingMessage;

/** The contract's test of presets fails where one cannot be read. */
class PresetChecksTest {

  record Carrier(Integer tries, Map<String, PresetSetting> settings) {

    Carrier {
      Settings.range("tries", Settings.orElse(tries, 1), 1, 9);
      Settings.check(
          settings == null
              || settings
                  .get("user")
                  .value()
                  .filter(user -> user.reveal().equals("nobody"))
                  .isEmpty(),
          "settings",
          "must not be for nobody");
    }
  }

  private record CarrierPlugin(String folder) implements BackendPlugin {

    @Override
    public String engine() {
      return "carrier";
    }

    @Override
    public Class<? extends Record> configType() {
      return Carrier.class;
    }

    @Override
    public Optional<String> presets() {
      return Optional.of("org/threadless/testing/" + folder);
    }

    @Override
    public Class<? extends Backend> backendType() {
      return CarrierBackend.class;
    }
  }

  private static final class CarrierBackend implements Backend {

    @Override
    public SendResult send(OutgoingMessage message) {
      return SendResult.accepted();
    }
  }

  @Test
  void presetsThatCanBeReadHold() {
    BackendPlugin plugin = new CarrierPlugin("presets");

    assertThatCode(() -> PluginChecks.presetsAreRead(plugin, Map.of("pin", "1234")))
        .doesNotThrowAnyException();
  }

  @Test
  void aPresetThatIsRefusedWithTheseValuesFails() {
    BackendPlugin plugin = new CarrierPlugin("presets");

    assertThatThrownBy(() -> PluginChecks.presetsAreRead(plugin, Map.of("user", "nobody")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("preset fast:1: settings must not be for nobody");
  }

  @Test
  void aPresetThatCannotBeReadFails() {
    BackendPlugin plugin = new CarrierPlugin("bad-presets");

    assertThatThrownBy(() -> PluginChecks.presetsAreRead(plugin, Map.of()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("preset fast:1: tries must be from 1 to 9, and is 10");
  }
}
