package org.threadless.router.engine.access.session;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.engine.access.password.PasswordHash;
import org.threadless.router.engine.access.user.ProviderSubject;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.access.user.User;
import org.threadless.router.engine.access.user.UserName;
import org.threadless.router.engine.access.user.Users;

/** Users in memory, who can be added and looked up. */
final class KnownUsers implements Users {

  private final Map<UserName, User> users = new HashMap<>();
  private final Map<UserName, PasswordHash> hashes = new HashMap<>();

  @Override
  public User add(UserName name, Role role, Optional<PasswordHash> password) {
    User.Way way = password.isPresent() ? User.Way.PASSWORD : User.Way.LINK;
    User user = new User(UUID.randomUUID(), name, role, way, Instant.EPOCH, Optional.empty());
    users.put(name, user);
    password.ifPresent(hash -> hashes.put(name, hash));
    return user;
  }

  @Override
  public User provided(ProviderSubject subject, UserName name, Role role) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<User> list() {
    return List.copyOf(users.values());
  }

  @Override
  public boolean isAnybody() {
    return !users.isEmpty();
  }

  @Override
  public Optional<User> find(UserName name) {
    return Optional.ofNullable(users.get(name));
  }

  @Override
  public Optional<PasswordHash> password(UserName name) {
    return Optional.ofNullable(hashes.get(name));
  }

  @Override
  public void changeRole(UserName name, Role role) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void changePassword(UserName name, PasswordHash password) {
    hashes.put(name, password);
  }

  @Override
  public void changePassword(UserName name, PasswordHash compared, PasswordHash password) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void remove(UserName name) {
    users.remove(name);
  }
}
