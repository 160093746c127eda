package org.threadless.http.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.threadless.router.config.Secret;

/**
 * Signs requests by the scheme of Standard Webhooks (standardwebhooks.com, specification 1.0.0):
 * HMAC-SHA256 of an id, a time and the body, with a key that the program at the other end has as
 * well. Safe for any thread.
 */
public final class WebhookSecret {

  private static final String PREFIX = "whsec_";
  private static final int SHORTEST = 24;
  private static final int LONGEST = 64;

  private final Webhook key;

  /**
   * @throws IllegalArgumentException where {@link #problem} finds one
   */
  public WebhookSecret(Secret secret) {
    problem(secret)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    this.key = key(bytes(secret));
  }

  private static Webhook key(byte[] bytes) {
    try {
      return new Webhook(bytes);
    } catch (EmptyWebhookSecretException e) {
      throw new IllegalStateException("a secret of " + SHORTEST + " bytes is none", e);
    }
  }

  /**
   * Returns what is wrong with a secret, as the rest of a sentence that starts with the key of a
   * setting, and shows nothing of it; empty where it can be used.
   */
  public static Optional<String> problem(Secret secret) {
    int length = secret.reveal().startsWith(PREFIX) ? length(secret) : -1;
    return length >= SHORTEST && length <= LONGEST
        ? Optional.empty()
        : Optional.of(
            "must be whsec_ and then 24 to 64 bytes in base64; \"openssl rand -base64 32\" makes"
                + " what comes after whsec_");
  }

  private static int length(Secret secret) {
    try {
      return bytes(secret).length;
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }

  private static byte[] bytes(Secret secret) {
    return Base64.getDecoder().decode(secret.reveal().substring(PREFIX.length()));
  }

  /**
   * Returns the headers of a signed request.
   *
   * @param id of what is told, the same each time that it is tried again
   * @param at when this try is made, to the second
   * @param body as it is sent, in UTF-8
   */
  public Map<String, String> headers(String id, Instant at, String body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(Webhook.UNBRANDED_MSG_ID_KEY, id);
    headers.put(Webhook.UNBRANDED_MSG_TIMESTAMP_KEY, Long.toString(at.getEpochSecond()));
    headers.put(Webhook.UNBRANDED_MSG_SIGNATURE_KEY, signature(id, at, body));
    return headers;
  }

  private String signature(String id, Instant at, String body) {
    try {
      return key.sign(id, at.getEpochSecond(), body);
    } catch (WebhookSigningException e) {
      throw new IllegalStateException("this JVM has no HmacSHA256", e);
    }
  }
}
