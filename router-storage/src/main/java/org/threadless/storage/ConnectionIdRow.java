package org.threadless.storage;

import java.util.UUID;
import org.threadless.router.message.Connection;

/** Columns of {@code connection}. */
record ConnectionIdRow(UUID id, String backend, String identity) {

  Connection toConnection() {
    return Connection.stored(backend, identity);
  }
}
