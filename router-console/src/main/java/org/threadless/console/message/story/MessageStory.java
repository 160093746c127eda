package org.threadless.console.message.story;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.threadless.console.call.Moment;
import org.threadless.console.message.Explained;
import org.threadless.console.message.StatusBadge;

/**
 * All that is known of one message.
 *
 * @param id our id of it
 * @param in whether it came in
 * @param number from or to whom
 * @param contact who that is; may be empty
 * @param contactHref where the contact is; may be empty
 * @param conversation where all messages of that connection are
 * @param backend by which
 * @param status how far it has come
 * @param since since when
 * @param text what it says
 * @param textDeleted whether it says nothing since its text was to be kept for a time only
 * @param facts what else is known, by name
 * @param steps what happened, in the order of time
 * @param replies what was sent in answer
 * @param errors what apps have thrown, in a line each
 * @param deeds what the visitor may do with it
 * @param explain where it is told what would become of it today; where it came in
 * @param explained what that is, where it was asked for
 * @param live where the part of it is that changes, while it may
 * @param every how often that is looked at, as htmx has it
 * @param done what was done just now, in a sentence; may be empty
 */
public record MessageStory(
    String id,
    boolean in,
    String number,
    String contact,
    String contactHref,
    String conversation,
    String backend,
    StatusBadge status,
    Moment since,
    String text,
    boolean textDeleted,
    List<Fact> facts,
    List<Step> steps,
    List<Explained.Said> replies,
    List<String> errors,
    List<Deed> deeds,
    Optional<String> explain,
    Optional<Explained> explained,
    Optional<String> live,
    String every,
    String done) {

  /** Something that is known. */
  public record Fact(String name, String value) {}

  /**
   * Something that can be done.
   *
   * @param action where it is posted to
   * @param label what the button says
   * @param meaning what it would do
   */
  public record Deed(String action, String label, String meaning) {

    /** Returns what its button is known by. */
    public String id() {
      return "deed-" + label.toLowerCase(Locale.ROOT).replace(' ', '-');
    }
  }

  /** Copies the lists. */
  public MessageStory {
    facts = List.copyOf(facts);
    steps = List.copyOf(steps);
    replies = List.copyOf(replies);
    errors = List.copyOf(errors);
    deeds = List.copyOf(deeds);
  }
}
