package org.threadless.router.config;

import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Locale;
import org.threadless.router.text.Charsets;

/**
 * Checks for the compact constructors of configuration records. Each takes the name of the record
 * component and its value, and throws {@link InvalidSettingException} where the value cannot be
 * used. A setting that the file leaves out reaches the constructor as null.
 */
public final class Settings {

  private Settings() {}

  /** Returns {@code value}, or {@code fallback} where the file leaves the setting out. */
  public static <T> T orElse(T value, T fallback) {
    return value == null ? fallback : value;
  }

  /** Refuses a setting that the file leaves out. */
  public static <T> T required(String component, T value) {
    if (value == null) {
      throw new InvalidSettingException(component, "is missing");
    }
    return value;
  }

  /** Refuses an empty or blank text. */
  public static String notBlank(String component, String value) {
    check(!required(component, value).isBlank(), component, "must not be empty");
    return value;
  }

  /** Refuses a number outside of {@code min} to {@code max}, both allowed. */
  public static int range(String component, int value, int min, int max) {
    check(
        value >= min && value <= max,
        component,
        "must be from " + min + " to " + max + ", and is " + value);
    return value;
  }

  /** Refuses a duration that is not longer than nothing. */
  public static Duration positive(String component, Duration value) {
    check(
        !value.isNegative() && !value.isZero(),
        component,
        "must be longer than 0, for example 5s, and is " + value);
    return value;
  }

  /** Refuses anything but an absolute http or https URL with a host. */
  public static URI httpUrl(String component, URI value) {
    String scheme = value.getScheme() == null ? "" : value.getScheme().toLowerCase(Locale.ROOT);
    check(
        (scheme.equals("http") || scheme.equals("https")) && value.getHost() != null,
        component,
        "must be a URL such as http://127.0.0.1:13013/send");
    return value;
  }

  /** Returns the charset of that name, and refuses a name that Java has none for. */
  public static Charset charset(String component, String name) {
    return Charsets.named(name)
        .orElseThrow(
            () ->
                new InvalidSettingException(
                    component, "must be a charset such as UTF-8, and is " + name));
  }

  /** Refuses the value of {@code component} unless {@code holds}. */
  public static void check(boolean holds, String component, String problem) {
    if (!holds) {
      throw new InvalidSettingException(component, problem);
    }
  }
}
