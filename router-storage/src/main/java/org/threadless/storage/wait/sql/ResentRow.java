package org.threadless.storage.wait.sql;

import java.util.Optional;
import java.util.UUID;
import org.threadless.router.engine.backlog.Resent;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingStatus;

/**
 * An outgoing message that is sent again.
 *
 * @param isNext whether nothing of its own holds it up
 * @param isTaken whether a node has taken it to send it
 */
public record ResentRow(
    UUID id,
    OutgoingStatus status,
    String reason,
    String backend,
    boolean isNext,
    boolean isTaken) {

  /** Returns what is told of it, by whether messages of its backend go out now. */
  public Resent toResent(boolean goOut) {
    return new Resent(id, status, Optional.ofNullable(reason), isTaken || (isNext && goOut));
  }

  public BackendName backendName() {
    return new BackendName(backend);
  }
}
