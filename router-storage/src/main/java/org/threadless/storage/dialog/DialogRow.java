package org.threadless.storage.dialog;

import java.time.Instant;
import java.util.UUID;

/** A row of {@code dialog}. */
record DialogRow(
    String backend, String identity, String app, String state, UUID asked, Instant forgottenAt) {}
