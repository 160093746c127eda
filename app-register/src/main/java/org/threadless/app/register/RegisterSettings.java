package org.threadless.app.register;

import java.time.Duration;
import java.util.List;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.Settings;
import org.threadless.router.handler.Keyword;
import org.threadless.router.message.Group;

/**
 * The settings of the app {@code register}. Of each word there may be several, with {@code |}
 * between them, and an empty text switches it off.
 *
 * @param register what begins a message that tells a name
 * @param language what begins one that chooses a language
 * @param join what begins one that joins a group
 * @param leave what begins one that leaves a group
 * @param whoami what asks what is known
 * @param groups those that may be joined; none for all that there are
 * @param forgottenAfter how long an answer to a question is waited for
 */
record RegisterSettings(
    String register,
    String language,
    String join,
    String leave,
    String whoami,
    List<String> groups,
    Duration forgottenAfter) {

  private static final Duration LONGEST = Duration.ofDays(366);

  RegisterSettings {
    register = words("register", Settings.orElse(register, "register"));
    language = words("language", Settings.orElse(language, "language"));
    join = words("join", Settings.orElse(join, "join"));
    leave = words("leave", Settings.orElse(leave, "leave"));
    whoami = words("whoami", Settings.orElse(whoami, "whoami"));
    groups = List.copyOf(Settings.orElse(groups, List.of()));
    groups.forEach(RegisterSettings::checkGroup);
    forgottenAfter =
        Settings.positive(
            "forgottenAfter", Settings.orElse(forgottenAfter, Duration.ofMinutes(10)));
    Settings.check(
        forgottenAfter.compareTo(LONGEST) <= 0,
        "forgottenAfter",
        "must be 366 days at most, and is " + forgottenAfter);
  }

  boolean mayBeJoined(Group group) {
    String name = Group.compared(group.name());
    return groups.isEmpty() || groups.stream().map(Group::compared).anyMatch(name::equals);
  }

  private static String words(String component, String words) {
    if (!words.isBlank()) {
      try {
        return new Keyword(words).toString();
      } catch (IllegalArgumentException e) {
        throw new InvalidSettingException(
            component,
            "must be words with | between them, none of them with blanks around it or a quotation"
                + " mark before it, and is '"
                + words
                + "'");
      }
    }
    return "";
  }

  private static void checkGroup(String name) {
    try {
      Group.compared(name);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException("groups", "must be names of groups: " + e.getMessage());
    }
  }
}
