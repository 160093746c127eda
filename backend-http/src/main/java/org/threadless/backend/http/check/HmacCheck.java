package org.threadless.backend.http.check;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.threadless.backend.http.check.HmacSettings.Encoding;
import org.threadless.backend.http.check.signed.RequestUrls;
import org.threadless.backend.http.check.signed.SignedBytes;
import org.threadless.backend.http.request.CheckedRequest;
import org.threadless.backend.http.value.SettingTexts;
import org.threadless.backend.http.value.SettingValues;
import org.threadless.http.webhook.Hmac;

/** A signature with a key that both know. */
final class HmacCheck implements Check {

  private static final String KIND = "hmac";

  private final HmacSettings settings;
  private final Hmac hmac;
  private final SignedBytes signed;

  HmacCheck(HmacSettings settings, SettingValues values, Optional<RequestUrls> urls) {
    this.settings = settings;
    this.hmac =
        new Hmac(
            settings.hash().algorithm(),
            SettingTexts.of("key", settings.key(), values).getBytes(StandardCharsets.UTF_8));
    this.signed = new SignedBytes(KIND, "over", settings.over(), values, urls);
  }

  @Override
  public void require(CheckedRequest request) {
    List<String> given =
        settings.equals().in(request.values()).stream()
            .flatMap(all -> Arrays.stream(all.split(",")))
            .map(each -> settings.as() == Encoding.HEX ? each.toLowerCase(Locale.ROOT) : each)
            .map(String::strip)
            .toList();
    if (given.isEmpty()) {
      throw CheckedRequest.refused(KIND, settings.equals(), "is missing");
    }
    boolean same =
        signed.of(request).stream()
            .map(this::signature)
            .anyMatch(right -> given.stream().anyMatch(each -> SameText.is(each, right)));
    if (!same) {
      throw CheckedRequest.refused(KIND, settings.equals(), "is not the signature of this request");
    }
  }

  private String signature(byte[] bytes) {
    byte[] result = hmac.of(bytes);
    return settings.as() == Encoding.HEX
        ? HexFormat.of().formatHex(result)
        : Base64.getEncoder().encodeToString(result);
  }
}
