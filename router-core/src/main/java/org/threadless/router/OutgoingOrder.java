package org.threadless.router;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Lets one message at a time go out to a connection, whoever sends it. */
@Singleton
final class OutgoingOrder {

  private final ConnectionOrder connections = new ConnectionOrder();

  @Inject
  OutgoingOrder() {}

  ConnectionOrder connections() {
    return connections;
  }
}
