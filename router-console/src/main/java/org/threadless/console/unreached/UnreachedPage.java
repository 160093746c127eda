package org.threadless.console.unreached;

import java.util.List;
import java.util.Optional;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.Links;
import org.threadless.console.call.Moment;
import org.threadless.router.message.Contact;

/**
 * The page of whom nothing goes to.
 *
 * @param choices for what reason
 * @param rows some of them
 * @param none what is said where there are none
 * @param looked how many were looked at without coming to the end; empty where that is no matter
 * @param next where the list goes on
 * @param download where all of them are a table; empty where the visitor may not have it
 */
public record UnreachedPage(
    List<Choice> choices,
    List<Row> rows,
    String none,
    String looked,
    Optional<String> next,
    Optional<String> download) {

  /** A reason why nothing goes to somebody, and where those are. */
  public record Choice(String label, String href, boolean isChosen) {}

  /**
   * Somebody.
   *
   * @param name what is known of them; may be empty
   * @param href where more of them is; may be empty
   * @param number may be empty
   * @param conversation where their messages are; may be empty
   * @param why nothing goes there
   * @param since since when
   */
  public record Row(
      String name,
      String href,
      String number,
      String conversation,
      String why,
      Optional<Moment> since) {

    static Row of(NotReached somebody) {
      return new Row(
          name(somebody),
          somebody.contact().map(each -> ConsolePages.ROOT + Links.contact(each.id())).orElse(""),
          somebody.number(),
          somebody
              .connection()
              .map(each -> ConsolePages.ROOT + Links.conversation(each))
              .orElse(""),
          somebody.why(),
          somebody.since().map(Moment::of));
    }

    static String name(NotReached somebody) {
      return somebody.contact().flatMap(Contact::name).orElse("");
    }
  }

  /** Copies the lists. */
  public UnreachedPage {
    choices = List.copyOf(choices);
    rows = List.copyOf(rows);
  }
}
