package org.threadless.console.people;

import org.threadless.console.call.Visit;

/** What was done just now: a word in the address, and a sentence on the page. */
final class Done {

  private Done() {}

  static String of(Visit visit) {
    return switch (visit.query("done").orElse("")) {
      case "added" -> "The person is added.";
      case "changed" -> "That is changed.";
      case "forgotten" -> "The person is forgotten. Their messages stay.";
      case "made" -> "The group is there. Now people can be in it.";
      case "deleted" -> "The group is deleted. The people who were in it stay.";
      default -> "";
    };
  }
}
