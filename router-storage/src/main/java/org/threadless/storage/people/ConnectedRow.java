package org.threadless.storage.people;

import java.util.UUID;
import org.threadless.router.engine.people.ContactChanges.Connected;

/**
 * A connection that a contact gets with others.
 *
 * @param contact whose it is then
 * @param backend its name
 * @param identity who is at the other end
 * @param added grows in the order in which they are added
 */
public record ConnectedRow(UUID contact, String backend, String identity, UUID added) {

  static ConnectedRow of(Connected connected, UUID added) {
    EndpointRow row = EndpointRow.of(connected.connection());
    return new ConnectedRow(connected.contact(), row.backend(), row.identity(), added);
  }
}
