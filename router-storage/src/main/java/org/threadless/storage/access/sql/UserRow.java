package org.threadless.storage.access.sql;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.access.user.User;
import org.threadless.router.engine.access.user.UserName;

/** A row of {@code access_user}, without the hash. */
public record UserRow(
    UUID id, String name, Role role, User.Way way, Instant createdAt, Instant signedInAt) {

  public User toUser() {
    return new User(id, new UserName(name), role, way, createdAt, Optional.ofNullable(signedInAt));
  }
}
