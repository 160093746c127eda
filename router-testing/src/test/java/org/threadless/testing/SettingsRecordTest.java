package org.threadless.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.threadless.router.config.PresetSetting;
import org.threadless.router.config.Secret;
import org.threadless.router.config.Settings;

/** The contracts' tests of settings fail where these are not refused as they should be. */
class SettingsRecordTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private record Careful(String text, Duration pause) {

    Careful {
      Settings.notBlank("text", text);
      Settings.positive("pause", Settings.orElse(pause, SECOND));
    }
  }

  private record Hiding(
      Secret one,
      Optional<Secret> maybe,
      Map<String, Secret> more,
      Map<String, PresetSetting> settings) {}

  private record Careless(String text, Duration pause) {}

  private record Confused(String text, Duration pause) {

    Confused {
      Settings.notBlank("word", text);
      Settings.positive("text", pause);
    }
  }

  @Test
  void aRecordThatRefusesByNameHolds() {
    SettingsRecord settings = new SettingsRecord(Careful.class);
    Careful good = new Careful("hello", SECOND);

    assertThatCode(() -> settings.takesOrRefusesByName(good)).doesNotThrowAnyException();
    assertThatCode(() -> settings.refuses(Map.of("text", " "), good)).doesNotThrowAnyException();
  }

  @Test
  void aRecordThatTakesWhatIsBadFails() {
    SettingsRecord settings = new SettingsRecord(Careless.class);
    Careless good = new Careless("hello", SECOND);

    assertThatThrownBy(() -> settings.refuses(Map.of("text", " "), good))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Careless with the text");
    assertThatThrownBy(() -> settings.refuses(Map.of(), good))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Careless with the pause");
  }

  @Test
  void aRecordThatNamesAnotherSettingFails() {
    SettingsRecord settings = new SettingsRecord(Confused.class);
    Confused good = new Confused("hello", SECOND);

    assertThatThrownBy(() -> settings.takesOrRefusesByName(good))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> settings.refuses(Map.of(), good)).isInstanceOf(AssertionError.class);
  }

  @Test
  void secretsAreFoundInMapsAndAmongTheSettingsOfAPresetToo() {
    PresetSetting token = new PresetSetting(Optional.of(new Secret("token")), true, false);
    Hiding settings =
        new Hiding(
            new Secret("a"),
            Optional.of(new Secret("b")),
            Map.of("c", new Secret("c"), "none", new Secret("")),
            Map.of("token", token, "user", PresetSetting.of("me")));

    assertThat(SettingsRecord.secrets(settings)).containsExactlyInAnyOrder("a", "b", "c", "token");
  }

  @Test
  void aBadValueOfASettingThatThereIsNotFails() {
    SettingsRecord settings = new SettingsRecord(Careful.class);

    assertThatThrownBy(() -> settings.refuses(Map.of("txt", " "), new Careful("hello", SECOND)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("txt");
  }
}
