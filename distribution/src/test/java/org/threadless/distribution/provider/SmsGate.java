package org.threadless.distribution.provider;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A phone: signs body and time, and knows messages by our ids. */
public final class SmsGate extends FakeProvider {

  private static final String KEY = "abcd1234";

  /** Takes one message. */
  public SmsGate() {
    super("smsgate", "202 Accepted", "{\"id\":\"x\",\"state\":\"Pending\"}");
  }

  @Override
  public List<String> settings() {
    return List.of(
        "username: user",
        "password: pass",
        "signing-key: " + KEY,
        "url: \"" + url("/message") + "\"");
  }

  @Override
  public Brought message(String text) throws GeneralSecurityException {
    return signed(
        "{\"event\":\"sms:received\",\"id\":\"Ey6E\",\"payload\":{\"sender\":\"+254711000002\","
            + "\"message\":\""
            + text
            + "\",\"receivedAt\":\"2026-01-31T15:46:11.000+07:00\",\"simNumber\":1}}");
  }

  @Override
  public Brought delivered() throws GeneralSecurityException {
    String id = taken().body().replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1");
    return signed(
        "{\"event\":\"sms:delivered\",\"id\":\"Ey6F\",\"payload\":{\"messageId\":\"" + id + "\"}}");
  }

  private static Brought signed(String body) throws GeneralSecurityException {
    String now = Long.toString(Instant.now().getEpochSecond());
    String signature = HexFormat.of().formatHex(hmac("HmacSHA256", KEY, body + now));
    return new Brought(
        "",
        Map.of("Content-Type", "application/json", "X-Timestamp", now, "X-Signature", signature),
        body);
  }
}
