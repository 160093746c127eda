package org.threadless.storage.access;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.access.token.NewToken;
import org.threadless.router.engine.access.token.Token;
import org.threadless.router.engine.access.token.TokenException;
import org.threadless.router.engine.access.token.TokenText;
import org.threadless.router.engine.access.token.Tokens;
import org.threadless.router.message.MessageIds;
import org.threadless.storage.access.sql.TokenMapper;
import org.threadless.storage.access.sql.TokenRow;
import org.threadless.storage.session.Transactions;

/**
 * Keeps tokens in H2 or PostgreSQL. Each is looked up in the database each time, so that one that
 * is revoked lets nobody in, on whatever node.
 */
public final class StoredTokens implements Tokens {

  private final Transactions transactions;
  private final Transactions reading;
  private final LastUses lastUses;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final MessageIds ids = new MessageIds();

  /**
   * @param reading for look-ups
   * @param clock tells what has expired
   */
  public StoredTokens(
      Transactions transactions, Transactions reading, LastUses lastUses, InstantSource clock) {
    this.transactions = transactions;
    this.reading = reading;
    this.lastUses = lastUses;
    this.clock = clock;
  }

  @Override
  public Secret add(NewToken token) {
    TokenText text = TokenText.next(random);
    UUID id = ids.next();
    Instant now = clock.instant();
    return transactions.call(
        TokenMapper.class,
        mapper -> {
          if (mapper.insert(TokenRow.of(id, token, now), text.hash()) == 0) {
            throw taken(mapper.named(token.name()).toToken().stateAt(now), token.name());
          }
          return text.secret();
        });
  }

  private static TokenException taken(Token.State state, String name) {
    return new TokenException(
        "there is a token of that name, which is "
            + state.name().toLowerCase(Locale.ROOT)
            + ": "
            + name
            + "; take another name, such as "
            + name
            + "-2");
  }

  @Override
  public List<Token> list() {
    return reading.call(TokenMapper.class, TokenMapper::all).stream()
        .map(TokenRow::toToken)
        .toList();
  }

  @Override
  public boolean revoke(String name) {
    Instant now = clock.instant();
    return transactions.call(
        TokenMapper.class,
        mapper -> {
          boolean revoked = mapper.revoke(name, now) == 1;
          if (!revoked && mapper.named(name) == null) {
            throw new TokenException(
                "there is no token of that name: " + name + "; 'router token list' lists all");
          }
          return revoked;
        });
  }

  @Override
  public Optional<Token> find(TokenText text) {
    return stored(text).filter(this::isValid);
  }

  @Override
  public Optional<Token> findInvalid(TokenText text) {
    return stored(text).filter(token -> !isValid(token));
  }

  private Optional<Token> stored(TokenText text) {
    String hash = text.hash();
    return Optional.ofNullable(reading.call(TokenMapper.class, mapper -> mapper.hashed(hash)))
        .map(TokenRow::toToken);
  }

  private boolean isValid(Token token) {
    return token.stateAt(clock.instant()) == Token.State.VALID;
  }

  @Override
  public void used(Token token) {
    lastUses.add(token.id());
  }
}
