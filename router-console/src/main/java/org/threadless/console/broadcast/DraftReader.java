package org.threadless.console.broadcast;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.threadless.console.call.TypedNumber;
import org.threadless.router.engine.broadcast.Audience;
import org.threadless.router.engine.broadcast.AudienceException;
import org.threadless.router.engine.broadcast.NewBroadcast;
import org.threadless.router.engine.broadcast.Recipient;
import org.threadless.router.engine.broadcast.RecipientTable;
import org.threadless.router.engine.broadcast.TextWithFields;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Group;
import org.threadless.router.message.Identity;
import org.threadless.router.message.SendOptions;
import org.threadless.router.message.Texts;
import org.threadless.router.text.Printable;

/** Makes a broadcast of what somebody has typed. */
final class DraftReader {

  static final int LONGEST_TEXT = 10_000;
  static final int LONGEST_TITLE = 100;

  private static final int MOST = 100_000;

  // What every database takes.
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 9999;
  private static final String BETWEEN_NUMBERS = "[,;\t]";

  private static final String TRIED = "the number to try it";

  private final Audience audience;
  private final InstantSource clock;

  DraftReader(Audience audience, InstantSource clock) {
    this.audience = audience;
    this.clock = clock;
  }

  /**
   * Reads all of it, and finds the ways to all; whom none leads to is counted.
   *
   * @throws AudienceException where something is wrong
   */
  NewBroadcast read(BroadcastDraft draft, String madeBy) {
    return of(draft, told(draft), madeBy);
  }

  /** The same of those to whom the ways are known already. */
  NewBroadcast of(BroadcastDraft draft, Audience.Told told, String madeBy) {
    return new NewBroadcast(
        Optional.of(title(draft)),
        told.texts(),
        told.passedOver(),
        options(draft),
        Optional.of(madeBy));
  }

  /**
   * Finds the ways to all, and whom none leads to.
   *
   * @throws AudienceException where something is wrong
   */
  Audience.Told told(BroadcastDraft draft) {
    TextWithFields text = text(draft);
    SendOptions unused = options(draft);
    List<Recipient> recipients = recipients(draft);
    if (draft.groups().isEmpty() && recipients.isEmpty()) {
      throw new AudienceException(
          "recipients", "are missing: choose groups, paste numbers, or choose a table");
    }
    Audience.Told told = audience.reachable(backend(draft), recipients, text);
    for (String group : draft.groups()) {
      told = told.and(ofGroup(group, text));
    }
    return told;
  }

  /**
   * Returns what one number would be told, with the fields of the first recipient.
   *
   * @param by the backend by which; empty where the draft says, or else the routes
   * @throws AudienceException where something is wrong
   */
  Map<Connection, String> test(BroadcastDraft draft, String number, String by) {
    Map<String, String> fields =
        recipients(draft).stream().findFirst().map(Recipient::fields).orElse(Map.of());
    Identity identity = checked(TRIED, () -> TypedNumber.reached(number));
    Recipient to = new Recipient(TRIED, identity, fields);
    Optional<BackendName> chosen =
        by.isEmpty() ? backend(draft) : Optional.of(checked("backend", () -> new BackendName(by)));
    Map<Connection, String> texts = audience.reachable(chosen, List.of(to), text(draft)).texts();
    if (texts.isEmpty()) {
      throw new AudienceException(
          TRIED, "cannot be reached: no route leads to it; choose the backend by which it goes");
    }
    return texts;
  }

  private Audience.Told ofGroup(String name, TextWithFields text) {
    String group = checked("group", () -> Group.requireName(name));
    return audience.group(group, text, any -> {});
  }

  private static TextWithFields text(BroadcastDraft draft) {
    if (draft.text().isBlank()) {
      throw new AudienceException("text", "is missing");
    }
    if (draft.text().length() > LONGEST_TEXT) {
      throw new AudienceException("text", "must have at most 10,000 characters");
    }
    return checked("text", () -> new TextWithFields(Texts.requireUnicode(draft.text())));
  }

  // People find it again by how it begins, where they have not named it.
  private static String title(BroadcastDraft draft) {
    String title = draft.title();
    if (title.length() > LONGEST_TITLE) {
      throw new AudienceException("name", "must have at most 100 characters");
    }
    String named = title.isEmpty() ? draft.text().strip().replaceAll("\\s+", " ") : title;
    String whole = Texts.requireUnicode(named);
    int end = Math.min(whole.length(), LONGEST_TITLE);
    boolean splits = end < whole.length() && Character.isHighSurrogate(whole.charAt(end - 1));
    return Printable.of(whole.substring(0, splits ? end - 1 : end), LONGEST_TITLE);
  }

  private static Optional<BackendName> backend(BroadcastDraft draft) {
    return draft.backend().isEmpty()
        ? Optional.empty()
        : Optional.of(checked("backend", () -> new BackendName(draft.backend())));
  }

  private static List<Recipient> recipients(BroadcastDraft draft) {
    List<Recipient> all = new ArrayList<>();
    List<String> lines = draft.numbers().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String at = "line " + (i + 1) + " of the numbers";
      for (String each : lines.get(i).split(BETWEEN_NUMBERS, -1)) {
        if (!each.isBlank()) {
          all.add(new Recipient(at, checked(at, () -> TypedNumber.reached(each)), Map.of()));
        }
      }
    }
    if (draft.hasTable()) {
      all.addAll(new RecipientTable(draft.table()).read(MOST));
    }
    if (all.size() > MOST) {
      throw new AudienceException("recipients", "are too many: at most 100,000 at once");
    }
    return all;
  }

  private SendOptions options(BroadcastDraft draft) {
    ZoneId zone = checked("time zone", () -> zone(draft.zone()));
    Optional<Instant> at = time("not before", draft.at(), zone);
    Optional<Instant> until = time("of use until", draft.validUntil(), zone);
    if (until.isPresent() && !until.get().isAfter(at.orElseGet(clock::instant))) {
      throw new AudienceException("of use until", "must be later than when it is sent");
    }
    SendOptions timed =
        at.map(time -> checked("not before", () -> SendOptions.none().notBefore(time)))
            .orElse(SendOptions.none());
    return until.map(time -> checked("of use until", () -> timed.validUntil(time))).orElse(timed);
  }

  private static ZoneId zone(String typed) {
    try {
      return ZoneId.of(typed.strip());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("must be one such as Africa/Nairobi", e);
    }
  }

  private static Optional<Instant> time(String where, String typed, ZoneId zone) {
    return typed.isEmpty()
        ? Optional.empty()
        : Optional.of(local(where, typed).atZone(zone).toInstant());
  }

  private static LocalDateTime local(String where, String typed) {
    try {
      LocalDateTime time = LocalDateTime.parse(typed);
      if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
        throw new AudienceException(where, "must be in a year from 1970 to 9999");
      }
      return time;
    } catch (DateTimeException e) {
      throw new AudienceException(where, "must be a time such as 2026-01-31T15:30");
    }
  }

  private static <T> T checked(String where, Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      throw new AudienceException(where, e.getMessage());
    }
  }
}
