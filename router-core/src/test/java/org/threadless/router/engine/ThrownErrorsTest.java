package org.threadless.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;
import org.threadless.router.app.App;
import org.threadless.router.app.Messenger;
import org.threadless.router.app.Phase;
import org.threadless.router.backend.DeliveryReports;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.backlog.Deaths;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.engine.backlog.QueuedMessage;
import org.threadless.router.engine.backlog.WaitingMessage;
import org.threadless.router.engine.call.Limits;
import org.threadless.router.engine.store.AppError;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.loop.Unspeakable;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.message.ReceivedReport;
import org.threadless.router.message.ReportedState;

/** Whatever an app or a backend throws is its own, an Error like any exception. */
class ThrownErrorsTest {

  private final Fixture router = new Fixture();
  private final MessageIds ids = new MessageIds();

  static List<Throwable> throwables() {
    return List.of(
        new IllegalStateException("no"),
        new AssertionError("never"),
        new NoClassDefFoundError("Gone"),
        new IncompatibleClassChangeError("changed"),
        new ExceptionInInitializerError(new IllegalStateException("static")),
        new StackOverflowError(),
        new InterruptedException("interrupted"));
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void whatAnAppThrowsIsKeptWithTheMessageAndTheNextAppGoesOn(Throwable thrown) {
    router
        .app("bad")
        .on(
            Phase.HANDLE,
            message -> {
              throw sneak(thrown);
            });
    router.app("good").on(Phase.HANDLE, message -> message.respond("fine") != null);

    router.incoming("hello");

    Routed routed = router.store.routed.get(0);
    assertThat(routed.status()).isEqualTo(IncomingStatus.HANDLED);
    assertThat(routed.errors()).containsExactly(new AppError("bad", "handle", thrown.toString()));
    assertThat(router.sent).containsExactly("public/1112223333: fine");
  }

  /** Says nothing when it is asked what it is. */
  @SuppressWarnings({"OverrideThrowableToString", "ToStringReturnsNull"})
  static final class Mute extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      return null;
    }
  }

  /** Says what it is, and throws when it is asked where it comes from. */
  static final class Rootless extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("no stack");
    }
  }

  /** Throws when it is asked why. */
  static final class Causeless extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException("no cause");
    }
  }

  /** Says what it is as often as it is asked before it throws. */
  @SuppressWarnings("OverrideThrowableToString")
  static final class Moody extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private transient int asked;

    @Override
    public String toString() {
      if (asked++ > 0) {
        throw new IllegalStateException("asked again");
      }
      return "moody";
    }
  }

  static List<Throwable> unloggable() {
    Exception deep = new IllegalStateException("deepest");
    for (int i = 0; i < 20_000; i++) {
      deep = new IllegalStateException("deep", deep);
    }
    return List.of(
        new Unspeakable(),
        new Mute(),
        new Rootless(),
        new Causeless(),
        new Moody(),
        deep,
        new IllegalStateException("x".repeat(3_000_000)));
  }

  @ParameterizedTest
  @MethodSource("unloggable")
  void anExceptionThatCannotBeLoggedTakesTheMessageFromNoOtherApp(Throwable thrown) {
    router
        .app("bad")
        .on(
            Phase.HANDLE,
            message -> {
              throw sneak(thrown);
            });
    router.app("good").on(Phase.HANDLE, message -> message.respond("fine") != null);

    router.incoming("hello");

    Routed routed = router.store.routed.get(0);
    assertThat(routed.status()).isEqualTo(IncomingStatus.HANDLED);
    assertThat(routed.errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.app()).isEqualTo("bad");
              assertThat(error.error()).isNotBlank().hasSizeLessThan(5000);
            });
    assertThat(router.sent).containsExactly("public/1112223333: fine");
  }

  @Test
  void anAppThatClearsTheLoggingContextTakesItFromNoOtherApp() {
    List<String> seen = new ArrayList<>();
    router
        .app("bad")
        .on(
            Phase.HANDLE,
            message -> {
              MDC.clear();
              return false;
            });
    router
        .app("good")
        .on(
            Phase.HANDLE,
            message ->
                seen.add(MDC.get("message") + " " + MDC.get("backend") + " " + MDC.get("app")));

    Receipt receipt = router.incoming("hello");

    assertThat(seen).containsExactly(receipt.id() + " public good");
  }

  @Test
  void anExceptionThatCannotSayWhatItIsIsKeptByItsName() {
    router
        .app("bad")
        .on(
            Phase.HANDLE,
            message -> {
              throw sneak(new Unspeakable());
            });

    router.incoming("hello");

    assertThat(router.store.routed.get(0).errors())
        .singleElement()
        .extracting(AppError::error)
        .asString()
        .contains("Unspeakable");
  }

  @Test
  void theInterruptOfAnAppEndsWithItsCall() {
    boolean[] seen = new boolean[1];
    router
        .app("rude")
        .on(
            Phase.HANDLE,
            message -> {
              Thread.currentThread().interrupt();
              return false;
            });
    router
        .app("next")
        .on(
            Phase.HANDLE,
            message -> {
              seen[0] = Thread.currentThread().isInterrupted();
              return true;
            });

    router.incoming("hello");

    assertThat(seen[0]).isFalse();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void anAppThatCannotBeMadeLeavesTheMessageErrored(Throwable thrown) {
    router.app(
        "unmade",
        App.class,
        () -> {
          throw sneak(thrown);
        });

    assertThat(router.incoming("hello").status()).isEqualTo(IncomingStatus.ERRORED);

    assertThat(router.store.routed.get(0).errors())
        .containsExactly(new AppError("", "", thrown.toString()));
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void anAppThatCannotBeMadeLeavesAMessageWithAnExternalIdErrored(Throwable thrown) {
    router.app(
        "unmade",
        App.class,
        () -> {
          throw sneak(thrown);
        });

    router.incoming(ReceivedMessage.of(Fixture.ALICE, "hello").withExternalId("7"));

    assertThat(router.store.routed)
        .extracting(Routed::status)
        .containsExactly(IncomingStatus.ERRORED);
  }

  @Test
  void aClaimedMessageThatCannotEvenBeStoredAsErroredWaits() {
    router.app(
        "unmade",
        App.class,
        () -> {
          throw sneak(new AssertionError("never"));
        });
    router.store.onCommit = new IllegalStateException("refused");

    Receipt receipt =
        router.incoming(ReceivedMessage.of(Fixture.ALICE, "hello").withExternalId("7"));

    assertThat(receipt.status()).isEqualTo(IncomingStatus.QUEUED);
    assertThat(router.store.queued).extracting(IncomingMessage::id).containsExactly(receipt.id());
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void whatABackendThrowsIsWorthRetrying(Throwable thrown) {
    router.app("echo").on(Phase.HANDLE, message -> message.respond("hi") != null);
    router.publicBackend =
        message -> {
          throw sneak(thrown);
        };

    router.incoming("hello");

    assertThat(reasons()).containsExactly(thrown.toString());
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void whatABackendThrowsWhenItIsTriedAgainGivesTheMessageBack(Throwable thrown) {
    router.store.backlog.waiting.add(waiting("hi", Deaths.none()));
    router.publicBackend =
        message -> {
          throw sneak(thrown);
        };

    assertThat(router.store.backlog.dealWithAll(router.get(DueWork.class))).isPresent();

    assertThat(router.store.backlog.givenBack).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void whatAnAppThrowsAtADeliveryReportIsKeptWithTheReport(Throwable thrown) {
    UUID id = ids.next();
    router.store.sent.put(id, Fixture.ALICE);
    router
        .app("bad")
        .onDelivered(
            report -> {
              throw sneak(thrown);
            });

    assertThat(report(id)).isTrue();

    assertThat(router.store.reported.get(0).errors()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void aReportThatNoAppCanBeMadeForIsKept(Throwable thrown) {
    UUID id = ids.next();
    router.store.sent.put(id, Fixture.ALICE);
    router.app(
        "unmade",
        App.class,
        () -> {
          throw sneak(thrown);
        });

    assertThat(report(id)).isTrue();

    assertThat(router.store.reported).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void aPromiseThatIsBrokenIsAFailureWorthRetrying(Throwable thrown) {
    CompletableFuture<SendResult> promise = promised();

    promise.completeExceptionally(thrown);

    assertThat(reasons()).containsExactly(thrown.toString());
  }

  @Test
  void aPromiseThatIsKeptWithNothingOrWithAnotherOneIsAFailureWorthRetrying() {
    promised().complete(null);
    promised().complete(new SendResult.Later(new CompletableFuture<>()));

    assertThat(reasons())
        .containsExactly(
            "the backend did not say what came of it", "the backend did not say what came of it");
  }

  @Test
  void aBrokenPromiseWhenAMessageIsTriedAgainGivesItBack() {
    router.store.backlog.waiting.add(waiting("hi", Deaths.none()));
    router.publicBackend =
        message ->
            new SendResult.Later(CompletableFuture.failedFuture(new AssertionError("never")));

    assertThat(router.store.backlog.dealWithAll(router.get(DueWork.class))).isPresent();

    assertThat(router.store.backlog.givenBack)
        .singleElement()
        .extracting(failure -> failure.reason())
        .isEqualTo("java.lang.AssertionError: never");
  }

  @Test
  void whatAnIncomingHandlerThrowsIsForItsCallerAndTakesNobodysPlace() {
    router.limits = new Limits(1);
    router.handler =
        message -> {
          throw new AssertionError("never");
        };

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> router.incoming("hello")).isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void aMessageThatThreeNodesHaveDiedWithIsNotRouted() {
    router.app("never").on(Phase.HANDLE, message -> true);

    router.get(DueWork.class).deal(queued(new Deaths(3)));

    assertThat(router.calls).isEmpty();
    Routed routed = router.store.routed.get(0);
    assertThat(routed.status()).isEqualTo(IncomingStatus.ERRORED);
    assertThat(routed.errors())
        .containsExactly(
            new AppError(
                "", "", "the process has ended 3 times while it had this message in hand"));
  }

  @Test
  void aMessageThatTwoNodesHaveDiedWithIsTriedOnceMore() {
    router.app("echo").on(Phase.HANDLE, message -> true);

    router.get(DueWork.class).deal(queued(new Deaths(2)));

    assertThat(router.store.routed.get(0).status()).isEqualTo(IncomingStatus.HANDLED);
  }

  @Test
  void aMessageThatThreeNodesHaveDiedWithIsNotSentAndTheNextOneIs() {
    router.store.backlog.waiting.add(waiting("poison", new Deaths(3)));
    router.store.backlog.waiting.add(waiting("fine", Deaths.none()));

    assertThat(router.store.backlog.dealWithAll(router.get(DueWork.class))).isEmpty();

    assertThat(router.sent).containsExactly("public/1112223333: fine");
    assertThat(router.store.backlog.settled)
        .extracting(SendOutcome::result)
        .containsExactly(
            SendResult.refused("the process has ended 3 times while it had this message in hand"),
            SendResult.accepted());
  }

  private CompletableFuture<SendResult> promised() {
    CompletableFuture<SendResult> promise = new CompletableFuture<>();
    router.publicBackend = message -> new SendResult.Later(promise);
    router.get(Messenger.class).send("hi", Fixture.ALICE);
    return promise;
  }

  private List<String> reasons() {
    return router.store.backlog.postponed.stream()
        .map(each -> each.failure().orElseThrow().reason())
        .toList();
  }

  private boolean report(UUID id) {
    return router
        .get(DeliveryReports.class)
        .report(
            new ReceivedReport(
                Fixture.ALICE.backend(),
                id,
                ReportedState.DELIVERED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  private QueuedMessage queued(Deaths deaths) {
    return new QueuedMessage(
        ids.next(), ReceivedMessage.of(Fixture.ALICE, "hello"), Instant.now(), deaths);
  }

  private WaitingMessage waiting(String text, Deaths deaths) {
    OutgoingMessage message =
        new OutgoingMessage(ids.next(), Fixture.ALICE, text, Optional.empty(), Instant.now());
    return new WaitingMessage(message, 1, 0, deaths, OptionalInt.empty());
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
