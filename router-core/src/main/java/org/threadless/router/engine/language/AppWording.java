package org.threadless.router.engine.language;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Text;
import org.threadless.router.message.Wording;

/**
 * Puts the texts of one app into words, once for each language of those who get them.
 *
 * @param texts of the app
 * @param languages of people; not asked where the app has one language only
 */
public record AppWording(AppTexts texts, Languages languages) implements Wording {

  @Override
  public List<String> of(Text text, List<Connection> to) {
    if (!texts.areSeveral()) {
      return Collections.nCopies(to.size(), texts.say(text, Optional.empty()));
    }
    Map<Connection, Locale> known = languages.of(to);
    Map<Optional<Locale>, String> words = new HashMap<>();
    return to.stream()
        .map(each -> Optional.ofNullable(known.get(each)))
        .map(language -> words.computeIfAbsent(language, any -> texts.say(text, any)))
        .toList();
  }
}
