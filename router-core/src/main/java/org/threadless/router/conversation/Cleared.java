package org.threadless.router.conversation;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.threadless.router.message.Identity;

/**
 * What has been cleared from the pages of one backend; it is stored still.
 *
 * @param all up to which message all conversations are hidden
 * @param conversations up to which message that of one identity is hidden
 */
public record Cleared(Optional<UUID> all, Map<Identity, UUID> conversations) {

  /** Copies the map. */
  public Cleared {
    conversations = Map.copyOf(conversations);
  }

  /** Returns whether a message of this backend is hidden from pages. */
  public boolean hides(StoredMessage message) {
    UUID one = conversations.get(message.connection().identity());
    return all.filter(upTo -> isUpTo(message.id(), upTo)).isPresent()
        || (one != null && isUpTo(message.id(), one));
  }

  /** Returns a short text that is another one when something else is cleared; the same anywhere. */
  public String version() {
    Map<String, UUID> sorted = new TreeMap<>();
    all.ifPresent(upTo -> sorted.put("", upTo));
    conversations.forEach((identity, upTo) -> sorted.put(identity.value(), upTo));
    return Integer.toHexString(sorted.toString().hashCode());
  }

  // The ids are UUIDv7, of which UUID compares both halves rightly: the sign bit of the first is
  // never set, that of the second always is.
  private static boolean isUpTo(UUID id, UUID upTo) {
    return id.compareTo(upTo) <= 0;
  }
}
