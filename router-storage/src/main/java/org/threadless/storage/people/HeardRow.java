package org.threadless.storage.people;

import java.util.UUID;

/** The last message that came by a connection; null where none did. */
record HeardRow(String backend, String identity, UUID heard) {}
