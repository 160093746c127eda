package org.threadless.router.engine.callback;

import java.net.URI;

/** Says which URLs a single message may name to be told what becomes of it. Safe for any thread. */
@FunctionalInterface
public interface CallbackUrls {

  /** None: nothing is configured. */
  CallbackUrls NONE =
      url -> {
        throw new IllegalArgumentException(
            "no message can name a callback: callbacks-by-message is not configured");
      };

  /** What the targets begin with that single messages have named. */
  String BY_MESSAGE = "by-message ";

  /**
   * Returns the target that a URL of a message belongs to: all of one scheme, host and port are
   * bounded, and backed off from, together.
   */
  static String target(URI url) {
    return BY_MESSAGE + url.getScheme() + "://" + url.getRawAuthority();
  }

  /** Returns a target or its URL as people may see it: what comes after the host may be secret. */
  static String shown(String target) {
    int host = target.indexOf("://") + 3;
    int end = host;
    while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
      end++;
    }
    return target.substring(0, end) + (target.length() > end + 1 ? "/..." : "");
  }

  /**
   * Refuses a URL that may not be called.
   *
   * @throws IllegalArgumentException where it may not; its message is for the user
   */
  void require(URI url);
}
