package org.threadless.backend.httptester.view;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.threadless.router.message.Identity;

/** An identity as a part of the path of its page. */
public final class Segment {

  // Browsers and servers take them for steps in a path, also when they are percent-encoded.
  private static final Set<String> STEPS = Set.of(".", "..");

  // A word joiner, which no identity holds: before dots, it only says that they are no step.
  private static final String NO_STEP = "\u2060";

  private Segment() {}

  /** Returns the part of the path that names an identity, percent-encoded. */
  public static String of(Identity identity) {
    String named = identity.value();
    // URLEncoder makes forms, where a blank is a plus sign.
    return URLEncoder.encode(
            STEPS.contains(named) ? NO_STEP + named : named, StandardCharsets.UTF_8)
        .replace("+", "%20");
  }

  /** Returns the bytes of the identity that such a part names, given as they stand in the path. */
  public static byte[] named(byte[] decoded) {
    String text = new String(decoded, StandardCharsets.UTF_8);
    String without = text.startsWith(NO_STEP) ? text.substring(NO_STEP.length()) : text;
    return STEPS.contains(without) ? without.getBytes(StandardCharsets.UTF_8) : decoded;
  }
}
