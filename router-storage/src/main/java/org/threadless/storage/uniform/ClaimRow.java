package org.threadless.storage.uniform;

import java.util.UUID;

/** An incoming message that has an external id. */
record ClaimRow(UUID id, String text) {}
