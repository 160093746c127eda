package org.threadless.storage.rename;

/**
 * What is stored of a backend.
 *
 * @param connections how many
 * @param messages whether there is any message
 * @param waiting how many messages wait, to be routed or sent
 */
public record OfBackend(long connections, boolean messages, long waiting) {

  /** Returns whether that is nothing at all. */
  public boolean isNothing() {
    return connections == 0 && !messages && waiting == 0;
  }
}
