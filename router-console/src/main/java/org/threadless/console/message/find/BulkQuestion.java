package org.threadless.console.message.find;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Asks whether something is to be done with many messages.
 *
 * @param heading what it is
 * @param line with how many, and what that means
 * @param kinds of which there are most first
 * @param others how many are of other kinds than these
 * @param hasMore whether there may be more, which are older
 * @param action where a yes is posted to; empty where there are none
 * @param yes what the button says
 * @param back where a no leads
 */
public record BulkQuestion(
    String heading,
    String line,
    List<Kind> kinds,
    int others,
    boolean hasMore,
    String action,
    String yes,
    String back) {

  private static final int MOST_KINDS = 20;

  /** Messages by one backend, with one reason. */
  public record Kind(String label, int count) {}

  /** Copies the list. */
  public BulkQuestion {
    kinds = List.copyOf(kinds);
  }

  static List<Kind> most(Map<String, Integer> kinds) {
    return kinds.entrySet().stream()
        .map(each -> new Kind(each.getKey(), each.getValue()))
        .sorted(Comparator.comparing(Kind::count).reversed())
        .limit(MOST_KINDS)
        .toList();
  }
}
