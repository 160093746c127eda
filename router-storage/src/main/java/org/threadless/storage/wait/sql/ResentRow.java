package org.threadless.storage.wait.sql;

import java.util.Optional;
import java.util.UUID;
import org.threadless.router.engine.backlog.Resent;
import org.threadless.router.message.OutgoingStatus;

/** An outgoing message that is sent again. */
public record ResentRow(UUID id, OutgoingStatus status, String reason, boolean underWay) {

  public Resent toResent() {
    return new Resent(id, status, Optional.ofNullable(reason), underWay);
  }
}
