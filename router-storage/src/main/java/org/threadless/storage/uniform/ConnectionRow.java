package org.threadless.storage.uniform;

import java.util.UUID;

/** A row of {@code connection} of one backend. */
record ConnectionRow(UUID id, String identity) {}
