package org.threadless.storage.access;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.threadless.router.engine.access.audit.Audit;
import org.threadless.router.engine.access.audit.AuditEntry;
import org.threadless.router.engine.access.audit.AuditFilter;
import org.threadless.router.message.MessageIds;
import org.threadless.router.text.Printable;
import org.threadless.storage.access.sql.AuditMapper;
import org.threadless.storage.access.sql.AuditRow;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.write.value.IdOrder;

/** Keeps who did what in H2 or PostgreSQL. */
public final class StoredAudit implements Audit {

  private static final Pattern ACTION = Pattern.compile("[a-z-]{1,50}");

  private static final int LONGEST_WHO = 100;
  private static final int LONGEST_SUBJECT = 200;
  private static final int LONGEST_DETAIL = 1000;

  private final Transactions transactions;
  private final Transactions reading;
  private final MessageIds ids;

  /**
   * @param reading for look-ups
   * @param clock tells when something was done
   */
  public StoredAudit(Transactions transactions, Transactions reading, InstantSource clock) {
    this.transactions = transactions;
    this.reading = reading;
    this.ids = new MessageIds(clock);
  }

  @Override
  public void note(String who, String action, String subject, String detail) {
    if (!ACTION.matcher(action).matches()) {
      throw new IllegalArgumentException("an action is 1 to 50 of the characters a-z -: " + action);
    }
    AuditRow row =
        new AuditRow(
            ids.next(),
            Printable.of(who, LONGEST_WHO),
            action,
            Printable.of(subject, LONGEST_SUBJECT),
            Printable.of(detail, LONGEST_DETAIL));
    transactions.call(AuditMapper.class, mapper -> mapper.insert(row));
  }

  @Override
  public List<AuditEntry> list(AuditFilter filter, Optional<UUID> before, int limit) {
    // The one that ends both pages and times is the lesser.
    UUID end =
        Stream.concat(before.stream(), filter.to().map(MessageIds::firstOf).stream())
            .min(IdOrder.LOWEST_FIRST)
            .orElse(null);
    return reading
        .call(
            AuditMapper.class,
            mapper ->
                mapper.latest(
                    filter.who().orElse(null),
                    filter.action().orElse(null),
                    filter.subject().orElse(null),
                    filter.from().map(MessageIds::firstOf).orElse(null),
                    end,
                    limit))
        .stream()
        .map(AuditRow::toEntry)
        .toList();
  }
}
