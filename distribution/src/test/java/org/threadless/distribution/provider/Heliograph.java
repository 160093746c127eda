package org.threadless.distribution.provider;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The provider that does not exist, whose preset docs/gateways.md leads to. */
public final class Heliograph extends FakeProvider {

  private static final String KEY = "sun";

  /** Takes one message. */
  public Heliograph() {
    super("heliograph", "200 OK", "{\"results\":[{\"ref\":\"h-82\",\"code\":\"OK\"}]}");
  }

  @Override
  public List<String> settings() {
    return List.of(
        "api-key: key-of-heliograph",
        "signing-key: " + KEY,
        "url: \"" + url("/v1/messages") + "\"");
  }

  @Override
  public Brought message(String text) throws GeneralSecurityException {
    return signed(
        "",
        "{\"kind\":\"message\",\"data\":{\"ref\":\"h-81\",\"from\":\"254700111222\",\"to\":\"22334\","
            + "\"words\":\""
            + text
            + "\",\"seen\":1700000000}}");
  }

  @Override
  public Brought delivered() throws GeneralSecurityException {
    return signed(reportTo(), "{\"state\":\"seen\"}");
  }

  private static Brought signed(String below, String body) throws GeneralSecurityException {
    String now = Long.toString(Instant.now().getEpochSecond());
    String signature = HexFormat.of().formatHex(hmac("HmacSHA256", KEY, now + "." + body));
    return new Brought(
        below,
        Map.of("Content-Type", "application/json", "X-Time", now, "X-Signature", signature),
        body);
  }
}
