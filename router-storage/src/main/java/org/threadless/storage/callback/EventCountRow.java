package org.threadless.storage.callback;

import java.time.Instant;

/** How many events a target is to be told, when the oldest happened, and why it was not told. */
public record EventCountRow(int events, Instant oldest, String failure) {}
