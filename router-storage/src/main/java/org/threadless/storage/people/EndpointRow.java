package org.threadless.storage.people;

import org.threadless.router.message.Connection;

/**
 * A connection, to be looked up with others.
 *
 * @param backend its name
 * @param identity who is at the other end
 */
public record EndpointRow(String backend, String identity) {

  static EndpointRow of(Connection connection) {
    return new EndpointRow(connection.backend().value(), connection.identity().value());
  }
}
