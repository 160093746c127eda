package org.threadless.router;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.threadless.router.config.Secret;
import org.threadless.router.store.MessageStore;

/**
 * Makes a token for each message: the first half of an HMAC-SHA-256 of its id, with a key that this
 * installation keeps in its database. So nothing has to be kept for each message, and all nodes
 * agree.
 */
@Singleton
final class ReportTokens {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 16;

  private final MessageStore store;
  private volatile SecretKeySpec key;

  @Inject
  ReportTokens(MessageStore store) {
    this.store = store;
  }

  String token(UUID messageId) {
    return HexFormat.of().formatHex(Arrays.copyOf(mac(messageId), BYTES));
  }

  boolean isToken(UUID messageId, String token) {
    return MessageDigest.isEqual(
        token(messageId).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] mac(UUID messageId) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key());
      return mac.doFinal(messageId.toString().getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      // Every Java has it (java.security.Provider, "Mac").
      throw new IllegalStateException(e);
    }
  }

  // Two threads at once may both ask the store, which gives both the same.
  private SecretKeySpec key() {
    if (key == null) {
      Secret secret = store.secret("delivery-reports");
      key = new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }
    return key;
  }
}
