package org.threadless.app.register;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.threadless.router.text.AnyCase;
import org.threadless.router.text.LanguageTag;

/** The languages that people may mean: by their code, or by their name in one of some languages. */
final class LanguageNames {

  private static final int LONGEST_TAG = 35;

  // Those in which this app speaks; a language is known by its name in itself as well.
  private static final List<Locale> SPOKEN =
      List.of("en", "fr", "es", "pt", "sw", "ar").stream().map(Locale::forLanguageTag).toList();

  private static final Map<String, Locale> BY_NAME = byName();

  private LanguageNames() {}

  /** Returns the language that somebody means. */
  static Optional<Locale> find(String text) {
    return Optional.ofNullable(BY_NAME.get(AnyCase.of(text)))
        .or(() -> LanguageTag.parse(text).filter(LanguageNames::isKnown));
  }

  /** Returns a language's name in itself. */
  static String own(Locale language) {
    return language.getDisplayName(language);
  }

  private static boolean isKnown(Locale language) {
    String code = language.getLanguage();
    return language.toLanguageTag().length() <= LONGEST_TAG
        && !language.getDisplayLanguage(Locale.ENGLISH).equals(code);
  }

  private static Map<String, Locale> byName() {
    Map<String, Locale> languages = new HashMap<>();
    for (String code : Locale.getISOLanguages()) {
      Locale language = Locale.forLanguageTag(code);
      put(languages, language.getISO3Language(), language);
      put(languages, language.getDisplayLanguage(language), language);
      SPOKEN.forEach(each -> put(languages, language.getDisplayLanguage(each), language));
    }
    return languages;
  }

  // A name of two letters could be another language's code.
  private static void put(Map<String, Locale> languages, String name, Locale language) {
    if (name.length() > 2) {
      languages.putIfAbsent(AnyCase.of(name), language);
    }
  }
}
