package org.threadless.distribution.provider;

import java.util.Map;

/**
 * What a provider brings to a webhook.
 *
 * @param below path and query below the URL of the backend
 * @param headers those that count
 * @param body its body
 */
public record Brought(String below, Map<String, String> headers, String body) {

  /** Returns the same as somebody would bring it who knows no key, and says something else. */
  public Brought forged() {
    return new Brought(below.replace("s3cret", "guess"), headers, body.replace("hello", "hallo"));
  }
}
