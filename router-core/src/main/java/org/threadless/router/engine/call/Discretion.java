package org.threadless.router.engine.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.threadless.router.message.Identity;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.OutgoingMessage;

/**
 * What a line of the log is not to tell of the messages that its thread has in hand: whom they are
 * from or to, and what they say. An exception of an app often quotes the text, and the refusal of a
 * gateway the number.
 *
 * <p>{@link Guard#context} begins it, and its end ends it. Whoever writes the log asks, on the
 * thread that logs.
 */
public final class Discretion {

  /** What stands in the place of something that is not told. */
  public static final String HIDDEN = "***";

  private static final ThreadLocal<Discretion> CURRENT = new ThreadLocal<>();

  // Shorter ones are in any sentence; a short number may be a secret, such as a PIN.
  private static final Pattern WORDS =
      Pattern.compile("[\\p{L}\\p{M}]{4,}|[\\p{L}\\p{M}\\p{Nd}]*\\p{Nd}[\\p{L}\\p{M}\\p{Nd}]+");
  private static final Pattern ANY_WORD = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}]+");

  // A gateway may write the country before a number in another way than we do, or not at all.
  private static final int SUBSCRIBER_DIGITS = 7;
  private static final Pattern NOT_DIGITS = Pattern.compile("\\D");

  // Not the parts of a UUID.
  private static final Pattern MAYBE_NUMBER =
      Pattern.compile("(?<![\\w-])(%2B|\\+)?\\d{5,}(?![\\w-])");

  private static final int SHORTEST_TEXT = 4;

  private final Discretion outer;
  private final Identity identity;
  private final Supplier<List<String>> texts;

  private Discretion(Discretion outer, Identity identity, Supplier<List<String>> texts) {
    this.outer = outer;
    this.identity = identity;
    this.texts = texts;
  }

  /** Returns what holds on this thread; empty where it has no message in hand. */
  public static Optional<Discretion> ofThread() {
    return Optional.ofNullable(CURRENT.get());
  }

  /**
   * Returns a line about a request that is no message, without what may be somebody's number: five
   * digits or more.
   */
  public static String numberless(String said) {
    return MAYBE_NUMBER.matcher(said).replaceAll(HIDDEN);
  }

  static Discretion begin(IncomingMessage message) {
    return begin(
        message.connection().identity(), () -> List.of(message.receivedText(), message.text()));
  }

  static Discretion begin(OutgoingMessage message) {
    return begin(message.connection().identity(), () -> List.of(message.text()));
  }

  static Discretion begin(Identity identity) {
    return begin(identity, List::of);
  }

  private static Discretion begin(Identity identity, Supplier<List<String>> texts) {
    Discretion begun = new Discretion(CURRENT.get(), identity, texts);
    CURRENT.set(begun);
    return begun;
  }

  /** Lets what held before hold again. */
  void end() {
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
  }

  /** Returns a line of which most is ours, without the identities and the whole texts in it. */
  public String line(String said) {
    String line = said;
    for (Discretion each = this; each != null; each = each.outer) {
      for (String text : each.texts.get()) {
        line = text.length() < SHORTEST_TEXT ? line : line.replace(text, HIDDEN);
      }
      line = each.numberPattern().matcher(line).replaceAll(HIDDEN);
    }
    return line;
  }

  /** Returns what others have said, without each word that is in one of the texts as well. */
  public String quoted(String said) {
    Set<String> theirs = words();
    Matcher words = ANY_WORD.matcher(line(said));
    return words.replaceAll(
        word -> theirs.contains(word.group()) ? HIDDEN : Matcher.quoteReplacement(word.group()));
  }

  private Set<String> words() {
    List<String> all = new ArrayList<>();
    for (Discretion each = this; each != null; each = each.outer) {
      all.addAll(each.texts.get());
    }
    return all.stream()
        .flatMap(text -> WORDS.matcher(text).results())
        .map(found -> found.group())
        .collect(Collectors.toSet());
  }

  private static String separable(String digits) {
    return String.join("[ .()-]?", digits.split(""));
  }

  private Pattern numberPattern() {
    String digits = NOT_DIGITS.matcher(identity.value()).replaceAll("");
    boolean isNumber = digits.length() >= SUBSCRIBER_DIGITS;
    return Pattern.compile(
        isNumber
            ? "(%2B|\\+)?\\d*" + separable(digits.substring(digits.length() - SUBSCRIBER_DIGITS))
            : "(?<![\\p{L}\\p{Nd}])" + Pattern.quote(identity.value()) + "(?![\\p{L}\\p{Nd}])");
  }
}
