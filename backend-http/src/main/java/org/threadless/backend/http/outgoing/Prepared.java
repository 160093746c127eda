package org.threadless.backend.http.outgoing;

/** What a message makes. */
public sealed interface Prepared permits PreparedRequest, Prepared.Unsendable {

  /**
   * Nothing that the gateway could take.
   *
   * @param reason one line for people
   */
  record Unsendable(String reason) implements Prepared {}
}
