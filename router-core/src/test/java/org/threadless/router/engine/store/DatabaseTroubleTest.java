package org.threadless.router.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.CapturedWarnings;
import org.threadless.router.conversation.StoreUnavailableException;

/** What the log says of a database that does not store, by a clock that is set. */
class DatabaseTroubleTest {

  private static final String FULL = "the database cannot be used now: the disk is full";
  private static final String REFUSED = "WARN messages are refused because of the database: ";
  private static final String STILL = "ERROR the database still does not store all, and ";

  private long now = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();
  private final DatabaseTrouble trouble = new DatabaseTrouble(() -> now);
  private final CapturedWarnings log = CapturedWarnings.andNewsOf(DatabaseTrouble.class);

  @AfterEach
  void stop() {
    log.close();
  }

  @Test
  void thatItIsAwayIsSaidOnceAndThatItIsBackWhenItHasBeenForTenSeconds() {
    seconds(20, trouble::isThere);
    seconds(30, () -> trouble.isAway(because(FULL)));
    assertThat(log.linesWithLevels()).containsExactly("ERROR " + FULL);

    seconds(9, trouble::isThere);
    assertThat(log.linesWithLevels()).hasSize(1);

    seconds(2, trouble::isThere);
    assertThat(log.linesWithLevels())
        .containsExactly(
            "ERROR " + FULL, "INFO the database is back; 0 messages and reports were refused");
  }

  @Test
  void whileSomeIsStoredAndSomeIsNotThereIsOneLineAMinute() {
    // Small ones are stored, of large ones one a second is refused: ten minutes long.
    seconds(
        600,
        () -> {
          trouble.stored();
          trouble.isThere();
          trouble.refused(because(FULL));
          trouble.stored();
        });

    assertThat(log.linesWithLevels()).hasSize(10);
    assertThat(log.linesWithLevels().get(0)).isEqualTo(REFUSED + FULL);
    assertThat(log.linesWithLevels().get(1))
        .isEqualTo(STILL + "63 messages and reports were refused: " + FULL);
    assertThat(log.linesWithLevels()).filteredOn(line -> line.contains("is back")).isEmpty();

    seconds(59, trouble::stored);
    assertThat(log.linesWithLevels()).hasSize(10);
    seconds(2, trouble::stored);
    assertThat(log.linesWithLevels())
        .last()
        .isEqualTo("INFO the database is back; 600 messages and reports were refused");
  }

  @Test
  void whatComesAndGoesHasNoMoreThanTwoLinesAMinute() {
    for (int i = 0; i < 100; i++) {
      seconds(11, () -> trouble.isAway(because(FULL)));
      seconds(11, trouble::isThere);
    }

    // It was over once, before it was known that it comes again.
    assertThat(log.linesWithLevels()).filteredOn(line -> line.contains("is back")).hasSize(1);
    assertThat(log.linesWithLevels()).hasSizeLessThan(2 + 100 * 22 / 60 + 2);
  }

  @Test
  void whoeverIsToldInWhicheverWayThereIsOneLine() {
    trouble.putOff(because(FULL));
    trouble.isAway(because(FULL));
    refuse(20);
    trouble.refusedReport(because(FULL));

    assertThat(log.linesWithLevels())
        .containsExactly("WARN put off until the database is back: " + FULL);
  }

  @Test
  void twoRefusedMessagesMayBeAnAccident() {
    for (int i = 0; i < 10; i++) {
      refuse(2);
      seconds(60, trouble::stored);
    }
    assertThat(log.linesWithLevels()).isEmpty();

    refuse(3);
    assertThat(log.linesWithLevels()).containsExactly(REFUSED + FULL);
  }

  @Test
  void twoThatWaitMayBeOneToo() {
    trouble.waits(because(FULL));
    trouble.waits(because(FULL));
    assertThat(log.linesWithLevels()).isEmpty();
    trouble.waits(because(FULL));

    assertThat(log.linesWithLevels())
        .containsExactly("WARN messages wait until the database is back: " + FULL);
  }

  @Test
  void thatThreeAreRefusedInAMinuteIsSaidThoughOthersAreStored() {
    for (int i = 0; i < 3; i++) {
      refuse(1);
      trouble.stored();
    }

    assertThat(log.linesWithLevels()).containsExactly(REFUSED + FULL);
  }

  @Test
  void ofATableThatIsLockedNothingElseTellsThatItIsFree() {
    refuse(3);
    seconds(59, trouble::isThere);
    assertThat(log.linesWithLevels()).hasSize(1);

    // Nobody has brought anything for a minute.
    seconds(2, trouble::isThere);
    assertThat(log.linesWithLevels()).hasSize(2);
  }

  @Test
  void afterTenSecondsOfStoringMessagesItIsOver() {
    refuse(3);
    seconds(11, trouble::stored);

    assertThat(log.linesWithLevels())
        .containsExactly(
            REFUSED + FULL, "INFO the database is back; 3 messages and reports were refused");
  }

  @Test
  void whyMessagesAreRefusedIsKnownUntilOneIsStoredOrHalfAMinuteIsOver() {
    refuse(2);
    assertThat(trouble.refusing()).isEmpty();
    refuse(1);
    assertThat(trouble.refusing()).contains(FULL);

    trouble.stored();
    assertThat(trouble.refusing()).isEmpty();

    refuse(3);
    assertThat(trouble.refusing()).contains(FULL);
    seconds(31, trouble::isThere);
    assertThat(trouble.refusing()).isEmpty();
  }

  @Test
  void reportsThatAreRefusedSayNothingOfMessages() {
    for (int i = 0; i < 5; i++) {
      trouble.refusedReport(because(FULL));
    }

    assertThat(trouble.refusing()).isEmpty();
    assertThat(log.linesWithLevels())
        .containsExactly("WARN delivery reports are refused because of the database: " + FULL);
  }

  @Test
  void whyIsWhatTheDatabaseHasSaidAndNotWhatFollowsFromThat() {
    trouble.refused(new StoreUnavailableException(FULL, new IOException("full")));
    trouble.refused(because("what was put off is not stored yet"));
    trouble.refused(because("what was put off is not stored yet"));

    assertThat(log.linesWithLevels()).containsExactly(REFUSED + FULL);
    assertThat(trouble.refusing()).contains(FULL);
  }

  @Test
  void whatMayBeSecretIsNotSaid() {
    for (int i = 0; i < 3; i++) {
      trouble.refused(because("no answer of jdbc:x://u:hunter2@db/r?password=hunter2"));
    }

    List<String> said = new ArrayList<>(log.linesWithLevels());
    said.add(trouble.refusing().orElseThrow());
    assertThat(said)
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).endsWith("jdbc:x://***@db/r?password=***"));
  }

  private void refuse(int messages) {
    IntStream.range(0, messages).forEach(i -> trouble.refused(because(FULL)));
  }

  private static StoreUnavailableException because(String reason) {
    return new StoreUnavailableException(reason, null);
  }

  /** Does something, and again after each second. */
  private void seconds(int seconds, Runnable each) {
    for (int i = 0; i < seconds; i++) {
      each.run();
      now += Duration.ofSeconds(1).toNanos();
    }
  }
}
