package org.threadless.storage.access;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.access.password.PasswordHash;
import org.threadless.router.engine.access.user.AccessException;
import org.threadless.router.engine.access.user.ProviderSubject;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.access.user.User;
import org.threadless.router.engine.access.user.UserName;
import org.threadless.router.engine.access.user.Users;
import org.threadless.router.message.MessageIds;
import org.threadless.storage.access.sql.InvitationMapper;
import org.threadless.storage.access.sql.UserMapper;
import org.threadless.storage.access.sql.UserRow;
import org.threadless.storage.session.Transactions;

/** Keeps users in H2 or PostgreSQL. Each is looked up in the database each time. */
public final class StoredUsers implements Users {

  private final Transactions transactions;
  private final Transactions reading;
  private final InstantSource clock;
  private final MessageIds ids = new MessageIds();

  /**
   * @param reading for look-ups
   * @param clock tells when users are added
   */
  public StoredUsers(Transactions transactions, Transactions reading, InstantSource clock) {
    this.transactions = transactions;
    this.reading = reading;
    this.clock = clock;
  }

  @Override
  public User add(UserName name, Role role, Optional<PasswordHash> password) {
    return transactions.call(UserMapper.class, mapper -> add(name, role, password, mapper));
  }

  /** The same in the mapper's transaction. */
  User add(UserName name, Role role, Optional<PasswordHash> password, UserMapper mapper) {
    String hash = password.map(PasswordHash::encoded).map(Secret::reveal).orElse(null);
    if (mapper.insert(ids.next(), name.value(), role, hash, null, clock.instant()) == 0) {
      throw new AccessException("there is a user of that name: " + name + "; take another one");
    }
    return mapper.named(name.value()).toUser();
  }

  @Override
  public User provided(ProviderSubject subject, UserName name, Role role) {
    return transactions.repeat(
        UserMapper.class, mapper -> provided(subject.hash(), name, role, mapper));
  }

  private User provided(String subject, UserName name, Role role, UserMapper mapper) {
    mapper.insert(ids.next(), name.value(), role, null, subject, clock.instant());
    UserRow user = mapper.ofSubject(subject);
    if (user == null || mapper.changeName(user.id(), name.value()) == 0) {
      throw new AccessException(
          "there is another user of that name: " + name + "; remove one of them");
    }
    mapper.changeRole(user.id(), role);
    return mapper.ofSubject(subject).toUser();
  }

  @Override
  public List<User> list() {
    return reading.call(UserMapper.class, UserMapper::all).stream().map(UserRow::toUser).toList();
  }

  @Override
  public boolean isAnybody() {
    return reading.call(UserMapper.class, UserMapper::some) > 0;
  }

  @Override
  public Optional<User> find(UserName name) {
    return Optional.ofNullable(reading.call(UserMapper.class, mapper -> mapper.named(name.value())))
        .map(UserRow::toUser);
  }

  @Override
  public Optional<PasswordHash> password(UserName name) {
    return Optional.ofNullable(reading.call(UserMapper.class, mapper -> mapper.hash(name.value())))
        .map(hash -> new PasswordHash(new Secret(hash)));
  }

  @Override
  public void changeRole(UserName name, Role role) {
    transactions.repeat(
        UserMapper.class,
        mapper -> {
          User user = ofOurs(name, mapper);
          if (role != Role.ADMIN) {
            requireAnotherAdmin(user, mapper);
          }
          return mapper.changeRole(user.id(), role);
        });
  }

  @Override
  public void changePassword(UserName name, PasswordHash password) {
    transactions.repeat(
        InvitationMapper.class,
        mapper -> changePassword(ofOurs(name, mapper).id(), password, mapper));
  }

  @Override
  public void changePassword(UserName name, PasswordHash compared, PasswordHash password) {
    transactions.repeat(
        InvitationMapper.class,
        mapper -> {
          UUID user = ofOurs(name, mapper).id();
          if (!holds(user, compared, mapper)) {
            throw new AccessException("the password has been changed by now; sign in again");
          }
          return changePassword(user, password, mapper);
        });
  }

  /** Returns whether this is what is kept of a user's password, until the transaction ends. */
  static boolean holds(UUID user, PasswordHash compared, UserMapper mapper) {
    return compared.encoded().reveal().equals(mapper.lockHash(user));
  }

  /**
   * Changes it in the mapper's transaction: what let the user in before does so no more. The user
   * is locked first, so that nobody is let in meanwhile.
   */
  static int changePassword(UUID user, PasswordHash password, InvitationMapper mapper) {
    String unused = mapper.lockHash(user);
    mapper.removeInvitations(user);
    mapper.endAll(user);
    return mapper.changeHash(user, password.encoded().reveal());
  }

  @Override
  public void remove(UserName name) {
    transactions.repeat(
        UserMapper.class,
        mapper -> {
          User user = existing(name, mapper);
          requireAnotherAdmin(user, mapper);
          return mapper.remove(user.id());
        });
  }

  private static User existing(UserName name, UserMapper mapper) {
    return Optional.ofNullable(mapper.named(name.value()))
        .map(UserRow::toUser)
        .orElseThrow(
            () ->
                new AccessException(
                    "there is no user of that name: " + name + "; 'router user list' lists all"));
  }

  /** Returns a user whom no other service signs in. */
  static User ofOurs(UserName name, UserMapper mapper) {
    User user = existing(name, mapper);
    if (user.way() == User.Way.PROVIDER) {
      throw new AccessException(
          name + " signs in by OpenID Connect: their role and password are changed there");
    }
    return user;
  }

  private static void requireAnotherAdmin(User user, UserMapper mapper) {
    if (user.role() == Role.ADMIN
        && mapper.lockAdmins().stream().allMatch(id -> id.equals(user.id()))) {
      throw new AccessException(
          user.name() + " is the only admin; make somebody else one before that");
    }
  }
}
