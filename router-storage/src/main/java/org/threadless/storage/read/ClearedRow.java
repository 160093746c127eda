package org.threadless.storage.read;

import java.util.UUID;

/** Two columns of {@code cleared}; an empty identity stands for all of the backend. */
public record ClearedRow(String identity, UUID upTo) {}
