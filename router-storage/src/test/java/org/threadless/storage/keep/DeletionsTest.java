package org.threadless.storage.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.store.Deleted;
import org.threadless.storage.StoreWarnings;

/** What is told of what is deleted, by a clock that is set. */
class DeletionsTest {

  private static final Instant JANUARY = Instant.parse("2025-01-01T12:00:00.5Z");
  private static final Instant FEBRUARY = Instant.parse("2025-02-01T12:00:00.5Z");

  private long now = Long.MAX_VALUE - Duration.ofHours(30).toNanos();
  private final Deletions deletions = new Deletions(() -> now);
  private final StoreWarnings log = StoreWarnings.andNewsOf(Deletions.class);

  @AfterEach
  void stop() {
    log.close();
  }

  @Test
  void whenAllIsDeletedOneLineSaysHowManyOfWhatAndUpToWhen() {
    deletions.add(KeptKind.TEXTS, new Swept(50, 50, JANUARY));
    deletions.add(KeptKind.MESSAGES, new Swept(20, 7, JANUARY));
    deletions.add(KeptKind.TEXTS, new Swept(9, 5, JANUARY.plusSeconds(60)));
    assertThat(log.lines()).isEmpty();

    deletions.add(KeptKind.TEXTS, new Swept(0, 0, FEBRUARY));
    deletions.add(KeptKind.MESSAGES, new Swept(0, 0, JANUARY));
    deletions.upToDate();

    assertThat(log.lines())
        .containsExactly(
            "INFO deleted what is older than it is to be kept: 7 messages up to"
                + " 2025-01-01T12:00:00Z, 55 texts up to 2025-02-01T12:00:00Z");
  }

  @Test
  void whatGoesFromThenOnIsOneLineADay() {
    deletions.add(KeptKind.TEXTS, new Swept(1, 1, JANUARY));
    deletions.upToDate();
    for (int minute = 0; minute < 24 * 60; minute++) {
      deletions.add(KeptKind.TEXTS, new Swept(2, 2, JANUARY));
      deletions.add(KeptKind.TEXTS, new Swept(0, 0, FEBRUARY));
      deletions.upToDate();
      now += Duration.ofMinutes(1).toNanos();
    }
    assertThat(log.lines()).hasSize(1);

    deletions.upToDate();

    assertThat(log.lines()).hasSize(2);
    assertThat(log.lines().get(1)).endsWith(": 2880 texts up to 2025-02-01T12:00:00Z");
  }

  @Test
  void ofWhatGoesOnForDaysThereIsALineADayToo() {
    for (int hour = 0; hour < 24; hour++) {
      deletions.add(KeptKind.TEXTS, new Swept(1000, 1000, JANUARY));
      now += Duration.ofHours(1).toNanos();
    }
    assertThat(log.lines()).isEmpty();

    deletions.add(KeptKind.TEXTS, new Swept(1000, 1000, FEBRUARY));

    assertThat(log.lines()).hasSize(1);
    assertThat(log.lines().get(0)).endsWith(": 25000 texts up to 2025-02-01T12:00:00Z");
  }

  @Test
  void whereNothingWasDeletedNothingIsSaid() {
    deletions.add(KeptKind.TEXTS, new Swept(0, 0, FEBRUARY));
    deletions.add(KeptKind.IDS, Swept.NOTHING);
    deletions.upToDate();
    deletions.end();

    assertThat(log.lines()).isEmpty();
  }

  @Test
  void atTheEndTheRestIsSaid() {
    deletions.add(KeptKind.AUDIT, new Swept(50, 3, JANUARY));
    deletions.end();
    deletions.end();

    assertThat(log.lines())
        .containsExactly(
            "INFO deleted what is older than it is to be kept: 3 audit up to 2025-01-01T12:00:00Z");
  }

  @Test
  void eachKindIsCountedFromTheStart() {
    deletions.add(KeptKind.TEXTS, new Swept(50, 50, JANUARY));
    deletions.upToDate();
    deletions.add(KeptKind.TEXTS, new Swept(9, 5, JANUARY));

    assertThat(deletions.now())
        .containsExactlyInAnyOrder(
            new Deleted("messages", 0),
            new Deleted("texts", 55),
            new Deleted("ids", 0),
            new Deleted("errored", 0),
            new Deleted("reports", 0),
            new Deleted("audit", 0));
  }

  @Test
  void whyNothingCanBeDeletedIsSaidOnceAnHourAndCountedEachTime() {
    for (int second = 0; second < 3600; second++) {
      deletions.failed(new StoreUnavailableException("the disk is full", null));
      now += Duration.ofSeconds(1).toNanos();
    }
    assertThat(log.lines())
        .containsExactly(
            "WARN what is older than it is to be kept cannot be deleted now, and is later: the disk"
                + " is full");
    assertThat(deletions.failures()).isEqualTo(3600);

    deletions.failed(new IllegalStateException(new SQLException("no such table", "42S02")));

    assertThat(log.lines()).hasSize(2);
    assertThat(log.lines().get(1)).endsWith(": no such table");
  }

  @Test
  void thereAreAsManyKindsAsCanBeConfigured() {
    assertThat(deletions.now())
        .extracting(Deleted::kind)
        .containsExactlyInAnyOrderElementsOf(
            List.of(KeepSettings.class.getRecordComponents()).stream()
                .map(component -> component.getName())
                .toList());
  }
}
