package org.threadless.backend.http.report;

import static org.threadless.router.config.Settings.orElse;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.Settings;
import org.threadless.router.message.ReportedState;

/**
 * The words of a provider for the states of a message, whatever their case.
 *
 * @param accepted for {@link ReportedState#ACCEPTED}
 * @param buffered for {@link ReportedState#BUFFERED}
 * @param delivered for {@link ReportedState#DELIVERED}
 * @param failed for {@link ReportedState#FAILED}
 * @param rejected for {@link ReportedState#REJECTED}
 * @param ignore for what is no news: such a report is not kept
 */
public record StateWords(
    List<String> accepted,
    List<String> buffered,
    List<String> delivered,
    List<String> failed,
    List<String> rejected,
    List<String> ignore) {

  /** Fills in what is left out, and refuses a word that stands for two. */
  public StateWords {
    accepted = orElse(accepted, List.of());
    buffered = orElse(buffered, List.of());
    delivered = orElse(delivered, List.of());
    failed = orElse(failed, List.of());
    rejected = orElse(rejected, List.of());
    ignore = orElse(ignore, List.of());
    Map<String, String> seen = new HashMap<>();
    distinct("accepted", accepted, seen);
    distinct("buffered", buffered, seen);
    distinct("delivered", delivered, seen);
    distinct("failed", failed, seen);
    distinct("rejected", rejected, seen);
    distinct("ignore", ignore, seen);
  }

  private static void distinct(String component, List<String> words, Map<String, String> seen) {
    for (String word : words) {
      Settings.notBlank(component, word);
      String other = seen.putIfAbsent(known(word), component);
      if (other != null) {
        throw new InvalidSettingException(
            component, "has " + word + ", which is in " + other + " too");
      }
    }
  }

  /** Returns what each word stands for; of those to be ignored nothing. */
  Map<String, Optional<ReportedState>> states() {
    Map<String, Optional<ReportedState>> states = new HashMap<>();
    accepted.forEach(word -> states.put(known(word), Optional.of(ReportedState.ACCEPTED)));
    buffered.forEach(word -> states.put(known(word), Optional.of(ReportedState.BUFFERED)));
    delivered.forEach(word -> states.put(known(word), Optional.of(ReportedState.DELIVERED)));
    failed.forEach(word -> states.put(known(word), Optional.of(ReportedState.FAILED)));
    rejected.forEach(word -> states.put(known(word), Optional.of(ReportedState.REJECTED)));
    ignore.forEach(word -> states.put(known(word), Optional.empty()));
    return Map.copyOf(states);
  }

  /** Returns a word as it is compared. */
  static String known(String word) {
    return word.strip().toLowerCase(Locale.ROOT);
  }
}
