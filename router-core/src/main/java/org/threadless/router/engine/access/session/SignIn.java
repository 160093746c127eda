package org.threadless.router.engine.access.session;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.access.password.PasswordHash;
import org.threadless.router.engine.access.password.Passwords;
import org.threadless.router.engine.access.user.User;
import org.threadless.router.engine.access.user.UserName;
import org.threadless.router.engine.access.user.Users;

/**
 * Finds out whether somebody is who they say. What it says of them is the same, and takes the same
 * time, whether there is such a user or not. Safe for any thread.
 *
 * <p>After ten wrong passwords within a minute there is one try each six seconds, for the name
 * whatever address it comes from, and for the address whatever name it says.
 */
@Singleton
public final class SignIn {

  private final Users users;
  private final Passwords passwords;
  private final WrongPasswords wrong;

  /**
   * @param clock says when somebody may try again
   */
  @Inject
  public SignIn(Users users, Passwords passwords, InstantSource clock) {
    this.users = users;
    this.passwords = passwords;
    this.wrong = new WrongPasswords(clock);
  }

  /** What comes of a try. */
  public sealed interface Answer permits Welcome, WrongPassword, TooEarly {}

  /**
   * It is them.
   *
   * @param user who they are
   * @param compared what was kept of their password when it was looked at: it may be another by now
   */
  public record Welcome(User user, PasswordHash compared) implements Answer {}

  /** There is no such user, or not with that password. */
  public record WrongPassword() implements Answer {}

  /**
   * There were too many wrong passwords; this one was not looked at.
   *
   * @param pause how long to wait; more than nothing
   */
  public record TooEarly(Duration pause) implements Answer {

    /** Returns the value of {@code Retry-After}: whole seconds, after which it is not too early. */
    public long retryAfter() {
      return pause.plusSeconds(1).minusNanos(1).toSeconds();
    }
  }

  /**
   * Looks at a password, and counts it where it is wrong.
   *
   * @param name who they say they are, whatever that is
   * @param from the address that they come from
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now
   * @throws org.threadless.router.incoming.OverloadException where too many come at once
   */
  public Answer answer(String name, Secret password, InetAddress from) {
    Optional<UserName> written = written(name);
    WrongPasswords.Try begun = wrong.begin(written.map(UserName::value).orElse(""), from);
    return begun
        .pause()
        .<Answer>map(TooEarly::new)
        .orElseGet(() -> looked(written, password, begun));
  }

  private Answer looked(Optional<UserName> name, Secret password, WrongPasswords.Try begun) {
    try {
      Optional<PasswordHash> kept = name.flatMap(users::password);
      boolean right = passwords.matches(password, kept);
      Optional<User> user = right ? name.flatMap(users::find) : Optional.empty();
      user.ifPresent(known -> wrong.passed(begun));
      return user.<Answer>map(known -> new Welcome(known, kept.orElseThrow()))
          .orElseGet(WrongPassword::new);
    } catch (RuntimeException e) {
      wrong.forget(begun);
      throw e;
    }
  }

  private static Optional<UserName> written(String name) {
    try {
      return Optional.of(new UserName(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
