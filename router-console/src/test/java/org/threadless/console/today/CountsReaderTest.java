package org.threadless.console.today;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.statistics.FailureCause;
import org.threadless.router.engine.statistics.Failures;
import org.threadless.router.engine.statistics.HourCount;
import org.threadless.router.engine.statistics.HourlyCounts;
import org.threadless.router.engine.statistics.Statistics;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageStatus;
import org.threadless.router.message.OutgoingStatus;

class CountsReaderTest {

  private static final BackendName PHONE = new BackendName("phone");
  private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");

  private final List<HourCount> counts = new ArrayList<>();
  private final List<FailureCause> causes = new ArrayList<>();
  private Optional<Instant> countedFrom = Optional.empty();

  private final CountsReader reader =
      new CountsReader(
          new Statistics() {
            @Override
            public HourlyCounts hours(Instant from, Instant to) {
              return new HourlyCounts(counts, countedFrom);
            }

            @Override
            public Failures failures(Instant since) {
              assertThat(since).isEqualTo(NOW.minus(Duration.ofHours(24)));
              return new Failures(causes, Optional.empty());
            }
          },
          () -> NOW);

  @Test
  void whatIsOlderThanADayIsCountedAmongTheDaysAlone() {
    count(Duration.ofHours(30), Direction.IN, IncomingStatus.HANDLED, 1200);

    TodayCounts read = reader.read(Optional.empty());

    assertThat(read.hours().summary()).contains(": none. 0 at most.");
    assertThat(read.days().summary()).contains(": 1,200 came in. 1,200 at most.");
    assertThat(read.days().columns()).hasSize(30);
    assertThat(read.hours().columns()).hasSize(24);
    assertThat(read.backends()).isEmpty();
  }

  @Test
  void theHighestColumnIsAsHighAsThePictureAndOthersInProportion() {
    count(Duration.ofHours(1), Direction.OUT, OutgoingStatus.DELIVERED, 60);
    count(Duration.ofHours(1), Direction.OUT, OutgoingStatus.FAILED, 30);
    count(Duration.ZERO, Direction.OUT, OutgoingStatus.SENT, 45);

    List<BarChart.Column> columns = reader.read(Optional.empty()).hours().columns();

    assertThat(columns.get(22).bars())
        .extracting(BarChart.Bar::style, BarChart.Bar::y, BarChart.Bar::height)
        .containsExactly(tuple("out", "30.0", "60.0"), tuple("bad", "0.0", "30.0"));
    assertThat(columns.get(23).bars()).extracting(BarChart.Bar::height).containsExactly("45.0");
    assertThat(columns.get(0).bars()).isEmpty();
  }

  @Test
  void theNewestRowOfTheTableIsTheFirst() {
    count(Duration.ZERO, Direction.OUT, OutgoingStatus.QUEUED, 3);

    BarChart.Row first = reader.read(Optional.empty()).hours().rows().get(0);

    assertThat(first.at().iso()).isEqualTo("2026-03-05T12:00:00Z");
    assertThat(first.counts()).containsExactly("0", "0", "3", "0", "0");
  }

  @Test
  void sinceWhenIsCountedIsToldWhereThatIsNotTheWholeTime() {
    countedFrom = Optional.of(NOW.minus(Duration.ofDays(2)));
    assertThat(reader.read(Optional.empty()).countedFrom()).isPresent();

    countedFrom = Optional.of(NOW.minus(Duration.ofDays(40)));
    assertThat(reader.read(Optional.empty()).countedFrom()).isEmpty();
  }

  @Test
  void aFailureInAnAppIsFoundWhateverBecameOfItsMessage() {
    causes.add(
        new FailureCause(Direction.IN, PHONE, Optional.of("register"), "boom", 7, new UUID(1, 2)));

    assertThat(reader.read(Optional.empty()).failures())
        .singleElement()
        .satisfies(
            failing -> {
              assertThat(failing.what()).isEqualTo("app register, from phone");
              assertThat(failing.href()).contains("direction=in").doesNotContain("status=");
              assertThat(failing.example()).endsWith("/messages/" + new UUID(1, 2));
            });
    assertThat(reader.read(Optional.of("other")).failures()).isEmpty();
  }

  private void count(Duration ago, Direction direction, MessageStatus status, long messages) {
    Instant hour = NOW.minus(ago).truncatedTo(ChronoUnit.HOURS);
    counts.add(new HourCount(hour, PHONE, direction, status, messages));
  }
}
