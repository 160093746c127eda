package org.threadless.storage.wait.sql;

import java.time.Instant;
import java.util.UUID;
import org.threadless.router.engine.backlog.Errored;
import org.threadless.router.engine.store.AppError;
import org.threadless.router.message.BackendName;

/** An error of an incoming message, with what is shown of that. */
public record ErroredRow(
    UUID id, String backend, Instant createdAt, String app, String phase, String error) {

  public Errored toErrored() {
    return new Errored(id, new BackendName(backend), createdAt, new AppError(app, phase, error));
  }
}
