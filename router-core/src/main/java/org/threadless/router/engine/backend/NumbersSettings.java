package org.threadless.router.engine.backend;

import static org.threadless.router.config.Settings.check;
import static org.threadless.router.config.Settings.required;

import java.util.regex.Pattern;

/**
 * How the phone numbers of a backend are made uniform: {@code numbers} of it.
 *
 * @param region the country whose numbers are written without a country code: two capital letters,
 *     {@code KE}
 */
public record NumbersSettings(String region) {

  private static final Pattern REGION = Pattern.compile("[A-Z]{2}");

  /** Checks how the region is written; which ones there are, others know. */
  public NumbersSettings {
    required("region", region);
    check(
        REGION.matcher(region).matches(),
        "region",
        "must be the two capital letters of a country, such as KE, and is " + region);
  }
}
