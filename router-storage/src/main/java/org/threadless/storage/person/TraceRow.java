package org.threadless.storage.person;

import java.util.UUID;

/**
 * What there is still to do with a message of somebody who is erased.
 *
 * @param queued whether it is to be routed or sent
 * @param kept whether anything is kept of what it said, or what was said of it
 */
record TraceRow(UUID id, boolean queued, boolean kept) {

  boolean isLeft() {
    return queued || kept;
  }
}
