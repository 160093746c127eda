package org.threadless.console.people;

import java.util.List;
import java.util.Optional;
import org.threadless.console.call.Moment;
import org.threadless.router.engine.access.audit.Audit;
import org.threadless.router.engine.access.audit.AuditEntry;
import org.threadless.router.engine.access.audit.AuditFilter;

/**
 * What is known of a table of people that another node stores, or has stored: how far it is, only
 * that node knows.
 *
 * @param mark what tells it from others
 * @param by who wanted it
 * @param begun when it was begun
 * @param end how it has ended; empty as long as nobody has noted that
 */
public record ImportElsewhere(String mark, String by, Moment begun, Optional<End> end) {

  /** What is noted where one begins, with its mark. */
  static final String BEGIN = "people-import-begin";

  /** What is noted where one has ended, with how many people it has stored. */
  static final String ENDED = "people-import";

  /**
   * How one has ended.
   *
   * @param at when
   * @param stored how many people were stored
   * @param problem why it has ended before its end; may be empty
   */
  public record End(Moment at, String stored, String problem) {}

  /** Returns what was noted of the one that was begun last; empty where none was. */
  static Optional<ImportElsewhere> last(Audit audit) {
    return newest(audit, BEGIN)
        .map(
            begun ->
                new ImportElsewhere(
                    begun.detail(),
                    begun.who(),
                    Moment.of(begun.at()),
                    newest(audit, ENDED)
                        .filter(end -> !end.at().isBefore(begun.at()))
                        .map(ImportElsewhere::end)));
  }

  private static End end(AuditEntry entry) {
    return new End(Moment.of(entry.at()), entry.subject(), entry.detail());
  }

  private static Optional<AuditEntry> newest(Audit audit, String action) {
    AuditFilter filter =
        new AuditFilter(
            Optional.empty(),
            Optional.of(action),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    List<AuditEntry> found = audit.list(filter, Optional.empty(), 1);
    return found.stream().findFirst();
  }
}
