package org.threadless.server.command;

import org.threadless.router.message.Connection;

/** The columns that contacts are imported from and exported to. */
final class PeopleColumns {

  static final String ID = "id";
  static final String NAME = "name";
  static final String LANGUAGE = "language";
  static final String GROUPS = "groups";
  static final String CONNECTION = "connection";
  static final String NOTE = "note:";

  private PeopleColumns() {}

  static String written(Connection connection) {
    return connection.backend() + ":" + connection.identity();
  }
}
