package org.threadless.storage.access.sql;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.threadless.router.config.Rate;
import org.threadless.router.engine.access.token.NewToken;
import org.threadless.router.engine.access.token.Right;
import org.threadless.router.engine.access.token.Token;
import org.threadless.router.message.BackendName;

/** A row of {@code access_token}, without the hash. */
public record TokenRow(
    UUID id,
    String name,
    String rights,
    String backends,
    Instant expiresAt,
    String rate,
    Instant createdAt,
    Instant lastUsedAt,
    Instant revokedAt) {

  public static TokenRow of(UUID id, NewToken token, Instant now) {
    return new TokenRow(
        id,
        token.name(),
        joined(token.rights(), Right::written),
        token.backends().isEmpty() ? null : joined(token.backends(), BackendName::value),
        token.expires().orElse(null),
        token.rate().map(Rate::toString).orElse(null),
        now,
        null,
        null);
  }

  private static <T> String joined(Collection<T> values, Function<T, String> written) {
    return values.stream().map(written).sorted().collect(Collectors.joining(","));
  }

  public Token toToken() {
    return new Token(
        id,
        name,
        split(rights, Right::of),
        backends == null ? Set.of() : split(backends, BackendName::new),
        Optional.ofNullable(expiresAt),
        Optional.ofNullable(rate).map(Rate::valueOf),
        createdAt,
        Optional.ofNullable(lastUsedAt),
        Optional.ofNullable(revokedAt));
  }

  private static <T> Set<T> split(String joined, Function<String, T> value) {
    return Arrays.stream(joined.split(",")).map(value).collect(Collectors.toSet());
  }
}
