package org.threadless.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.app.AppName;
import org.threadless.router.app.Messenger;
import org.threadless.router.app.Phase;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.backlog.Deaths;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.engine.backlog.WaitingMessage;
import org.threadless.router.engine.call.Limits;
import org.threadless.router.engine.call.Occupancy;
import org.threadless.router.incoming.OverloadException;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;

/** An app or a backend that does not come back keeps little from others. */
class HangingTest {

  private static final Duration LONG = Duration.ofMinutes(10);

  private final Fixture router = new Fixture();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void letGo() throws InterruptedException {
    end.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void whileTheDatabaseTakesNoMessageThisIsTold() {
    Occupancy.Source places = router.get(Occupancy.Source.class);
    router.handler =
        message -> {
          throw new StoreUnavailableException("locked", null);
        };

    for (int i = 0; i < 3; i++) {
      assertThat(places.refusing()).isEmpty();
      assertThatThrownBy(() -> router.incoming("hello"))
          .isInstanceOf(StoreUnavailableException.class);
    }
    assertThat(places.refusing()).contains("locked");

    router.handler = null;
    router.incoming("hello");
    assertThat(places.refusing()).isEmpty();
  }

  @Test
  void aRouterShowsWhichAppHasTheMessage() {
    router
        .app("asking")
        .on(
            Phase.PARSE,
            message -> {
              assertThat(busyApps()).containsOnlyKeys(new AppName("asking"));
              message.respond("seen");
              return true;
            });

    router.incoming("hello");

    assertThat(router.sent).hasSize(1);
    assertThat(busyApps()).isEmpty();
  }

  @Test
  void moreMessagesOfAConnectionThanMayWaitAreRefusedAndOthersGoOn() {
    limits(10, 2, LONG);
    hangAt("hang");
    hangingMessage(Fixture.ALICE);
    waitingMessage(Fixture.ALICE);
    waitingMessage(Fixture.ALICE);

    assertRefused(Fixture.ALICE);

    assertThat(router.store.routed).isEmpty();
    assertThat(router.incoming(ReceivedMessage.of(Fixture.BOB, "hello")).status())
        .isEqualTo(IncomingStatus.HANDLED);
  }

  @Test
  void whoHasWaitedTooLongIsRefusedAndNothingIsStored() {
    limits(10, 2, Duration.ofMillis(1));
    hangAt("hang");
    hangingMessage(Fixture.ALICE);

    assertRefused(Fixture.ALICE);

    assertThat(router.store.routed).isEmpty();
    assertThat(router.store.queued).isEmpty();
  }

  @Test
  void whoWaitsNeverHasMoreThanHalfOfThePlaces() {
    limits(8, 100, LONG);
    hangAt("hang");
    hangingMessage(Fixture.ALICE);
    for (int i = 0; i < 4; i++) {
      waitingMessage(Fixture.ALICE);
    }

    assertRefused(Fixture.ALICE);

    assertThat(router.incoming(ReceivedMessage.of(Fixture.BOB, "hello")).status())
        .isEqualTo(IncomingStatus.HANDLED);
  }

  @Test
  void theTurnsOfThoseWhoWereRefusedAreNotMissed() throws Exception {
    limits(10, 1, LONG);
    hangAt("hang");
    hangingMessage(Fixture.ALICE);
    waitingMessage(Fixture.ALICE);
    assertRefused(Fixture.ALICE);

    letGo();

    assertThat(router.incoming("hello").status()).isEqualTo(IncomingStatus.HANDLED);
    assertThat(router.store.routed).hasSize(3);
  }

  @Test
  void aReplyWaitsInTheBacklogWhereAnEarlierOneToItsConnectionDoesNotComeToAnEnd() {
    limits(10, 0, LONG);
    router.publicBackend = message -> hang(SendResult.accepted());
    router.app("echo").on(Phase.HANDLE, message -> replyToAlice(message.text()));
    start(() -> router.incoming(ReceivedMessage.of(Fixture.BOB, "first")));
    await().until(() -> !router.sent.isEmpty());

    router.incoming(ReceivedMessage.of(Connection.of("private", "another"), "second"));

    assertThat(router.store.backlog.postponed)
        .extracting(postponed -> postponed.message().text())
        .containsExactly("second");
    assertThat(router.sent).hasSize(1);
  }

  @Test
  void whatWaitsToBeSentIsTakenUpLaterWhereAnEarlierOneDoesNotComeToAnEnd() {
    limits(10, 0, LONG);
    router.publicBackend = message -> hang(SendResult.accepted());
    router.app("echo").on(Phase.HANDLE, message -> replyToAlice(message.text()));
    start(() -> router.incoming(ReceivedMessage.of(Fixture.BOB, "first")));
    await().until(() -> !router.sent.isEmpty());
    router.store.backlog.waiting.add(waiting(3));

    assertThat(router.store.backlog.dealWithAll(router.get(DueWork.class))).isPresent();

    assertThat(router.store.backlog.givenBack).extracting(Failure::attempts).containsExactly(3);
    assertThat(router.sent).hasSize(1);
  }

  @Test
  void itIsSaidWhoseMessagesHaveThePlacesAndWhichAppHasThem() {
    limits(10, 10, LONG);
    hangAt("hang");
    hangingMessage(Fixture.ALICE);
    hangingMessage(Connection.of("public", "another"));
    waitingMessage(Fixture.ALICE);

    Occupancy now = router.get(Occupancy.Source.class).now();

    assertThat(now)
        .isEqualTo(
            new Occupancy(
                10, 3, Map.of(new BackendName("public"), 3), Map.of(new AppName("slow"), 2)));
  }

  @Test
  void whenAllIsDoneNobodyHasAnything() throws Exception {
    limits(10, 10, LONG);
    hangAt("hang");
    hangingMessage(Fixture.ALICE);

    letGo();

    assertThat(router.get(Occupancy.Source.class).now())
        .isEqualTo(new Occupancy(10, 0, Map.of(), Map.of()));
  }

  @Test
  void placesAreShortWhenMoreThanNineInTenAreTaken() {
    assertThat(new Occupancy(100, 90, Map.of(), Map.of()).isShort()).isFalse();
    assertThat(new Occupancy(100, 91, Map.of(), Map.of()).isShort()).isTrue();
    assertThat(new Occupancy(100, 99, Map.of(), Map.of()).isFull()).isFalse();
    assertThat(new Occupancy(100, 100, Map.of(), Map.of()).isFull()).isTrue();
  }

  private void limits(int places, int waiting, Duration wait) {
    router.limits = new Limits(places, waiting, wait, LONG);
  }

  private void hangAt(String text) {
    router
        .app("slow")
        .on(Phase.HANDLE, message -> message.text().equals(text) ? hang(true) : false);
  }

  private <T> T hang(T result) {
    try {
      assertThat(end.await(2, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return result;
  }

  private boolean replyToAlice(String text) {
    return !router.get(Messenger.class).send(text, Fixture.ALICE).isEmpty();
  }

  private void hangingMessage(Connection connection) {
    int before = router.calls.size();
    start(() -> router.incoming(ReceivedMessage.of(connection, "hang")));
    await().until(() -> router.calls.subList(before, router.calls.size()).contains("slow handle"));
  }

  private void waitingMessage(Connection connection) {
    Thread thread = start(() -> router.incoming(ReceivedMessage.of(connection, "waits")));
    await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
  }

  private Thread start(Runnable work) {
    Thread thread = new Thread(work);
    threads.add(thread);
    thread.start();
    return thread;
  }

  private void assertRefused(Connection connection) {
    assertThatThrownBy(() -> router.incoming(ReceivedMessage.of(connection, "one more")))
        .isInstanceOf(OverloadException.class);
  }

  private static WaitingMessage waiting(int attempts) {
    OutgoingMessage message =
        new OutgoingMessage(
            new MessageIds().next(), Fixture.ALICE, "later", Optional.empty(), Instant.now());
    return new WaitingMessage(message, attempts, 0, Deaths.none(), OptionalInt.empty());
  }

  private Map<AppName, Integer> busyApps() {
    return router.get(Occupancy.Source.class).now().byApp();
  }
}
