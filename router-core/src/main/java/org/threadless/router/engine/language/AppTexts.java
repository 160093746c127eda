package org.threadless.router.engine.language;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.app.AppName;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.message.Text;

/** What one app says, in all the languages that it has files for. Safe for any thread. */
public final class AppTexts {

  private static final Logger log = LoggerFactory.getLogger(AppTexts.class);

  private static final ResourceBundle.Control PLATFORM =
      ResourceBundle.Control.getControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final AppName app;
  private final Locale own;
  private final Locale otherwise;
  private final List<TextFile> files;
  private final Map<Locale, Translation> translations;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  private AppTexts(AppName app, Locale own, Locale otherwise, List<TextFile> files) {
    this.app = app;
    this.own = own;
    this.otherwise = otherwise;
    this.files = files;
    this.translations =
        files.stream()
            .collect(
                Collectors.groupingBy(
                    TextFile::language,
                    Collectors.collectingAndThen(Collectors.toList(), Translation::of)));
  }

  /** Returns those of an app that has none. */
  public static AppTexts none(AppName app) {
    return new AppTexts(app, Locale.ENGLISH, Locale.ENGLISH, List.of());
  }

  /**
   * Reads those of an app.
   *
   * @param folder of the user, whose texts count where the app brings the same
   * @param otherwise the language of people whose language is not known, or has no file
   * @throws UnreadableTextsException where a file cannot be used as a whole
   */
  public static AppTexts read(
      AppName app, AppPlugin plugin, Optional<Path> folder, Locale otherwise) {
    return new AppTexts(app, plugin.language(), otherwise, TextFiles.of(app, plugin, folder));
  }

  /** Returns what is wrong with them, one line each: what is missing, unused or malformed. */
  public List<String> problems() {
    return new TextCheck(files, this::candidates).problems();
  }

  /** Returns whether people of different languages may get different words. */
  boolean areSeveral() {
    return translations.size() > 1;
  }

  /**
   * Returns what somebody of this language is told.
   *
   * @throws NoTextException where there are no words for it
   */
  String say(Text text, Optional<Locale> language) {
    List<Object> arguments =
        text.arguments().stream()
            .map(each -> each instanceof Text inner ? say(inner, language) : each)
            .toList();
    List<String> lookedAt = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    Set<Translation> theirs = theirs(language);
    for (Translation each : way(theirs)) {
      TextPattern pattern = each.texts().get(text.key());
      if (pattern == null) {
        lookedAt.add(each.files() + ": " + text.key() + " is missing");
        continue;
      }
      try {
        String words = pattern.say(arguments);
        tell(theirs.contains(each) ? broken : lookedAt, each);
        return words;
      } catch (UnusableTextException e) {
        lookedAt.add(each.files() + ": " + text.key() + " " + e.getMessage());
        broken.add(lookedAt.get(lookedAt.size() - 1));
      }
    }
    throw new NoTextException(app, text.key(), lookedAt);
  }

  private void tell(List<String> problems, Translation instead) {
    for (String problem : problems) {
      if (told.add(problem)) {
        log.warn("app {}: {}; people get that of {}", app, problem, instead.files());
      }
    }
  }

  private Set<Translation> theirs(Optional<Locale> language) {
    Set<Translation> theirs = language.map(this::of).orElse(Set.of());
    return theirs.isEmpty() ? of(otherwise) : theirs;
  }

  private Set<Translation> way(Set<Translation> theirs) {
    Set<Translation> way = new LinkedHashSet<>(theirs);
    way.addAll(of(otherwise));
    Optional.ofNullable(translations.get(Locale.ROOT)).ifPresent(way::add);
    return way;
  }

  private Set<Translation> of(Locale language) {
    Set<Translation> found = new LinkedHashSet<>();
    for (Locale each : candidates(language)) {
      Optional.ofNullable(translations.get(each)).ifPresent(found::add);
    }
    return found;
  }

  /** Returns the languages that serve one who has this, the nearest first; as {@code pt_BR, pt}. */
  private List<Locale> candidates(Locale language) {
    List<Locale> candidates = new ArrayList<>();
    for (Locale each : PLATFORM.getCandidateLocales("", language)) {
      if (!each.equals(Locale.ROOT)) {
        candidates.add(each);
      }
      if (each.equals(own)) {
        candidates.add(Locale.ROOT);
      }
    }
    return candidates;
  }
}
