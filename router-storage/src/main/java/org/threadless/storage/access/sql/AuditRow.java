package org.threadless.storage.access.sql;

import java.util.UUID;
import org.threadless.router.engine.access.audit.AuditEntry;
import org.threadless.router.message.MessageIds;

/** A row of {@code audit_entry}. */
public record AuditRow(UUID id, String who, String action, String subject, String detail) {

  public AuditEntry toEntry() {
    return new AuditEntry(id, MessageIds.timeOf(id), who, action, subject, detail);
  }
}
