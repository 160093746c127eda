package org.threadless.storage.statistics;

import java.util.UUID;

/**
 * A message that has failed.
 *
 * @param app the app that something went wrong in; null where the message goes out, and empty where
 *     it was none
 * @param reason null where none is kept
 */
public record FailureRow(UUID id, String backend, String app, String reason) {}
