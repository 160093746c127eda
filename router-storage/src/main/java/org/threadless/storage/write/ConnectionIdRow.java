package org.threadless.storage.write;

import java.util.UUID;
import org.threadless.router.message.Connection;

/** Columns of {@code connection}. */
public record ConnectionIdRow(UUID id, String backend, String identity) {

  public Connection toConnection() {
    return Connection.stored(backend, identity);
  }
}
