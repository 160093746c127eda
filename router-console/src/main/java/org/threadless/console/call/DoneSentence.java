package org.threadless.console.call;

import java.util.Optional;

/** What was done just now: a word and a number in the address, and a sentence on the page. */
public final class DoneSentence {

  private DoneSentence() {}

  /** Returns the sentence; empty where nothing was done, or nobody knows the word. */
  public static String of(Visit visit) {
    return visit.query("done").flatMap(word -> sentence(word, count(visit))).orElse("");
  }

  private static Optional<String> sentence(String word, int count) {
    return Optional.ofNullable(
        switch (word) {
          case "resent" -> messages(count) + " will be sent again.";
          case "cancelled" -> messages(count) + " cancelled.";
          case "routed" -> "The message will be routed again.";
          case "sent" -> "The message is on its way.";
          case "erased" -> "Nothing is kept of that person any more.";
          case "stopped" -> "Nothing is sent there any more.";
          case "started" -> "Messages are sent there again.";
          case "added" -> "The person is added.";
          case "changed" -> "That is changed.";
          case "forgotten" -> "The person is forgotten. Their messages stay.";
          case "made" -> "The group is there. Now people can be in it.";
          case "deleted" -> "The group is deleted. The people who were in it stay.";
          default -> null;
        });
  }

  private static String messages(int count) {
    return count == 1 ? "1 message" : count + " messages";
  }

  private static int count(Visit visit) {
    return visit.query("count", DoneSentence::number).orElse(1);
  }

  private static int number(String written) {
    try {
      return Integer.parseInt(written);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a number", e);
    }
  }
}
