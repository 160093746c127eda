package org.threadless.storage.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.threadless.router.engine.access.password.PasswordHash;
import org.threadless.router.engine.access.secret.TicketText;
import org.threadless.router.engine.access.session.UserSession;
import org.threadless.router.engine.access.session.UserSessions;
import org.threadless.router.engine.access.user.User;
import org.threadless.router.engine.access.user.UserName;
import org.threadless.router.message.MessageIds;
import org.threadless.storage.access.sql.SessionMapper;
import org.threadless.storage.access.sql.SessionRow;
import org.threadless.storage.session.Transactions;

/**
 * Keeps sessions in H2 or PostgreSQL. Each is looked up in the database each time, so that one that
 * has ended lets nobody in, on whatever node.
 */
public final class StoredSessions implements UserSessions {

  // So many writes are saved: of a page that asks each second, all but one a minute.
  private static final Duration EXACT = Duration.ofMinutes(1);

  private final Transactions transactions;
  private final Transactions reading;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final MessageIds ids = new MessageIds();

  /**
   * @param reading for look-ups
   * @param clock tells what is over
   */
  public StoredSessions(Transactions transactions, Transactions reading, InstantSource clock) {
    this.transactions = transactions;
    this.reading = reading;
    this.clock = clock;
  }

  @Override
  public TicketText start(User user) {
    return transactions.call(SessionMapper.class, mapper -> start(user, mapper));
  }

  @Override
  public Optional<TicketText> start(User user, PasswordHash compared) {
    return transactions.repeat(
        SessionMapper.class,
        mapper ->
            StoredUsers.holds(user.id(), compared, mapper)
                ? Optional.of(start(user, mapper))
                : Optional.empty());
  }

  private TicketText start(User user, SessionMapper mapper) {
    TicketText text = TicketText.next(random);
    Instant now = clock.instant();
    mapper.endOld(now.minus(UserSession.IDLE), now.minus(UserSession.LONGEST));
    mapper.insertSession(ids.next(), text.hash(), user.id(), now);
    mapper.signedIn(user.id(), now);
    return text;
  }

  @Override
  public Optional<UserSession> find(TicketText shown) {
    Instant now = clock.instant();
    String hash = shown.hash();
    Optional<UserSession> found =
        Optional.ofNullable(reading.call(SessionMapper.class, mapper -> mapper.session(hash)))
            .map(SessionRow::toSession)
            .filter(session -> !session.isOverAt(now));
    found
        .filter(session -> !now.isBefore(session.used().plus(EXACT)))
        .ifPresent(
            session ->
                transactions.call(SessionMapper.class, mapper -> mapper.use(session.id(), now)));
    return found;
  }

  @Override
  public void end(TicketText shown) {
    transactions.call(SessionMapper.class, mapper -> mapper.end(shown.hash()));
  }

  @Override
  public void endAll(UserName name) {
    transactions.call(
        SessionMapper.class,
        mapper ->
            Optional.ofNullable(mapper.named(name.value()))
                .map(user -> mapper.endAll(user.id()))
                .orElse(0));
  }
}
