package org.threadless.storage.access;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.engine.access.password.PasswordHash;
import org.threadless.router.engine.access.secret.TicketText;
import org.threadless.router.engine.access.user.AccessException;
import org.threadless.router.engine.access.user.Invitation;
import org.threadless.router.engine.access.user.Invitations;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.access.user.User;
import org.threadless.router.engine.access.user.UserName;
import org.threadless.router.message.MessageIds;
import org.threadless.storage.access.sql.InvitationMapper;
import org.threadless.storage.access.sql.InvitationRow;
import org.threadless.storage.access.sql.UserRow;
import org.threadless.storage.session.Transactions;

/** Keeps invitations in H2 or PostgreSQL. */
public final class StoredInvitations implements Invitations {

  private final Transactions transactions;
  private final Transactions reading;
  private final StoredUsers users;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final MessageIds ids = new MessageIds();

  /**
   * @param reading for look-ups
   * @param clock tells what is too old
   */
  public StoredInvitations(
      Transactions transactions, Transactions reading, StoredUsers users, InstantSource clock) {
    this.transactions = transactions;
    this.reading = reading;
    this.users = users;
    this.clock = clock;
  }

  @Override
  public Optional<TicketText> first() {
    return transactions.call(
        InvitationMapper.class,
        mapper ->
            mapper.some() > 0
                ? Optional.empty()
                : Optional.of(add(null, clock.instant().plus(Invitation.OF_FIRST), mapper)));
  }

  @Override
  public TicketText of(UserName name) {
    return transactions.call(
        InvitationMapper.class,
        mapper -> {
          User user = StoredUsers.ofOurs(name, mapper);
          mapper.removeInvitations(user.id());
          return add(user.id(), clock.instant().plus(Invitation.OF_USER), mapper);
        });
  }

  private TicketText add(UUID user, Instant expires, InvitationMapper mapper) {
    TicketText text = TicketText.next(random);
    mapper.removeExpired(clock.instant());
    mapper.insertInvitation(new InvitationRow(ids.next(), text.hash(), user, expires));
    return text;
  }

  @Override
  public Optional<Invitation> find(TicketText shown) {
    return reading.call(InvitationMapper.class, mapper -> find(shown, mapper));
  }

  private Optional<Invitation> find(TicketText shown, InvitationMapper mapper) {
    return Optional.ofNullable(mapper.invitation(shown.hash()))
        .filter(row -> clock.instant().isBefore(row.expiresAt()))
        .filter(row -> row.userId() != null || mapper.some() == 0)
        .map(row -> new Invitation(user(row, mapper), row.expiresAt()));
  }

  private static Optional<User> user(InvitationRow row, InvitationMapper mapper) {
    return Optional.ofNullable(row.userId()).map(mapper::ofId).map(UserRow::toUser);
  }

  @Override
  public User acceptFirst(TicketText shown, UserName name, PasswordHash password) {
    return transactions.call(
        InvitationMapper.class,
        mapper -> {
          // Of two at once, by two links, the second finds none when the first is stored.
          mapper.lockFirst();
          valid(shown, mapper).user().ifPresent(user -> refuse());
          mapper.removeFirst();
          return users.add(name, Role.ADMIN, Optional.of(password), mapper);
        });
  }

  @Override
  public User accept(TicketText shown, PasswordHash password) {
    return transactions.call(
        InvitationMapper.class,
        mapper -> {
          User user = valid(shown, mapper).user().orElseThrow(StoredInvitations::usedUp);
          // As whoever changes the password locks them: the user first, then the links.
          String unused = mapper.lockHash(user.id());
          if (mapper.removeInvitation(shown.hash()) == 0) {
            refuse();
          }
          StoredUsers.changePassword(user.id(), password, mapper);
          return mapper.ofId(user.id()).toUser();
        });
  }

  private Invitation valid(TicketText shown, InvitationMapper mapper) {
    return find(shown, mapper).orElseThrow(StoredInvitations::usedUp);
  }

  private static void refuse() {
    throw usedUp();
  }

  private static AccessException usedUp() {
    return new AccessException("this link can be used no more: ask for another one");
  }
}
