package org.threadless.router.engine.people;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What becomes of rows that are stored together: told when they are. */
final class ImportedRows {

  private record Accepted(long line, List<String> cells, boolean isNew) {}

  private final SortedMap<Long, String> refused = new TreeMap<>();
  private final List<Accepted> accepted = new ArrayList<>();
  private long added;
  private long changed;

  void add(TableRow row, boolean isNew) {
    accepted.add(new Accepted(row.line(), row.cells(), isNew));
    if (isNew) {
      added++;
    } else {
      changed++;
    }
  }

  void refuse(long line, String problem) {
    refused.put(line, problem);
  }

  Imported tell(ImportListener listener) {
    accepted.forEach(each -> listener.accepted(each.line(), each.cells(), each.isNew()));
    refused.forEach(listener::refused);
    return new Imported(added, changed, refused.size());
  }
}
