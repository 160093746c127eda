package org.threadless.distribution.provider;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Signs URL and fields. */
public final class Twilio extends FakeProvider {

  private static final String TOKEN = "12345";

  /** Takes one message. */
  public Twilio() {
    super("twilio", "201 Created", "{\"sid\":\"SM2\",\"status\":\"queued\"}");
  }

  @Override
  public List<String> settings() {
    return List.of(
        "account-sid: AC1",
        "auth-token: \"" + TOKEN + "\"",
        "from: \"+12025550123\"",
        insteadOf("/2010-04-01/Accounts/{account-sid}/Messages.json"));
  }

  @Override
  public Brought message(String text) throws GeneralSecurityException {
    return signed(
        "",
        Map.of("SmsStatus", "received", "MessageSid", "SM1", "From", "+12025550100", "Body", text));
  }

  @Override
  public Brought delivered() throws GeneralSecurityException {
    return signed(reportTo(), Map.of("MessageSid", "SM2", "MessageStatus", "delivered"));
  }

  private static Brought signed(String below, Map<String, String> fields)
      throws GeneralSecurityException {
    String joined =
        new TreeMap<>(fields)
            .entrySet().stream()
                .map(field -> field.getKey() + field.getValue())
                .collect(Collectors.joining());
    byte[] signature = hmac("HmacSHA1", TOKEN, PUBLIC + "/http/twilio/" + below + joined);
    return new Brought(
        below,
        Map.of(
            "Content-Type",
            "application/x-www-form-urlencoded",
            "X-Twilio-Signature",
            Base64.getEncoder().encodeToString(signature)),
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&")));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
