package org.threadless.api.call;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is wrong with the fields of one call: the first ones, and how many there are. A call of some
 * megabytes may be wrong in hundreds of thousands. Used by one thread.
 */
final class FieldProblems {

  private static final int KEPT = 20;
  private static final int IN_ONE_LINE = 3;

  private final List<FieldProblem> first = new ArrayList<>();
  private int count;

  void add(String field, String problem) {
    count++;
    if (first.size() < KEPT) {
      first.add(new FieldProblem(field, problem));
    }
  }

  /** Returns whether no more are kept, so that nobody need look for others. */
  boolean areEnough() {
    return count >= KEPT;
  }

  boolean isEmpty() {
    return count == 0;
  }

  List<FieldProblem> first() {
    return List.copyOf(first);
  }

  /** Returns the first of them in one line. */
  String line() {
    String told =
        first.stream()
            .limit(IN_ONE_LINE)
            .map(each -> each.field() + " " + each.problem())
            .collect(Collectors.joining("; "));
    return count > IN_ONE_LINE ? told + "; and " + (count - IN_ONE_LINE) + " more" : told;
  }
}
