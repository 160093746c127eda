package org.threadless.storage.write.value;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.threadless.router.message.Identity;
import org.threadless.router.message.IncomingMessage;

/**
 * Tells a copy of a message from another message with the same external id: gateways start counting
 * again.
 */
public final class Fingerprint {

  private Fingerprint() {}

  /** Returns 128 bits of the SHA-256 of who said what; never all zero, which stands for none. */
  public static UUID of(IncomingMessage message) {
    return of(message.connection().identity(), message.receivedText());
  }

  /** The same of who said what, as it is stored. */
  public static UUID of(Identity identity, String text) {
    MessageDigest digest = sha256();
    digest.update(identity.value().getBytes(StandardCharsets.UTF_8));
    // No identity holds it: who has said what is the same only where both are.
    digest.update((byte) 0);
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    return new UUID(hash.getLong(), hash.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }
}
