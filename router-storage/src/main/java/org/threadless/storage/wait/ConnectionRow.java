package org.threadless.storage.wait;

import org.threadless.router.message.Connection;

/** Columns of {@code connection}. */
public record ConnectionRow(String backend, String identity) {

  Connection toConnection() {
    return Connection.stored(backend, identity);
  }
}
