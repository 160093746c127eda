package org.threadless.backend.http.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threadless.backend.http.check.HmacSettings.Encoding;
import org.threadless.backend.http.check.HmacSettings.Hash;
import org.threadless.backend.http.value.SettingValues;
import org.threadless.backend.http.value.Template;
import org.threadless.backend.http.value.ValuePath;
import org.threadless.router.config.PresetSetting;
import org.threadless.router.config.Secret;

/** Checks as tests make them, with the preset's settings {@code key} and {@code user}. */
final class Given {

  static final Instant NOW = Instant.parse("2026-01-31T15:30:00Z");
  static final String ROOT = "https://sms.example.org/";
  static final String KEY = "the-key-itself";

  private Given() {}

  static SettingValues values(String key) {
    return new SettingValues(
        Map.of(
            "key",
            new PresetSetting(Optional.of(new Secret(key)), true, false),
            "user",
            PresetSetting.of("anna")));
  }

  static Checks checks(String root, String key, CheckSettings... all) {
    return new Checks(
        List.of(all), values(key), Optional.of(URI.create(root)), InstantSource.fixed(NOW));
  }

  static Checks checks(CheckSettings... all) {
    return checks(ROOT, KEY, all);
  }

  static CheckSettings hmac(Hash hash, String over, Encoding as, String header) {
    return of(
        new HmacSettings(
            hash,
            new Secret("{key}"),
            Template.valueOf(over),
            as,
            ValuePath.valueOf("$header." + header)));
  }

  static CheckSettings of(HmacSettings hmac) {
    return new CheckSettings(
        Optional.of(hmac),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static CheckSettings of(Ed25519Settings ed25519) {
    return new CheckSettings(
        Optional.empty(),
        Optional.of(ed25519),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static CheckSettings of(JwtSettings jwt) {
    return new CheckSettings(
        Optional.empty(),
        Optional.empty(),
        Optional.of(jwt),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static CheckSettings equal(String path, String template) {
    return new CheckSettings(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Map.of(path, new Secret(template))),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static CheckSettings basic(String template) {
    return new CheckSettings(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Secret(template)),
        Optional.empty(),
        Optional.empty());
  }

  static CheckSettings bearer(String template) {
    return new CheckSettings(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Secret(template)),
        Optional.empty());
  }

  static CheckSettings of(FreshSettings fresh) {
    return new CheckSettings(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(fresh));
  }

  static void assertTaken(Checks checks, GivenRequest request) {
    assertThat(checks.refusal(request)).isEmpty();
  }

  static void assertRefused(Checks checks, GivenRequest request, String line) {
    assertThat(checks.refusal(request)).contains(line);
  }
}
