package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.app.AppName;
import org.threadless.router.dialog.Dialogs;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.Dialog;
import org.threadless.storage.pool.DatabaseSettings;

/** What is kept of what apps have asked, on every database. */
abstract class DialogContract {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Map<String, String> STATE = Map.of("asked", "name");
  private static final org.threadless.router.message.Connection PHONE = phone("+254700111222");
  private static final org.threadless.router.message.Connection OTHER = phone("+254700333444");

  private volatile Instant now = START;
  private Database database;
  private Dialogs quiz;
  private Dialogs register;

  /** Returns the settings of a database that is empty. */
  abstract DatabaseSettings settings() throws Exception;

  private static org.threadless.router.message.Connection phone(String number) {
    return org.threadless.router.message.Connection.of("phone", number);
  }

  @BeforeEach
  void open() throws Exception {
    database = Database.open(settings(), () -> now);
    quiz = database.dialogs().of(new AppName("quiz"));
    register = database.dialogs().of(new AppName("register"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatWasAskedIsThereUntilItIsEnded() {
    assertThat(quiz.of(PHONE)).isEmpty();

    quiz.ask(PHONE, Map.of("asked", "1", "said", "\"ja\" 𝄞\n{}"), HOUR);

    assertThat(quiz.of(PHONE))
        .contains(new Dialog(Map.of("asked", "1", "said", "\"ja\" 𝄞\n{}"), true));
    assertThat(quiz.end(PHONE)).isTrue();
    assertThat(quiz.of(PHONE)).isEmpty();
    assertThat(quiz.end(PHONE)).isFalse();
  }

  @Test
  void nothingNeedsToBeKnownWithIt() {
    quiz.ask(PHONE, Map.of(), HOUR);

    assertThat(quiz.of(PHONE)).contains(new Dialog(Map.of(), true));
  }

  @Test
  void whatIsAskedAnewIsInThePlaceOfWhatWas() {
    quiz.ask(PHONE, STATE, HOUR);
    quiz.ask(PHONE, Map.of("asked", "village"), HOUR.multipliedBy(2));

    assertThat(quiz.of(PHONE)).contains(new Dialog(Map.of("asked", "village"), true));
    now = START.plus(HOUR);
    assertThat(quiz.of(PHONE)).isPresent();
  }

  @Test
  void eachAppAndEachConnectionHasItsOwn() {
    quiz.ask(PHONE, STATE, HOUR);

    assertThat(register.of(PHONE)).isEmpty();
    assertThat(quiz.of(OTHER)).isEmpty();
    assertThat(register.end(PHONE)).isFalse();
    assertThat(quiz.end(OTHER)).isFalse();
    assertThat(quiz.of(PHONE)).isPresent();
  }

  @Test
  void onlyWhatWasAskedLastIsTheLast() {
    quiz.ask(PHONE, STATE, HOUR);
    register.ask(PHONE, STATE, HOUR);
    register.ask(OTHER, STATE, HOUR);
    quiz.ask(OTHER, STATE, HOUR);

    assertThat(quiz.of(PHONE)).contains(new Dialog(STATE, false));
    assertThat(register.of(PHONE)).contains(new Dialog(STATE, true));
    assertThat(quiz.of(OTHER)).contains(new Dialog(STATE, true));

    quiz.ask(PHONE, STATE, HOUR);
    assertThat(quiz.of(PHONE)).contains(new Dialog(STATE, true));
    assertThat(register.of(PHONE)).contains(new Dialog(STATE, false));
  }

  @Test
  void whatIsEndedOrForgottenIsNotTheLast() {
    quiz.ask(PHONE, STATE, HOUR.multipliedBy(2));
    register.ask(PHONE, STATE, HOUR);
    register.end(PHONE);
    assertThat(quiz.of(PHONE)).contains(new Dialog(STATE, true));

    register.ask(PHONE, STATE, HOUR);
    assertThat(quiz.of(PHONE)).contains(new Dialog(STATE, false));
    now = START.plus(HOUR);
    assertThat(quiz.of(PHONE)).contains(new Dialog(STATE, true));
  }

  @Test
  void itIsForgottenWhenItsTimeHasPassed() {
    quiz.ask(PHONE, STATE, HOUR);

    now = START.plus(HOUR).minusMillis(1);
    assertThat(quiz.of(PHONE)).isPresent();
    now = START.plus(HOUR);
    assertThat(quiz.of(PHONE)).isEmpty();
    assertThat(quiz.end(PHONE)).isFalse();

    quiz.ask(PHONE, Map.of(), HOUR);
    assertThat(quiz.of(PHONE)).contains(new Dialog(Map.of(), true));
  }

  @Test
  void whatIsForgottenIsDeletedAndNothingElse() throws SQLException {
    quiz.ask(PHONE, STATE, HOUR);
    register.ask(PHONE, STATE, HOUR);
    quiz.ask(OTHER, STATE, HOUR.plusMillis(1));
    assertThat(rows()).isEqualTo(3);

    now = START.plus(HOUR);
    database.look();

    assertThat(rows()).isEqualTo(1);
    assertThat(quiz.of(OTHER)).isPresent();
  }

  @Test
  void whatAnAppHasInHandIsNotWaitedForWhenItIsForgotten() throws SQLException {
    quiz.ask(PHONE, STATE, HOUR);
    quiz.ask(OTHER, STATE, HOUR);
    try (UnitOfWork work = database.messages().begin()) {
      work.mark();
      quiz.ask(PHONE, STATE, HOUR.multipliedBy(3));
      if (!database.dialect().isExclusive()) {
        now = START.plus(HOUR);
        onAnotherThread(database::look);
        assertThat(rows()).isEqualTo(1);
      }
      work.commit(List.of());
    }

    now = START.plus(HOUR);
    database.look();
    assertThat(quiz.of(PHONE)).isPresent();
    assertThat(quiz.of(OTHER)).isEmpty();
  }

  @Test
  void whatAnAppAsksIsInTheTransactionOfItsMessage() {
    quiz.ask(OTHER, STATE, HOUR);
    try (UnitOfWork work = database.messages().begin()) {
      work.mark();
      quiz.ask(PHONE, STATE, HOUR);
      work.mark();
      quiz.ask(PHONE, Map.of("asked", "undone"), HOUR);
      quiz.end(OTHER);
      assertThat(quiz.of(PHONE)).contains(new Dialog(Map.of("asked", "undone"), true));
      assertThat(quiz.of(OTHER)).isEmpty();
      work.undo();
      work.commit(List.of());
    }

    assertThat(quiz.of(PHONE)).contains(new Dialog(STATE, true));
    assertThat(quiz.of(OTHER)).isPresent();
  }

  @Test
  void manyWhoAskAtOnceLeaveOneOfThem() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> asking = new ArrayList<>();
      IntStream.range(0, 40)
          .forEach(
              i ->
                  asking.add(
                      executor.submit(
                          () -> quiz.ask(PHONE, Map.of("asked", String.valueOf(i)), HOUR))));
      for (Future<?> each : asking) {
        each.get();
      }
    } finally {
      executor.shutdownNow();
    }

    assertThat(rows()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT8784H0.001S"})
  void howLongItIsWaitedForHasLimits(String duration) {
    assertThatThrownBy(() -> quiz.ask(PHONE, STATE, Duration.parse(duration)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "an answer must be waited for longer than 0 and 366 days at most, and is for PT");
    assertThat(quiz.of(PHONE)).isEmpty();
  }

  @Test
  void whatWasAskedIsThereAfterARestart() throws Exception {
    quiz.ask(PHONE, STATE, HOUR);

    try (Database second = Database.open(reopened(), () -> now)) {
      assertThat(second.dialogs().of(new AppName("quiz")).of(PHONE)).isPresent();
    }
  }

  /** Returns the settings of the same database, which must be free. */
  private DatabaseSettings reopened() throws Exception {
    DatabaseSettings settings = used();
    database.close();
    return settings;
  }

  /** Returns the settings that were returned last. */
  abstract DatabaseSettings used();

  private int rows() throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT count(*) FROM dialog")) {
      count.next();
      return count.getInt(1);
    }
  }

  private static void onAnotherThread(Runnable work) {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      executor.submit(work).get();
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      executor.shutdownNow();
    }
  }
}
