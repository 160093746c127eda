package org.threadless.router.engine.access.token;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threadless.router.config.Secret;
import org.threadless.router.message.MessageIds;

/** Tokens in memory, which remember how often they were looked for. */
final class KnownTokens implements Tokens {

  private final SecureRandom random = new SecureRandom();
  private final MessageIds ids = new MessageIds();
  private final InstantSource clock;
  private final Map<String, Token> byHash = new HashMap<>();
  final List<String> used = new ArrayList<>();
  int lookUps;

  KnownTokens(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Secret add(NewToken token) {
    TokenText text = TokenText.next(random);
    byHash.put(
        text.hash(),
        new Token(
            ids.next(),
            token.name(),
            token.rights(),
            token.backends(),
            token.expires(),
            token.rate(),
            clock.instant(),
            Optional.empty(),
            Optional.empty()));
    return text.secret();
  }

  @Override
  public List<Token> list() {
    return List.copyOf(byHash.values());
  }

  @Override
  public boolean revoke(String name) {
    byHash.replaceAll(
        (hash, token) -> token.name().equals(name) ? revoked(token, clock.instant()) : token);
    return true;
  }

  private static Token revoked(Token token, Instant at) {
    return new Token(
        token.id(),
        token.name(),
        token.rights(),
        token.backends(),
        token.expires(),
        token.rate(),
        token.created(),
        token.lastUsed(),
        Optional.of(at));
  }

  @Override
  public Optional<Token> find(TokenText text) {
    lookUps++;
    return Optional.ofNullable(byHash.get(text.hash()))
        .filter(token -> token.stateAt(clock.instant()) == Token.State.VALID);
  }

  @Override
  public Optional<Token> findInvalid(TokenText text) {
    return Optional.ofNullable(byHash.get(text.hash()))
        .filter(token -> token.stateAt(clock.instant()) != Token.State.VALID);
  }

  @Override
  public void used(Token token) {
    used.add(token.name());
  }
}
