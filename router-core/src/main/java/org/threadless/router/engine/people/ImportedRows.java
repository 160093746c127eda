package org.threadless.router.engine.people;

import java.util.SortedMap;
import java.util.TreeMap;

/** What becomes of rows that are stored together: told when they are. */
final class ImportedRows {

  /** What a row has done. */
  enum Deed {
    ADDED,
    CHANGED
  }

  private final SortedMap<Long, String> refused = new TreeMap<>();
  private long added;
  private long changed;

  void add(Deed deed) {
    if (deed == Deed.ADDED) {
      added++;
    } else {
      changed++;
    }
  }

  void refuse(long line, String problem) {
    refused.put(line, problem);
  }

  Imported tell(ImportListener listener) {
    refused.forEach(listener::refused);
    return new Imported(added, changed, refused.size());
  }
}
