package org.threadless.router.engine.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Holds the files of an app's texts against the one without a language, which has every key.
 *
 * @param files those of the class path first
 * @param candidates gives the languages that serve one, the nearest first
 */
record TextCheck(List<TextFile> files, Function<Locale, List<Locale>> candidates) {

  /** Returns what is wrong, one line each: what is missing, unused or malformed. */
  List<String> problems() {
    Optional<TextFile> list =
        files.stream().filter(file -> file.language().equals(Locale.ROOT)).findFirst();
    List<String> problems = new ArrayList<>();
    files.forEach(file -> file.texts().keySet().forEach(key -> of(file, key, list, problems)));
    list.ifPresent(all -> missing(all, problems));
    if (list.isEmpty() && !files.isEmpty()) {
      problems.add(
          files.get(0).name() + ": there is no file without a language, which has every key");
    }
    return problems;
  }

  private static void of(
      TextFile file, String key, Optional<TextFile> list, List<String> problems) {
    String start = file.name() + ": " + key + " ";
    Optional<TextPattern> listed = list.map(all -> all.texts().get(key));
    if (list.isPresent() && listed.isEmpty()) {
      problems.add(start + "is unused: " + list.get().name() + " does not have it");
    }
    try {
      Set<String> places = file.texts().get(key).places();
      Set<String> expected = listed.map(TextCheck::placesOf).orElse(places);
      if (!places.equals(expected)) {
        problems.add(start + "has " + shown(places) + ", and there should be " + shown(expected));
      }
    } catch (UnusableTextException e) {
      problems.add(start + e.getMessage());
    }
  }

  // One that is malformed is told by itself, and nothing can be held against it.
  private static Set<String> placesOf(TextPattern pattern) {
    try {
      return pattern.places();
    } catch (UnusableTextException e) {
      return null;
    }
  }

  private static String shown(Set<String> places) {
    return places.isEmpty() ? "no place" : "{" + String.join("}, {", places) + "}";
  }

  private void missing(TextFile list, List<String> problems) {
    Map<Locale, String> languages = new LinkedHashMap<>();
    files.forEach(file -> languages.put(file.language(), file.name()));
    languages.forEach(
        (language, file) -> {
          Set<String> missing = new TreeSet<>(list.texts().keySet());
          List<Locale> served = candidates.apply(language);
          files.stream()
              .filter(each -> served.contains(each.language()))
              .forEach(each -> missing.removeAll(each.texts().keySet()));
          if (!language.equals(Locale.ROOT)) {
            missing.forEach(key -> problems.add(file + ": " + key + " is missing"));
          }
        });
  }
}
