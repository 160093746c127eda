package org.example.national;

import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.Settings;

/**
 * The settings of one backend's handler.
 *
 * @param countryCode what a number in national form lacks, without +
 */
record NationalSettings(String countryCode) {

  NationalSettings {
    Settings.notBlank("countryCode", countryCode);
    if (!countryCode.matches("[1-9][0-9]{0,2}")) {
      throw new InvalidSettingException("countryCode", "must be one to three digits, such as 41");
    }
  }
}
