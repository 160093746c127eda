package org.threadless.app.guard;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.Rate;
import org.threadless.router.config.Settings;
import org.threadless.router.handler.Keyword;

/**
 * The settings of the app {@code guard}. Words are several with {@code |} between them.
 *
 * @param stop what a message begins with that is a STOP, whatever follows
 * @param stopAlone what is a STOP where nothing follows it
 * @param start what a message begins with that ends a STOP
 * @param help what asks for {@code helpText} where nothing follows it
 * @param helpText the answer to it, in whatever language somebody has; an empty one leaves the word
 *     to other apps. Default: the text {@code help}, in several languages
 * @param stops how far a STOP goes
 * @param sameReply how often one connection gets the same reply
 * @param replies how many replies one connection gets
 * @param answerNames whether names and short codes get what apps say by default
 * @param deny whose messages are filtered: identities, or with {@code *} how they begin
 * @param allow whose messages are not, whatever {@code deny} says
 * @param repeat for how long a message that says the same as the one before is filtered; null where
 *     it is not
 */
record GuardSettings(
    String stop,
    String stopAlone,
    String start,
    String help,
    Optional<String> helpText,
    Reaches stops,
    Rate sameReply,
    Rate replies,
    Boolean answerNames,
    List<String> deny,
    List<String> allow,
    Duration repeat) {

  /** How far a STOP goes. */
  enum Reaches {
    /** The connection that it came by. */
    BACKEND,
    /** All that the person is known to be reached by, on every backend. */
    ALL
  }

  GuardSettings {
    stop = words("stop", stop, "stop|stopall|unsubscribe|sitisha");
    stopAlone =
        words(
            "stopAlone",
            stopAlone,
            "arret|arrêt|alto|baja|parar|pare|sair|acha|simama|توقف|إيقاف|ايقاف|قف");
    start = words("start", start, "start|unstop|reprendre|empezar|começar|comecar|anza|ابدأ|ابدا");
    help = words("help", help, "help|aide|ayuda|ajuda|msaada|مساعدة");
    helpText = Settings.orElse(helpText, Optional.empty());
    stops = Settings.orElse(stops, Reaches.ALL);
    sameReply = Settings.orElse(sameReply, Rate.valueOf("3/h"));
    replies = Settings.orElse(replies, Rate.valueOf("60/h"));
    answerNames = Settings.orElse(answerNames, false);
    deny = patterns("deny", deny);
    allow = patterns("allow", allow);
    if (repeat != null) {
      Settings.positive("repeat", repeat);
    }
    requireApart("start", start, "stop", stop);
    requireApart("start", start, "stop-alone", stopAlone);
    if (helpText.filter(String::isEmpty).isEmpty()) {
      requireApart("help", help, "stop", stop);
      requireApart("help", help, "stop-alone", stopAlone);
      requireApart("help", help, "start", start);
    }
  }

  // Which of the two somebody means who writes it, nobody could tell.
  private static void requireApart(String component, String words, String other, String others) {
    Keyword keyword = new Keyword(others);
    for (String word : words.split("\\|", -1)) {
      Settings.check(
          keyword.rest(word).filter(String::isEmpty).isEmpty(),
          component,
          "must not have the word '" + word + "', which " + other + " has, too");
    }
  }

  private static String words(String component, String words, String otherwise) {
    try {
      return words == null ? otherwise : new Keyword(words).toString();
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(component, "cannot be used: " + e.getMessage());
    }
  }

  private static List<String> patterns(String component, List<String> given) {
    List<String> patterns = List.copyOf(Settings.orElse(given, List.of()));
    for (String each : patterns) {
      int star = each.indexOf('*');
      Settings.check(
          !each.isBlank() && (star < 0 || star == each.length() - 1),
          component,
          "must be numbers or names, or how they begin with * at the end, as +25470*, and one is '"
              + each
              + "'");
    }
    return patterns;
  }
}
