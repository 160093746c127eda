package org.threadless.app.guard;

import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;

/**
 * Somebody on a backend, or on all of them.
 *
 * @param backend its name; {@code *} for all
 * @param identity who
 */
record Party(String backend, String identity) {

  private static final String ALL = "*";

  static Party of(Connection connection) {
    return new Party(connection.backend().value(), connection.identity().value());
  }

  static Party everywhere(Identity identity) {
    return new Party(ALL, identity.value());
  }
}
