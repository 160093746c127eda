package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.engine.store.AnsweredRequests;
import org.threadless.router.engine.store.AnsweredRequests.Answered;
import org.threadless.router.engine.store.UnitOfWork;

/** What is kept of the answers to requests, on every database. */
abstract class AnswersContract {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final UUID ASKER = UUID.fromString("0190a5f0-0000-7000-8000-000000000001");
  private static final UUID OTHER = UUID.fromString("0190a5f0-0000-7000-8000-000000000002");
  private static final Answered FIRST = new Answered("f1", "{\"a\": 1}");
  private static final Answered SECOND = new Answered("f2", "{\"a\": 2}");

  private volatile Instant now = START;
  private Database database;
  private AnsweredRequests answers;

  /** Returns the settings of a database that is empty. */
  abstract DatabaseSettings settings() throws Exception;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(settings(), () -> now);
    answers = database.answers();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theFirstAnswerOfAKeyIsTheOneThatCounts() {
    assertThat(answers.find(ASKER, "k")).isEmpty();

    assertThat(answers.remember(ASKER, "k", FIRST)).isTrue();
    assertThat(answers.remember(ASKER, "k", SECOND)).isFalse();

    assertThat(answers.find(ASKER, "k")).contains(FIRST);
  }

  @Test
  void aKeyIsThatOfItsAsker() {
    answers.remember(ASKER, "k", FIRST);

    assertThat(answers.find(OTHER, "k")).isEmpty();
    assertThat(answers.remember(OTHER, "k", SECOND)).isTrue();
    assertThat(answers.find(ASKER, "k")).contains(FIRST);
  }

  @Test
  void whatIsNotCommittedWasNotAnswered() {
    try (UnitOfWork work = database.messages().begin()) {
      assertThat(answers.remember(ASKER, "k", FIRST)).isTrue();
    }

    assertThat(answers.find(ASKER, "k")).isEmpty();
  }

  @Test
  void twoAtTheSameMomentAreAnsweredOnce() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<Boolean> second;
      try (UnitOfWork work = database.messages().begin()) {
        assertThat(answers.remember(ASKER, "k", FIRST)).isTrue();
        second = threads.submit(() -> answers.remember(ASKER, "k", SECOND));
        work.commit(List.of());
      }

      assertThat(second.get(10, TimeUnit.SECONDS)).isFalse();
      assertThat(answers.find(ASKER, "k")).contains(FIRST);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anAnswerIsForgottenAfterADay() {
    answers.remember(ASKER, "k", FIRST);

    now = START.plus(AnsweredRequests.REMEMBERED);
    database.look();
    assertThat(answers.find(ASKER, "k")).isPresent();

    now = now.plus(Duration.ofSeconds(1));
    database.look();
    assertThat(answers.find(ASKER, "k")).isEmpty();
  }
}
