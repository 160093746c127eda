package org.threadless.storage.statistics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.statistics.Failures;
import org.threadless.router.engine.statistics.HourCount;
import org.threadless.router.engine.statistics.HourlyCounts;
import org.threadless.router.engine.statistics.Statistics;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.MessageIds;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.write.row.CountChangeRow;
import org.threadless.storage.write.value.IdOrder;

/** Reads, each call in short transactions of its own. */
public final class StoredStatistics implements Statistics {

  // So many take a moment, and say what fails most.
  private static final int LOOKED_AT = 3000;

  private static final UUID ALL = new UUID(0, 0);

  private final Transactions reading;

  public StoredStatistics(Transactions reading) {
    this.reading = reading;
  }

  @Override
  public HourlyCounts hours(Instant from, Instant to) {
    return reading.call(
        StatisticsMapper.class,
        mapper -> {
          // First: what is counted meanwhile is then counted though it need not be.
          Optional<Instant> countedFrom = countedAfter(mapper).map(MessageIds::timeOf);
          List<CountChangeRow> rows = mapper.hours(from, to);
          return new HourlyCounts(rows.stream().map(StoredStatistics::count).toList(), countedFrom);
        });
  }

  private static HourCount count(CountChangeRow row) {
    return new HourCount(
        row.hourBegan(),
        new BackendName(row.backend()),
        row.direction(),
        row.direction().status(row.status()),
        row.change());
  }

  private static Optional<UUID> countedAfter(StatisticsMapper mapper) {
    return Optional.of(mapper.countedAfter()).filter(id -> !id.equals(ALL));
  }

  @Override
  public Failures failures(Instant since) {
    UUID first = MessageIds.firstOf(since);
    return reading.call(
        StatisticsMapper.class,
        mapper -> {
          Optional<UUID> listedAfter =
              countedAfter(mapper).filter(id -> IdOrder.isAfter(id, first));
          List<FailureRow> failed = mapper.failed(first, LOOKED_AT);
          List<FailureRow> errors = mapper.errors(first, LOOKED_AT);
          Causes causes = new Causes();
          failed.forEach(row -> causes.add(Direction.OUT, row));
          errors.forEach(row -> causes.add(Direction.IN, row));
          return new Failures(
              causes.mostFrequentFirst(), lookedBackTo(failed, errors, listedAfter));
        });
  }

  private static Optional<Instant> lookedBackTo(
      List<FailureRow> failed, List<FailureRow> errors, Optional<UUID> listedAfter) {
    List<UUID> ends = new ArrayList<>();
    listedAfter.ifPresent(ends::add);
    Stream.of(failed, errors)
        .filter(rows -> rows.size() == LOOKED_AT)
        .map(rows -> rows.get(LOOKED_AT - 1).id())
        .forEach(ends::add);
    return ends.stream().map(MessageIds::timeOf).max(Instant::compareTo);
  }
}
