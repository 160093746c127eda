package org.threadless.backend.http.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.threadless.backend.http.request.ReceivedRequest;

/**
 * Remembers which parts of a request were stored when another could not be, until the same request
 * comes again: a message without an id would be routed twice. This node alone knows of it. Safe for
 * any thread.
 */
final class HalfStored {

  // Providers bring a few requests at a time, and bring the same again until it is taken.
  private static final int MOST = 1000;

  private final Map<String, BitSet> parts = new LinkedHashMap<>();

  /** Returns the numbers of the parts that are stored, and forgets them. */
  synchronized BitSet take(ReceivedRequest request) {
    BitSet stored = parts.isEmpty() ? null : parts.remove(key(request));
    return stored == null ? new BitSet() : stored;
  }

  /** Remembers the numbers of the parts that are stored. */
  synchronized void keep(ReceivedRequest request, BitSet stored) {
    parts.put(key(request), stored);
    if (parts.size() > MOST) {
      parts.remove(parts.keySet().iterator().next());
    }
  }

  private static String key(ReceivedRequest request) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(request.pathAndQuery().getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) '\n');
      return HexFormat.of().formatHex(sha256.digest(request.bodyBytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
