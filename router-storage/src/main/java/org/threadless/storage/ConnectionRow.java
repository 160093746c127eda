package org.threadless.storage;

import org.threadless.router.message.Connection;

/** Columns of {@code connection}. */
record ConnectionRow(String backend, String identity) {

  Connection toConnection() {
    return Connection.stored(backend, identity);
  }
}
