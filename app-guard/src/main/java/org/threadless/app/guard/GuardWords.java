package org.threadless.app.guard;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.threadless.router.handler.Handler;
import org.threadless.router.handler.Keyword;
import org.threadless.router.message.IncomingMessage;

/** Knows which messages are for the guard. */
@Singleton
final class GuardWords {

  /** The field of a message by which a provider tells what it has made of a STOP itself. */
  private static final String OPT_OUT = "opt-out";

  private final Keyword stop;
  private final Keyword stopAlone;
  private final Keyword start;
  private final Keyword help;
  private final boolean helps;

  @Inject
  GuardWords(GuardSettings settings) {
    this.stop = new Keyword(settings.stop());
    this.stopAlone = new Keyword(settings.stopAlone());
    this.start = new Keyword(settings.start());
    this.help = new Keyword(settings.help());
    this.helps = settings.helpText().filter(String::isEmpty).isEmpty();
  }

  /** Returns what the provider says that somebody wants, which it has confirmed by then. */
  Optional<Wish> byProvider(Map<String, String> fields) {
    return Optional.ofNullable(fields.get(OPT_OUT))
        .flatMap(
            value ->
                Arrays.stream(Wish.values())
                    .filter(each -> each.name().equals(value.toUpperCase(Locale.ROOT)))
                    .findFirst());
  }

  /** Returns what a message says that somebody wants. */
  Wish of(IncomingMessage message) {
    String text = message.text();
    if (stop.rest(text).isPresent() || isAlone(stopAlone, text)) {
      return Wish.STOP;
    }
    if (start.rest(text).isPresent()) {
      return Wish.START;
    }
    return helps && isAlone(help, text) ? Wish.HELP : Wish.NONE;
  }

  /**
   * Returns which messages are for the guard, by what they begin with.
   *
   * @param isStart whether a message ends a STOP: of who is not stopped it is for other apps
   */
  List<Handler> handlers(Handler.OnKeyword answer, Predicate<IncomingMessage> isStart) {
    List<Handler> handlers = new ArrayList<>();
    handlers.add(Handler.keyword(stop.toString(), answer));
    handlers.add(Handler.alone(stopAlone.toString(), answer));
    handlers.add(
        Handler.keyword(start.toString(), answer).when("from who is told to stop", isStart));
    if (helps) {
      handlers.add(Handler.alone(help.toString(), answer));
    }
    return handlers;
  }

  /** Returns the word that ends a STOP, as people are told it. */
  String startWord() {
    return first(start);
  }

  /** Returns the word that is a STOP, as people are told it. */
  String stopWord() {
    return first(stop);
  }

  private static String first(Keyword keyword) {
    String words = keyword.toString();
    int end = words.indexOf('|');
    return (end < 0 ? words : words.substring(0, end)).toUpperCase(Locale.ROOT);
  }

  private static boolean isAlone(Keyword keyword, String text) {
    return keyword.rest(text).filter(String::isEmpty).isPresent();
  }
}
