package org.threadless.router.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.threadless.router.app.Messenger;
import org.threadless.router.app.Phase;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.backend.SomeSettings;
import org.threadless.router.engine.backlog.Dealt;
import org.threadless.router.engine.backlog.Deaths;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.engine.backlog.WaitingMessage;
import org.threadless.router.engine.sending.FailedMessages;
import org.threadless.router.engine.store.Hold;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.SendOptions;

/** What a message waits for before it goes out, and what becomes of one that is of no use then. */
class GateTest {

  private static final BackendName PUBLIC = new BackendName("public");
  private static final Instant NIGHT = Instant.parse("2026-06-01T02:00:00Z");
  private static final Instant OPENING = Instant.parse("2026-06-01T05:00:00Z");

  private final Fixture router = new Fixture();
  private Instant now = NIGHT;

  GateTest() {
    router.clock = () -> now;
    router.settings = SomeSettings.openByDay();
    router.app("echo").on(Phase.HANDLE, message -> message.respond(message.text()) != null);
  }

  @Test
  void outsideOfItsHoursABackendSendsRepliesAndNothingElse() {
    send(SendOptions.none());
    router.incoming("hello");

    assertThat(router.sent).containsExactly("public/1112223333: hello");
    assertThat(due()).isEqualTo(OPENING);
    assertThat(router.get(DueWork.class).hold(PUBLIC)).as("of all").isEmpty();
  }

  @Test
  void itSaysUntilWhenItHoldsWhatAppsSendOfThemselves() {
    Hold hold = router.get(Hold.Source.class).now().get(0);

    assertThat(hold.cause()).isEqualTo(Hold.Cause.HOURS);
    assertThat(hold.reason()).isEqualTo("outside of its hours until 08:00 Africa/Nairobi");
    assertThat(hold.until()).contains(OPENING);
  }

  @Test
  void withinItsHoursItHoldsNothing() {
    now = OPENING;
    send(SendOptions.none());

    assertThat(router.sent).hasSize(1);
    assertThat(router.get(Hold.Source.class).now()).isEmpty();
  }

  @Test
  void whatWasTakenWhenTheHoursWereOverIsDueAtTheOpening() {
    waits(SendOptions.none());

    assertThat(dealWithAll()).contains(OPENING);
    assertThat(router.sent).isEmpty();
  }

  @Test
  void whatWasTriedKeepsItsPlaceUntilTheOpening() {
    waits(SendOptions.none(), 2);
    WaitingMessage tried = router.store.backlog.waiting.get(0);

    assertThat(router.get(DueWork.class).deal(tried)).isEqualTo(Dealt.notNow(OPENING));
    waits(SendOptions.none(), 0);
    WaitingMessage untried = router.store.backlog.waiting.get(1);
    assertThat(router.get(DueWork.class).deal(untried)).isEqualTo(new Dealt.Later(OPENING));
  }

  @Test
  void whatWouldWaitLongerThanItIsOfUseIsDueWhenThatEnds() {
    Instant end = NIGHT.plus(Duration.ofHours(1));
    send(SendOptions.none().validUntil(end));
    waits(SendOptions.none().validUntil(end));

    assertThat(due()).isEqualTo(end);
    assertThat(dealWithAll()).contains(end);
  }

  @Test
  void whatIsOfNoUseAnyMoreHasFailedAndIsNotSent() {
    now = OPENING;
    send(SendOptions.none().validUntil(OPENING));

    assertThat(router.sent).isEmpty();
    assertMissed(router.store.outcomes);
    assertThat(router.get(FailedMessages.class).counts()).containsEntry("public", 1L);
  }

  @Test
  void whateverItWaitsForWhatIsOfNoUseAnyMoreHasFailed() {
    SendOptions options = SendOptions.none().validUntil(NIGHT);
    waits(options);
    assertThat(dealWithAll()).as("outside of the hours").isEmpty();
    router.store.backlog.pause(PUBLIC);
    waits(options);
    assertThat(dealWithAll()).as("while it is paused").isEmpty();
    router.store.backlog.endPause(PUBLIC);
    router.store.backlog.suspended.add(PUBLIC);
    waits(options);
    assertThat(dealWithAll()).as("while it is down").isEmpty();

    assertThat(router.sent).isEmpty();
    assertThat(router.store.backlog.settled).hasSize(3);
    assertMissed(router.store.backlog.settled);
  }

  @Test
  void whatHasFailedIsTriedAgainNoLaterThanItIsOfUse() {
    now = OPENING;
    router.publicBackend =
        message -> new SendResult.Retry("busy", Optional.of(Duration.ofMinutes(10)));
    send(SendOptions.none().validUntil(OPENING.plusSeconds(60)));

    assertThat(router.store.backlog.postponed.get(0).due()).isEqualTo(OPENING.plusSeconds(60));
  }

  private void send(SendOptions options) {
    router.get(Messenger.class).send("reminder", options, List.of(Fixture.ALICE));
  }

  private Instant due() {
    return router.store.backlog.scheduled.get(0).due();
  }

  private Optional<Instant> dealWithAll() {
    return router.store.backlog.dealWithAll(router.get(DueWork.class));
  }

  private void waits(SendOptions options) {
    waits(options, 0);
  }

  private void waits(SendOptions options, int attempts) {
    OutgoingMessage message =
        new OutgoingMessage(
            new MessageIds().next(), Fixture.ALICE, "reminder", Optional.empty(), NIGHT, options);
    router.store.backlog.waiting.add(
        new WaitingMessage(message, attempts, 0, Deaths.none(), OptionalInt.empty()));
  }

  private static void assertMissed(List<SendOutcome> outcomes) {
    assertThat(outcomes)
        .isNotEmpty()
        .allSatisfy(
            outcome ->
                assertThat(((SendResult.Refused) outcome.result()).reason())
                    .startsWith("its valid-until ")
                    .endsWith(" has passed before it could be sent"));
  }
}
