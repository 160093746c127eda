package org.threadless.app.guard;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.threadless.router.message.Identity;

/** Knows whose messages are taken, and who is no person. */
@Singleton
final class Senders {

  /** A short code has fewer digits than that; a phone number has not. */
  private static final int FEWEST_DIGITS = 7;

  private final List<String> denied;
  private final List<String> allowed;

  @Inject
  Senders(GuardSettings settings) {
    this.denied = settings.deny();
    this.allowed = settings.allow();
  }

  boolean isDenied(Identity identity) {
    return matches(denied, identity.value()) && !matches(allowed, identity.value());
  }

  /** Returns whether it is a name or a short code, behind which there mostly is a machine. */
  static boolean isNameOrShortCode(Identity identity) {
    String value = identity.value();
    return value.codePoints().anyMatch(Character::isLetter)
        || value.codePoints().filter(Character::isDigit).count() < FEWEST_DIGITS;
  }

  private static boolean matches(List<String> patterns, String identity) {
    return patterns.stream()
        .anyMatch(
            pattern ->
                pattern.endsWith("*")
                    ? identity.startsWith(pattern.substring(0, pattern.length() - 1))
                    : identity.equals(pattern));
  }
}
