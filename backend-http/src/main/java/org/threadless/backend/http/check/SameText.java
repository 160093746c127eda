package org.threadless.backend.http.check;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Compares what was given with what must be, in a time that tells nothing of the latter: it depends
 * on the length of what was given alone.
 */
final class SameText {

  private SameText() {}

  static boolean is(String given, String expected) {
    // The first one says how long it takes.
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }
}
