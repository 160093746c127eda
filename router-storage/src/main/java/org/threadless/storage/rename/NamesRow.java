package org.threadless.storage.rename;

import java.util.UUID;

/** A row with names of backends, with commas between them. */
record NamesRow(UUID id, String names) {}
