package org.threadless.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.threadless.router.app.App;
import org.threadless.router.app.LaterException;
import org.threadless.router.app.Phase;
import org.threadless.router.engine.call.Limits;
import org.threadless.router.engine.routing.AppCall;
import org.threadless.router.engine.routing.rehearsal.Rehearsal;
import org.threadless.router.engine.routing.rehearsal.Rehearsed;
import org.threadless.router.incoming.OverloadException;
import org.threadless.router.incoming.UnknownBackendException;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.ReceivedMessage;

class RehearsalTest {

  private final Fixture router = new Fixture();

  /** An app that nobody can make. */
  private static final class Unmakeable implements App {}

  @Test
  void itTellsTheWayAndNothingIsStoredOrSent() {
    router
        .app("first")
        .on(
            Phase.HANDLE,
            message -> {
              message.respond("hi");
              return true;
            });

    Rehearsed rehearsed = rehearse("hello");

    assertThat(rehearsed.routed().status()).isEqualTo(IncomingStatus.HANDLED);
    assertThat(rehearsed.calls())
        .extracting(AppCall::phase)
        .containsExactly(Phase.FILTER, Phase.PARSE, Phase.HANDLE, Phase.CLEANUP, Phase.OUTGOING);
    assertThat(rehearsed.calls().get(2).decision()).isEqualTo("true: handled it");
    assertThat(rehearsed.routed().outgoing())
        .extracting(planned -> planned.message().text())
        .containsExactly("hi");
    assertThat(router.sent).isEmpty();
    assertThat(router.store.routed).isEmpty();
    assertThat(router.store.calls).doesNotContain("commit");
  }

  @Test
  void whoSeesTheWayOfMessagesIsNotToldOfIt() {
    AtomicReference<AppCall> seen = new AtomicReference<>();
    router.trace = seen::set;
    router.app("first");

    assertThat(rehearse("hello").calls()).isNotEmpty();

    assertThat(seen).hasNullValue();
  }

  @Test
  void whatAnAppThrowsIsPartOfTheWay() {
    router
        .app("first")
        .on(
            Phase.HANDLE,
            message -> {
              throw new IllegalStateException("no stock");
            });

    Rehearsed rehearsed = rehearse("hello");

    assertThat(rehearsed.routed().status()).isEqualTo(IncomingStatus.HANDLED);
    assertThat(rehearsed.calls().get(2).thrown().orElseThrow()).hasMessage("no stock");
  }

  @Test
  void anAppThatCannotBeMadeIsToldAsWell() {
    router.app(
        "first",
        Unmakeable.class,
        () -> {
          throw new IllegalStateException("no such file");
        });

    Rehearsed rehearsed = rehearse("hello");

    assertThat(rehearsed.routed().status()).isEqualTo(IncomingStatus.ERRORED);
    assertThat(rehearsed.routed().errors().get(0).error()).contains("no such file");
    assertThat(router.store.routed).isEmpty();
  }

  @Test
  void aMessageThatAnAppWantsLaterWouldWait() {
    router
        .app("first")
        .on(
            Phase.HANDLE,
            message -> {
              throw new LaterException("the clinic does not answer");
            });

    Rehearsed rehearsed = rehearse("hello");

    assertThat(rehearsed.routed().status()).isEqualTo(IncomingStatus.QUEUED);
    assertThat(rehearsed.routed().errors().get(0).error()).contains("the clinic does not answer");
    assertThat(rehearsed.calls()).hasSize(3);
    assertThat(router.store.queued).isEmpty();
  }

  @Test
  void ofAMessageThatPassesAllAppsAnewTheLastPassIsTold() {
    router
        .app("first")
        .on(
            Phase.PARSE,
            message -> {
              router.store.open = true;
              return false;
            })
        .on(Phase.HANDLE, message -> message.outside(() -> true));

    assertThat(rehearse("hello").calls())
        .extracting(AppCall::phase)
        .containsExactly(Phase.FILTER, Phase.PARSE, Phase.HANDLE, Phase.CLEANUP);
  }

  @Test
  void itDoesNotWaitForEarlierMessagesOfItsConnection() {
    AtomicReference<Rehearsed> meanwhile = new AtomicReference<>();
    router
        .app("first")
        .on(
            Phase.HANDLE,
            message -> {
              if (message.text().equals("first")) {
                meanwhile.set(CompletableFuture.supplyAsync(() -> rehearse("second")).join());
              }
              return true;
            });

    router.incoming("first");

    assertThat(meanwhile.get().routed().status()).isEqualTo(IncomingStatus.HANDLED);
  }

  @Test
  void itTakesAPlaceLikeAMessage() {
    router.limits = new Limits(1);
    AtomicReference<Throwable> refused = new AtomicReference<>();
    router
        .app("first")
        .on(
            Phase.HANDLE,
            message -> {
              try {
                rehearse("second");
              } catch (OverloadException e) {
                refused.set(e);
              }
              return true;
            });

    router.incoming("first");

    assertThat(refused.get()).isInstanceOf(OverloadException.class);
    assertThat(rehearse("third").routed().status()).isEqualTo(IncomingStatus.HANDLED);
  }

  @Test
  void aBackendThatIsNotConfiguredIsRefused() {
    assertThatThrownBy(
            () -> rehearsal().of(ReceivedMessage.of(Connection.of("other", "1"), "hello")))
        .isInstanceOf(UnknownBackendException.class);
  }

  private Rehearsed rehearse(String text) {
    return rehearsal().of(from(text));
  }

  private Rehearsal rehearsal() {
    return router.get(Rehearsal.class);
  }

  private static ReceivedMessage from(String text) {
    return ReceivedMessage.of(Fixture.ALICE, text);
  }
}
