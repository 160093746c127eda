package org.threadless.console.conversation;

import java.util.List;
import java.util.Optional;

/**
 * The page of a conversation.
 *
 * @param here its address, without a query
 * @param number with whom
 * @param backend by which
 * @param contact who that is; may be empty
 * @param contactHref where the contact is; may be empty
 * @param views the conversation by one connection, and with the person by all; may be none
 * @param talk what was said
 * @param live where what is new is asked for, where the newest is shown
 * @param mayWrite whether the visitor may write there
 * @param whyNot why nobody can write there; may be empty
 * @param stop what the visitor may do about what is sent there
 * @param erase where the person is erased, for whoever may
 * @param done what was done just now, in a sentence; may be empty
 * @param unsent why what was just written is not sent, in a sentence; may be empty
 */
public record ConversationPage(
    String here,
    String number,
    String backend,
    String contact,
    String contactHref,
    List<View> views,
    Talk talk,
    Optional<String> live,
    boolean mayWrite,
    String whyNot,
    Stop stop,
    Optional<String> erase,
    String done,
    String unsent) {

  /** A way to look at it. */
  public record View(String label, String href, boolean current) {}

  /** What is known of whether anything is sent there, and what the visitor may do about it. */
  public enum Stop {
    /** No app keeps that. */
    UNKNOWN,
    /** Messages go there. */
    STARTED,
    /** Nothing goes there. */
    STOPPED
  }

  /** Copies the list. */
  public ConversationPage {
    views = List.copyOf(views);
  }

  /** Returns whether messages go there, and could be kept from it. */
  public boolean canBeStopped() {
    return stop == Stop.STARTED;
  }

  /** Returns whether nothing goes there. */
  public boolean isStopped() {
    return stop == Stop.STOPPED;
  }
}
