package org.threadless.distribution.provider;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Signs by a key that it alone has. */
public final class Telnyx extends FakeProvider {

  private static final int KEY_BYTES = 32;

  private final KeyPair keys;

  /** Takes one message. */
  public Telnyx() throws GeneralSecurityException {
    super("telnyx", "200 OK", "{\"data\":{\"id\":\"tx-1\",\"to\":[{\"status\":\"queued\"}]}}");
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  @Override
  public List<String> settings() {
    byte[] encoded = keys.getPublic().getEncoded();
    byte[] key = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
    return List.of(
        "api-key: key-of-telnyx",
        "public-key: " + Base64.getEncoder().encodeToString(key),
        "from: \"+12025550123\"",
        "url: \"" + url("/v2/messages") + "\"");
  }

  @Override
  public Brought message(String text) throws GeneralSecurityException {
    return signed(
        "",
        "{\"data\":{\"event_type\":\"message.received\",\"payload\":{\"id\":\"in-1\",\"from\":"
            + "{\"phone_number\":\"+12025550101\"},\"text\":\""
            + text
            + "\",\"received_at\":\"2026-01-31T10:00:00Z\"}}}");
  }

  @Override
  public Brought delivered() throws GeneralSecurityException {
    return signed(
        reportTo(),
        "{\"data\":{\"event_type\":\"message.finalized\",\"payload\":{\"id\":\"tx-1\",\"to\":"
            + "[{\"status\":\"delivered\"}]}}}");
  }

  private Brought signed(String below, String body) throws GeneralSecurityException {
    String now = Long.toString(Instant.now().getEpochSecond());
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(keys.getPrivate());
    signature.update((now + "|" + body).getBytes(StandardCharsets.UTF_8));
    return new Brought(
        below,
        Map.of(
            "Content-Type",
            "application/json",
            "telnyx-timestamp",
            now,
            "telnyx-signature-ed25519",
            Base64.getEncoder().encodeToString(signature.sign())),
        body);
  }
}
