package org.threadless.router.message;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.threadless.router.text.Sha256;
import org.threadless.router.text.TakenText;

/**
 * Makes every id of a gateway one that can be kept: of a message that comes in, and of one that
 * went out.
 */
public final class ExternalIds {

  private static final String BEFORE_DIGEST = "~";
  private static final int DIGEST_LENGTH = 64;

  private ExternalIds() {}

  /**
   * Returns the id as it is kept: the same for the same id, another for another. An empty id is
   * none; of one that is too long the beginning is kept, with a digest of all of it; half a
   * surrogate pair and U+0000, which no database takes, become U+FFFD.
   */
  public static Optional<String> kept(String id) {
    String whole = TakenText.of(id).text();
    if (whole.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        whole.length() <= ReceivedMessage.MAX_EXTERNAL_ID_LENGTH ? whole : shortened(whole));
  }

  private static String shortened(String id) {
    int end = ReceivedMessage.MAX_EXTERNAL_ID_LENGTH - DIGEST_LENGTH - BEFORE_DIGEST.length();
    int whole = Character.isHighSurrogate(id.charAt(end - 1)) ? end - 1 : end;
    return id.substring(0, whole) + BEFORE_DIGEST + Sha256.hex(id.getBytes(StandardCharsets.UTF_8));
  }
}
