package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.app.Cancellation;
import org.threadless.router.engine.store.AnsweredMeanwhileException;
import org.threadless.router.engine.store.AnsweredRequests;
import org.threadless.router.engine.store.AnsweredRequests.Answered;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.pool.DatabaseSettings;

/** What is kept of the answers to requests, on every database. */
abstract class AnswersContract {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final UUID ASKER = UUID.fromString("0190a5f0-0000-7000-8000-000000000001");
  private static final UUID OTHER = UUID.fromString("0190a5f0-0000-7000-8000-000000000002");
  private static final Answered FIRST = new Answered("f1", "{\"a\": 1}");
  private static final Answered SECOND = new Answered("f2", "{\"a\": 2}");

  private final MessageIds ids = new MessageIds();
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

    answers.remember(ASKER, "k", FIRST);
    assertThatExceptionOfType(AnsweredMeanwhileException.class)
        .isThrownBy(() -> answers.remember(ASKER, "k", SECOND));

    assertThat(answers.find(ASKER, "k")).contains(FIRST);
  }

  @Test
  void aKeyIsThatOfItsAsker() {
    answers.remember(ASKER, "k", FIRST);

    assertThat(answers.find(OTHER, "k")).isEmpty();
    answers.remember(OTHER, "k", SECOND);
    assertThat(answers.find(ASKER, "k")).contains(FIRST);
    assertThat(answers.find(OTHER, "k")).contains(SECOND);
  }

  @Test
  void whatIsNotCommittedWasNotAnswered() {
    try (UnitOfWork work = database.messages().begin()) {
      answers.remember(ASKER, "k", FIRST);
    }

    assertThat(answers.find(ASKER, "k")).isEmpty();
  }

  @Test
  void whatIsStoredWithAnAnswerIsStoredIfItIsTheFirstOfItsKey() {
    Planned first = message();
    Planned second = message();

    store(first, FIRST);
    assertThatExceptionOfType(AnsweredMeanwhileException.class)
        .isThrownBy(() -> store(second, SECOND));

    assertThat(isStored(first)).isTrue();
    assertThat(isStored(second)).isFalse();
    assertThat(answers.find(ASKER, "k")).contains(FIRST);
  }

  @Test
  void whatWasWrittenBeforeInItsTransactionIsNotStoredEither() {
    Planned before = message();
    store(before, FIRST);

    Planned second = message();
    try (UnitOfWork work = database.messages().begin()) {
      assertThat(database.messages().cancel(before.message().id())).isEqualTo(Cancellation.DONE);
      answers.remember(ASKER, "k", SECOND);
      assertThatExceptionOfType(AnsweredMeanwhileException.class)
          .isThrownBy(() -> work.commit(List.of(second)));
    }

    assertThat(isStored(second)).isFalse();
    assertThat(database.messages().cancel(before.message().id())).isEqualTo(Cancellation.DONE);
  }

  @Test
  void ofManyAtTheSameMomentOneIsAnsweredForEachKey() throws Exception {
    int keys = 10;
    int times = 8;
    ExecutorService threads = Executors.newFixedThreadPool(times);
    try {
      List<Future<Optional<Planned>>> all = new ArrayList<>();
      for (int i = 0; i < keys * times; i++) {
        String key = "k" + i % keys;
        Planned message = message();
        Answered answer = new Answered("f", message.message().id().toString());
        all.add(threads.submit(() -> storeIfFirst(message, key, answer)));
      }
      List<UUID> stored = new ArrayList<>();
      for (Future<Optional<Planned>> each : all) {
        each.get(30, TimeUnit.SECONDS)
            .map(planned -> planned.message().id())
            .ifPresent(stored::add);
      }

      assertThat(stored)
          .extracting(UUID::toString)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, keys)
                  .mapToObj(i -> answers.find(ASKER, "k" + i).orElseThrow().answer())
                  .toList());
      assertThat(stored).allMatch(id -> database.history().find(id).isPresent());
    } finally {
      threads.shutdownNow();
    }
  }

  private Optional<Planned> storeIfFirst(Planned message, String key, Answered answer) {
    try {
      store(message, key, answer);
      return Optional.of(message);
    } catch (AnsweredMeanwhileException e) {
      assertThat(isStored(message)).isFalse();
      return Optional.empty();
    }
  }

  private void store(Planned message, Answered answer) {
    store(message, "k", answer);
  }

  private void store(Planned message, String key, Answered answer) {
    try (UnitOfWork work = database.messages().begin()) {
      answers.remember(ASKER, key, answer);
      work.commit(List.of(message));
    }
  }

  private Planned message() {
    OutgoingMessage message =
        new OutgoingMessage(
            ids.next(),
            new Connection(new BackendName("phone"), new Identity("0700")),
            "hello",
            Optional.empty(),
            START);
    return new Planned(message, OutgoingStatus.QUEUED, List.of()).inTurn();
  }

  private boolean isStored(Planned planned) {
    return database.history().find(planned.message().id()).isPresent();
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
