package org.threadless.storage.write.row;

import java.time.Instant;
import java.util.UUID;
import org.threadless.router.engine.store.AppError;
import org.threadless.storage.write.value.Storable;

/** A row of {@code message_error}. */
public record ErrorRow(UUID messageId, String app, String phase, String error, Instant createdAt) {

  public static ErrorRow of(UUID messageId, AppError error, Instant at) {
    return new ErrorRow(messageId, error.app(), error.phase(), Storable.text(error.error()), at);
  }
}
