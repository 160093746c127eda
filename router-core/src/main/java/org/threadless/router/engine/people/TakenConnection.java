package org.threadless.router.engine.people;

import java.util.UUID;
import org.threadless.router.message.Connection;
import org.threadless.router.people.PeopleException;

/** A connection that one contact is to get, and another has. */
public final class TakenConnection {

  private TakenConnection() {}

  /** Returns what says so of a contact that is stored. */
  public static PeopleException of(Connection connection, UUID owner) {
    return of(connection, "the contact " + owner);
  }

  /** Returns what says so of one that a row of the same table makes. */
  static PeopleException of(Connection connection, long line) {
    return of(connection, "the contact that line " + line + " makes");
  }

  private static PeopleException of(Connection connection, String owner) {
    return new PeopleException(
        connection + " is a connection of " + owner + "; take it away there, or merge the two");
  }
}
