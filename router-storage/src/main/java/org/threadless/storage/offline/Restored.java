package org.threadless.storage.offline;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A backup that was put back.
 *
 * @param content what was in it
 * @param before where the file of the database is that was there before, if there was one
 */
public record Restored(BackedUp content, Optional<Path> before) {}
