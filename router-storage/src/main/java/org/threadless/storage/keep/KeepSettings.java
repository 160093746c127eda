package org.threadless.storage.keep;

import static org.threadless.router.config.Settings.check;
import static org.threadless.router.config.Settings.orElse;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How long what is stored is kept: {@code keep} in the configuration. What is left out is kept for
 * ever. All goes by the age of the message, and nothing goes of one that is not done.
 *
 * @param texts what messages say
 * @param ids by which a copy of a message is known, and a report of a gateway finds its message
 * @param errored what apps threw, and with it that a message can be routed again
 * @param reports delivery reports, and by which backends messages went
 * @param messages the messages themselves, with all that is kept of them
 * @param audit who did what
 */
public record KeepSettings(
    Optional<KeepPeriod> texts,
    Optional<KeepPeriod> ids,
    Optional<KeepPeriod> errored,
    Optional<KeepPeriod> reports,
    Optional<KeepPeriod> messages,
    Optional<KeepPeriod> audit) {

  /** Refuses what is to outlive its message. */
  public KeepSettings {
    texts = orElse(texts, Optional.empty());
    ids = orElse(ids, Optional.empty());
    errored = orElse(errored, Optional.empty());
    reports = orElse(reports, Optional.empty());
    messages = orElse(messages, Optional.empty());
    audit = orElse(audit, Optional.empty());
    within("texts", texts, "messages", messages);
    within("ids", ids, "messages", messages);
    within("errored", errored, "messages", messages);
    within("reports", reports, "messages", messages);
    within("errored", errored, "texts", texts);
  }

  private static void within(
      String component, Optional<KeepPeriod> period, String of, Optional<KeepPeriod> whole) {
    boolean holds = period.isEmpty() || whole.isEmpty() || period.get().compareTo(whole.get()) <= 0;
    check(holds, component, "must not be longer than " + of + ": it goes with those at the latest");
  }

  /** Returns settings by which everything is kept. */
  public static KeepSettings everything() {
    Optional<KeepPeriod> ever = Optional.empty();
    return new KeepSettings(ever, ever, ever, ever, ever, ever);
  }

  /** Returns the kinds that are kept for a time only, with how long, in the order of the kinds. */
  public Map<KeptKind, KeepPeriod> periods() {
    Map<KeptKind, KeepPeriod> periods = new EnumMap<>(KeptKind.class);
    texts.ifPresent(period -> periods.put(KeptKind.TEXTS, period));
    ids.ifPresent(period -> periods.put(KeptKind.IDS, period));
    errored.ifPresent(period -> periods.put(KeptKind.ERRORED, period));
    reports.ifPresent(period -> periods.put(KeptKind.REPORTS, period));
    messages.ifPresent(period -> periods.put(KeptKind.MESSAGES, period));
    audit.ifPresent(period -> periods.put(KeptKind.AUDIT, period));
    return periods;
  }
}
