package org.threadless.storage.access.sql;

import java.time.Instant;
import java.util.UUID;
import org.threadless.router.engine.access.session.UserSession;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.access.user.User;

/** A row of {@code access_session}, with that of its user. */
public record SessionRow(
    UUID sessionId,
    Instant startedAt,
    Instant usedAt,
    UUID id,
    String name,
    Role role,
    User.Way way,
    Instant createdAt,
    Instant signedInAt) {

  public UserSession toSession() {
    User user = new UserRow(id, name, role, way, createdAt, signedInAt).toUser();
    return new UserSession(sessionId, user, startedAt, usedAt);
  }
}
