package org.threadless.router.engine.people;

import java.util.List;

/**
 * A row of a table.
 *
 * @param line where it begins, counted from 1
 * @param cells what stands in it; none where it is not right
 * @param problem what is not right with it, goes on after its line; empty where nothing is
 */
record TableRow(long line, List<String> cells, String problem) {

  TableRow {
    cells = List.copyOf(cells);
  }

  static TableRow of(long line, List<String> cells) {
    return new TableRow(line, cells, "");
  }

  static TableRow wrong(long line, String problem) {
    return new TableRow(line, List.of(), problem);
  }

  boolean isRight() {
    return problem.isEmpty();
  }

  boolean isBlank() {
    return cells.stream().allMatch(String::isBlank);
  }
}
