package org.threadless.backend.http.value;

import java.util.Optional;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.Secret;

/** Texts that are made of settings alone, as keys and passwords are. */
public final class SettingTexts {

  private SettingTexts() {}

  /**
   * Returns the text.
   *
   * @param component the key that has it
   * @throws InvalidSettingException where it names a setting without a value, or is empty: what
   *     nobody has set would be known to everybody
   */
  public static String of(String component, Secret written, SettingValues settings) {
    String text =
        Template.valueOf(written.reveal())
            .fill(name -> Optional.of(value(component, name, settings)))
            .orElseThrow();
    if (text.isEmpty()) {
      throw new InvalidSettingException(component, "must not be empty");
    }
    return text;
  }

  /**
   * Returns the value of one setting.
   *
   * @param component the key that names it
   * @throws InvalidSettingException where it has none, or an empty one
   */
  public static String value(String component, String name, SettingValues settings) {
    return settings
        .of(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(
            () ->
                new InvalidSettingException(
                    component, "needs the setting " + name + ", which has no value"));
  }
}
