package org.threadless.storage.write.row;

import java.util.UUID;
import org.threadless.router.message.Connection;

/** Columns of {@code connection}. */
public record ConnectionIdRow(UUID id, String backend, String identity) {

  public static ConnectionIdRow of(UUID id, Connection connection) {
    return new ConnectionIdRow(id, connection.backend().value(), connection.identity().value());
  }

  public Connection toConnection() {
    return Connection.stored(backend, identity);
  }
}
