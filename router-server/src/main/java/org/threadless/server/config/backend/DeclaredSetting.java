package org.threadless.server.config.backend;

import static org.threadless.router.config.Settings.check;
import static org.threadless.router.config.Settings.orElse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.threadless.server.config.record.Scalars;

/**
 * What a preset says of a setting that a backend with it has.
 *
 * @param secret whether nobody may read its value; default no
 * @param optional whether it may be left out; default no, unless it has a fallback
 * @param fallback its value where it is left out; default none
 * @param type what its value must be; default a text
 * @param oneOf what its value may be; default anything
 */
record DeclaredSetting(
    Boolean secret, Boolean optional, String fallback, Type type, List<String> oneOf) {

  /** What a value is. */
  enum Type {
    TEXT,
    NUMBER
  }

  DeclaredSetting {
    secret = orElse(secret, false);
    optional = orElse(optional, false);
    type = orElse(type, Type.TEXT);
    check(oneOf == null || !oneOf.isEmpty(), "oneOf", "must have one value at least");
    oneOf = orElse(oneOf, List.of());
    if (fallback != null) {
      problem(type, oneOf, fallback).ifPresent(problem -> check(false, "fallback", problem));
    }
  }

  boolean isNumber() {
    return type == Type.NUMBER;
  }

  boolean isNeeded() {
    return !optional && fallback == null;
  }

  /** Returns what a user has to know of it, in a few words. */
  String described() {
    List<String> words = new ArrayList<>();
    words.add(fallback != null ? "default " + fallback : isNeeded() ? "needed" : "may be left out");
    if (secret) {
      words.add("secret");
    }
    if (isNumber()) {
      words.add("a number");
    }
    if (!oneOf.isEmpty()) {
      words.add("one of " + String.join(" ", oneOf));
    }
    return String.join(", ", words);
  }

  /** Returns a value that it may have. */
  String sample() {
    return oneOf.isEmpty() ? isNumber() ? "1" : "sample" : oneOf.get(0);
  }

  /** Returns what {@code value} must be and is not, as the rest of a sentence. */
  Optional<String> problem(String value) {
    return problem(type, oneOf, value);
  }

  private static Optional<String> problem(Type type, List<String> oneOf, String value) {
    if (type == Type.NUMBER && !Scalars.isNumber(value)) {
      return Optional.of("must be a number");
    }
    return oneOf.isEmpty() || oneOf.contains(value)
        ? Optional.empty()
        : Optional.of("must be one of " + String.join(", ", oneOf));
  }
}
