package org.example.poll;

import java.util.List;
import java.util.Locale;
import org.threadless.router.config.Settings;

/**
 * The settings of the poll.
 *
 * @param question what everybody is asked
 * @param choices at least two; kept in lower case
 * @param keyword what a vote begins with; default {@code vote}
 */
record PollSettings(String question, List<String> choices, String keyword) {

  PollSettings {
    Settings.notBlank("question", question);
    choices =
        Settings.required("choices", choices).stream()
            .map(choice -> choice.strip().toLowerCase(Locale.ROOT))
            .toList();
    Settings.check(choices.size() >= 2, "choices", "must be at least two");
    keyword = Settings.notBlank("keyword", Settings.orElse(keyword, "vote")).strip();
  }
}
