package org.threadless.router.engine.reporting;

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
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.message.BackendName;

/**
 * Makes a token for each message: the first half of an HMAC-SHA-256 of its backend and its id, with
 * a key that this installation keeps in its database. So nothing has to be kept for each message,
 * and all nodes agree.
 */
@Singleton
public final class ReportTokens {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 16;

  private final MessageStore store;
  private volatile SecretKeySpec key;

  @Inject
  ReportTokens(MessageStore store) {
    this.store = store;
  }

  String token(BackendName backend, UUID messageId) {
    return token(backend + "/" + messageId);
  }

  /** Also takes what was given out before tokens were a backend's: such reports may still come. */
  boolean isToken(BackendName backend, UUID messageId, String token) {
    boolean own = isEqual(token, token(backend, messageId));
    boolean old = isEqual(token, token(messageId.toString()));
    return own || old;
  }

  private static boolean isEqual(String given, String expected) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private String token(String subject) {
    return HexFormat.of().formatHex(Arrays.copyOf(mac(subject), BYTES));
  }

  private byte[] mac(String subject) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key());
      return mac.doFinal(subject.getBytes(StandardCharsets.UTF_8));
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
