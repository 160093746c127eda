package org.threadless.console.conversation;

import java.util.List;

/**
 * Asks whether somebody is to be erased.
 *
 * @param number by which the person was found
 * @param contact the name of the contact; may be empty
 * @param connections all by which the person writes and is written to
 * @param received how many messages came from there
 * @param sent how many went there, or are to
 * @param apps which apps keep something
 * @param action where a yes is posted to
 * @param back where a no leads
 */
public record Erasure(
    String number,
    String contact,
    List<String> connections,
    long received,
    long sent,
    List<String> apps,
    String action,
    String back) {

  /** Copies the lists. */
  public Erasure {
    connections = List.copyOf(connections);
    apps = List.copyOf(apps);
  }
}
