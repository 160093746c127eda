package org.threadless.router.text;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;

/** Reads the name of a language as BCP 47 has it, or as files do: {@code pt-BR}, {@code pt_BR}. */
public final class LanguageTag {

  private LanguageTag() {}

  /** Returns the language; empty where the text names none, as {@code english} does not. */
  public static Optional<Locale> parse(String text) {
    try {
      Locale locale = new Locale.Builder().setLanguageTag(text.replace('_', '-')).build();
      int letters = locale.getLanguage().length();
      return letters == 2 || letters == 3 ? Optional.of(locale) : Optional.empty();
    } catch (IllformedLocaleException e) {
      return Optional.empty();
    }
  }
}
