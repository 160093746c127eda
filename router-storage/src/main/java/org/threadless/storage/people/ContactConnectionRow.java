package org.threadless.storage.people;

import java.util.UUID;
import org.threadless.router.message.Connection;

/** Whom a connection belongs to; no connection where the contact has none. */
record ContactConnectionRow(UUID contactId, String backend, String identity) {

  Connection toConnection() {
    return Connection.stored(backend, identity);
  }
}
