package org.threadless.storage.history;

import java.util.UUID;

/** A message that was looked at, with its text where that is wanted. */
public record SeenText(UUID id, String text) {}
