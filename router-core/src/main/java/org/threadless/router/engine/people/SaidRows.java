package org.threadless.router.engine.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.threadless.router.message.Connection;

/** Rows that are dealt with together, and what each of them says. */
final class SaidRows {

  /** A row that is right by itself, and what it says. */
  private record Said(TableRow row, SaidContact contact) {}

  private final List<Said> said = new ArrayList<>();
  private final Map<Long, String> refused = new LinkedHashMap<>();

  private SaidRows() {}

  /** Reads rows; one that is not right is refused, and one that is blank is none. */
  static SaidRows of(Collection<TableRow> rows, ContactRows columns) {
    SaidRows read = new SaidRows();
    for (TableRow row : rows) {
      if (!row.isRight()) {
        read.refused.put(row.line(), row.problem());
      } else if (!row.isBlank()) {
        read.read(row, columns);
      }
    }
    return read;
  }

  private void read(TableRow row, ContactRows columns) {
    try {
      said.add(new Said(row, columns.read(row.cells())));
    } catch (IllegalArgumentException e) {
      refused.put(row.line(), e.getMessage());
    }
  }

  List<SaidContact> said() {
    return said.stream().map(Said::contact).toList();
  }

  Set<Connection> connections() {
    return said.stream()
        .flatMap(each -> each.contact().connections().stream())
        .collect(Collectors.toSet());
  }

  /** Has a plan take them in their order, and returns what becomes of them. */
  ImportedRows take(ImportPlan plan) {
    ImportedRows done = new ImportedRows();
    refused.forEach(done::refuse);
    for (Said each : said) {
      try {
        done.add(each.row(), plan.take(each.row().line(), each.contact()));
      } catch (IllegalArgumentException e) {
        done.refuse(each.row().line(), e.getMessage());
      }
    }
    return done;
  }
}
