package org.threadless.router.engine.access.token;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.threadless.router.engine.access.limit.Latest;

/**
 * Lets programs in by their tokens. What it says of them names a token, and never shows its text.
 * Safe for any thread.
 *
 * <p>After ten wrong tokens within a minute an address has one try each six seconds, and each wrong
 * one that comes from it meanwhile is answered so. But valid ones let in at all times: where many
 * programs come through one proxy, the mistake of one is not the trouble of others. So what may be
 * a token is looked up meanwhile, too, as often as costs the database little: who guesses gains
 * nothing, since no one can guess 256 bits. Those that have let somebody in on this node are looked
 * up without that limit.
 */
@Singleton
public final class Access {

  // A scheme is in any case (RFC 9110, 11.1).
  private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +(\\S+) *");

  private final Tokens tokens;
  private final InstantSource clock;
  private final WrongTokens wrong;
  private final TokenRates rates;

  // The hashes of those that were valid here.
  private final Set<String> known =
      Collections.synchronizedSet(Collections.newSetFromMap(new Latest<>()));

  /**
   * @param clock says when somebody may come again
   */
  @Inject
  public Access(Tokens tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
    this.wrong = new WrongTokens(clock);
    this.rates = new TokenRates(clock);
  }

  /** Whether a request may come in. */
  public sealed interface Answer permits Granted, Refusal {}

  /**
   * It may. What the token may do is for {@link Token#may} and {@link Token#isFor} to say.
   *
   * @param token whose it is
   */
  public record Granted(Token token) implements Answer {}

  /** It may not. */
  public sealed interface Refusal extends Answer permits Denied, TooMany {

    /** Returns why, for the caller, in one line. */
    String reason();

    /** Returns why, for the log, in a few words: it names the token where that is known. */
    String forLog();
  }

  /**
   * It shows no valid token: 401.
   *
   * @param challenge the value of {@code WWW-Authenticate} (RFC 6750, 3)
   */
  public record Denied(String reason, String forLog, String challenge) implements Refusal {}

  /**
   * There are too many such requests: 429.
   *
   * @param pause how long the caller is to wait; more than nothing
   */
  public record TooMany(String reason, String forLog, Duration pause) implements Refusal {

    /** Returns the value of {@code Retry-After}: whole seconds, after which it is not too early. */
    public long retryAfter() {
      return pause.plusSeconds(1).minusNanos(1).toSeconds();
    }
  }

  /**
   * Looks at a request, and counts it.
   *
   * @param authorization the value of its {@code Authorization}, where it has one
   * @param from the address that it comes from
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now
   */
  public Answer answer(Optional<String> authorization, InetAddress from) {
    Optional<Matcher> shown = authorization.map(BEARER::matcher).filter(Matcher::matches);
    if (shown.isEmpty()) {
      return new Denied(
          "Authorization: is missing, or is no token; send Authorization: Bearer tr_...",
          "it shows no token",
          "Bearer");
    }
    Optional<TokenText> text = TokenText.of(shown.get().group(1));
    Optional<Duration> pause = wrong.pause(from);
    if (pause.isPresent() && text.filter(this::isKnown).isEmpty()) {
      return meanwhile(text, from, pause.get());
    }
    Optional<Token> token = text.flatMap(tokens::find);
    return token.isPresent() ? valid(token.get(), text.get()) : invalid(text, from);
  }

  /**
   * Returns whether a request shows a valid token, and counts nothing: for what has to be known
   * before the request is here as a whole.
   *
   * @param authorization the value of its {@code Authorization}, where it has one
   * @param from the address that it comes from
   * @throws org.threadless.router.conversation.StoreUnavailableException as {@link #answer}
   */
  public boolean isValid(Optional<String> authorization, InetAddress from) {
    Optional<TokenText> text =
        authorization
            .map(BEARER::matcher)
            .filter(Matcher::matches)
            .flatMap(shown -> TokenText.of(shown.group(1)));
    boolean mayBeLookedUp =
        text.filter(this::isKnown).isPresent()
            || wrong.pause(from).isEmpty()
            || wrong.mayBeLookedUp(from);
    return mayBeLookedUp && text.flatMap(tokens::find).isPresent();
  }

  private Answer meanwhile(Optional<TokenText> text, InetAddress from, Duration pause) {
    Optional<TokenText> lookedUp = text.filter(each -> wrong.mayBeLookedUp(from));
    Optional<Token> token = lookedUp.flatMap(tokens::find);
    return token.isPresent()
        ? valid(token.get(), text.get())
        : new TooMany(
            "too many wrong tokens came from your address",
            "too many wrong tokens came from there",
            pause);
  }

  private boolean isKnown(TokenText text) {
    return known.contains(text.hash());
  }

  private Answer valid(Token token, TokenText text) {
    known.add(text.hash());
    Optional<Duration> pause = rates.take(token);
    if (pause.isPresent()) {
      return new TooMany(
          "more requests than this token may make",
          "token " + token.name() + " makes more requests than it may",
          pause.get());
    }
    tokens.used(token);
    return new Granted(token);
  }

  private Denied invalid(Optional<TokenText> text, InetAddress from) {
    wrong.tried(from);
    text.ifPresent(none -> known.remove(none.hash()));
    return text.flatMap(tokens::findInvalid)
        .map(token -> denied("token " + token.name(), whyInvalid(token)))
        .orElseGet(() -> denied("the token", "is wrong"));
  }

  private static Denied denied(String named, String why) {
    return new Denied(
        "Authorization: the token " + why, named + " " + why, "Bearer error=\"invalid_token\"");
  }

  private String whyInvalid(Token token) {
    return token.stateAt(clock.instant()) == Token.State.EXPIRED ? "has expired" : "was revoked";
  }
}
