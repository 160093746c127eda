package org.threadless.storage;

import java.util.UUID;

/** Two columns of {@code cleared}; an empty identity stands for all of the backend. */
record ClearedRow(String identity, UUID upTo) {}
