package org.threadless.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.threadless.router.app.Phase;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.call.Limits;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.incoming.OverloadException;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.incoming.UnknownBackendException;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.ReceivedMessage;

class SingleWayInTest {

  private final Fixture router = new Fixture();

  @Test
  void anUnknownBackendIsAnErrorThatListsTheConfiguredOnes() {
    Incoming incoming = router.get(Incoming.class);

    assertThatThrownBy(
            () -> incoming.incoming(new BackendName("nowhere"), new Identity("1"), "hello"))
        .isInstanceOf(UnknownBackendException.class)
        .hasMessage("no backend is configured as nowhere; configured: private, public");
    assertThat(router.store.routed).isEmpty();
  }

  @Test
  void aMessageWithAnExternalIdAlreadySeenIsAnsweredAsTheFirstWasAndNoAppSeesIt() {
    router.app("first").on(Phase.HANDLE, message -> !message.respond("hi").text().isEmpty());
    ReceivedMessage message = ReceivedMessage.of(Fixture.ALICE, "hello").withExternalId("7");

    Receipt first = router.incoming(message);
    router.calls.clear();
    Receipt second = router.incoming(message);

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.duplicate()).isTrue();
    assertThat(second.status()).isEqualTo(IncomingStatus.HANDLED);
    assertThat(router.calls).isEmpty();
    assertThat(router.sent).hasSize(1);
  }

  @Test
  void aMessageWithoutAnExternalIdIsNeverADuplicate() {
    assertThat(router.incoming("hello").duplicate()).isFalse();
    assertThat(router.incoming("hello").duplicate()).isFalse();
    assertThat(router.store.routed).hasSize(2);
  }

  @Test
  void timeOfReceiptAndFieldsReachTheApps() {
    Instant time = Instant.parse("2026-01-31T15:30:00Z");
    router
        .app("first")
        .on(
            Phase.HANDLE,
            message ->
                message.receivedAt().equals(time) && message.fields().get("smsc").equals("usb0"));

    router.incoming(
        ReceivedMessage.of(Fixture.ALICE, "hello")
            .withReceivedAt(time)
            .withFields(Map.of("smsc", "usb0")));

    assertThat(router.calls).doesNotContain("first default");
  }

  @Test
  void whatAnAppLogsCarriesMessageBackendAppAndPhase() {
    router
        .app("first")
        .on(
            Phase.HANDLE,
            message -> {
              assertThat(MDC.getCopyOfContextMap())
                  .containsEntry("message", message.id().toString())
                  .containsEntry("backend", "public")
                  .containsEntry("app", "first")
                  .containsEntry("phase", "handle");
              return message.respond("seen") != null;
            });

    router.incoming("hello");

    assertThat(router.sent).hasSize(1);
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  @Test
  void anAppThatCannotBeMadeLeavesTheMessageErroredWithTheReason() {
    router.app(
        "broken",
        ScriptedApp.class,
        () -> {
          throw new IllegalStateException("no licence");
        });

    Receipt receipt = router.incoming("hello");

    assertThat(receipt.status()).isEqualTo(IncomingStatus.ERRORED);
    assertThat(router.store.routed.get(0).errors().get(0).error()).contains("no licence");
  }

  @Test
  void aCommitThatTheDatabaseRefusesLeavesTheMessageErroredAndNothingIsSent() {
    router.app("first").on(Phase.HANDLE, message -> message.respond("hi") != null);
    router.store.onCommit = new IllegalStateException("deferred constraint");

    Receipt receipt = router.incoming("hello");

    assertThat(receipt.status()).isEqualTo(IncomingStatus.ERRORED);
    assertThat(router.sent).isEmpty();
  }

  @Test
  void aDatabaseThatIsAwayIsSaidSoAndNothingIsSent() {
    router.app("first").on(Phase.HANDLE, message -> message.respond("hi") != null);
    router.store.onCommit = new StoreUnavailableException("gone", null);

    assertThatThrownBy(() -> router.incoming("hello"))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(router.sent).isEmpty();
    assertThat(router.store.routed).isEmpty();
  }

  @Test
  void moreMessagesAtOnceThanThereMayBeAreRefusedAndThoseInProgressFinish() {
    router.limits = new Limits(1);
    router.app("first").on(Phase.HANDLE, message -> overloads("another"));

    Receipt receipt = router.incoming("hello");

    assertThat(receipt.status()).isEqualTo(IncomingStatus.HANDLED);
    assertThat(router.incoming("and again").status()).isEqualTo(IncomingStatus.HANDLED);
  }

  private boolean overloads(String identity) {
    assertThatThrownBy(
            () -> router.incoming(ReceivedMessage.of(Connection.of("public", identity), "x")))
        .isInstanceOf(OverloadException.class);
    return true;
  }

  @Test
  void aMessageDoesNotOvertakeOlderOnesOfItsConnectionThatWaitToBeRouted() {
    router.store.backlog.holding.add(Fixture.ALICE + " IN");

    assertThat(router.incoming("hello").status()).isEqualTo(IncomingStatus.QUEUED);

    assertThat(router.store.queued).hasSize(1);
    assertThat(router.store.routed).isEmpty();
  }

  @Test
  void aClaimedMessageIsNotSaidToBeStoredWhereTheDatabaseGoesAwayWhileItIsRouted() {
    List<UUID> ids = new ArrayList<>();
    router
        .app("first")
        .on(Phase.HANDLE, message -> ids.add(message.id()) && message.respond("hi") != null);
    router.store.onCommit = new StoreUnavailableException("gone", null);

    assertThatThrownBy(
            () -> router.incoming(ReceivedMessage.of(Fixture.ALICE, "hello").withExternalId("7")))
        .isInstanceOf(StoreUnavailableException.class);

    assertThat(router.store.backlog.letWait).isEqualTo(ids).hasSize(1);
    assertThat(router.sent).isEmpty();
  }

  @Test
  void messagesOfOneConnectionAreHandledOneAtATimeInTheOrderTheyCameIn() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    router
        .app("first")
        .on(
            Phase.HANDLE,
            message -> {
              if (message.text().equals("1")) {
                entered.countDown();
                assertThat(release.await(2, TimeUnit.MINUTES)).isTrue();
              }
              message.respond(message.text());
              return true;
            });
    Incoming incoming = router.get(Incoming.class);
    List<Thread> threads = new ArrayList<>();
    threads.add(start(() -> router.incoming("1")));
    assertThat(entered.await(2, TimeUnit.MINUTES)).isTrue();
    for (String text : List.of("2", "3", "4")) {
      Thread thread = start(() -> router.incoming(text));
      awaitWaiting(thread);
      threads.add(thread);
    }

    Receipt other =
        incoming.incoming(ReceivedMessage.of(Connection.of("public", "another"), "other"));
    assertThat(other.sent()).hasSize(1);
    release.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(router.sent)
        .containsExactly(
            "public/another: other",
            "public/1112223333: 1",
            "public/1112223333: 2",
            "public/1112223333: 3",
            "public/1112223333: 4");
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
    return thread;
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }
}
