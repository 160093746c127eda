package org.threadless.backend.http.rule;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.threadless.backend.http.request.ReceivedRequest;
import org.threadless.router.text.Sha256;

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
    byte[] url = (request.pathAndQuery() + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] body = request.bodyBytes();
    byte[] all = Arrays.copyOf(url, url.length + body.length);
    System.arraycopy(body, 0, all, url.length, body.length);
    return Sha256.hex(all);
  }
}
