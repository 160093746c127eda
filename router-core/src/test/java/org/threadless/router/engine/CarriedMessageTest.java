package org.threadless.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.threadless.router.app.Phase;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.incoming.CarriedMessage;
import org.threadless.router.incoming.InlineRouting;
import org.threadless.router.incoming.OverloadException;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.ReceivedMessage;

/** What a handler brings back that it has kept elsewhere. */
class CarriedMessageTest {

  private static final Instant TIME = Instant.parse("2026-01-31T15:30:00Z");

  private final Fixture router = new Fixture();
  private final UUID id = new MessageIds().next();

  @Test
  void itIsRoutedUnderTheIdThatItHasSinceItCameIn() {
    router.app("first").on(Phase.HANDLE, message -> message.receivedAt().equals(TIME));

    Receipt receipt = route(carried("hello"));

    assertThat(receipt.id()).isEqualTo(id);
    assertThat(receipt.status()).isEqualTo(IncomingStatus.HANDLED);
    assertThat(router.store.routed)
        .singleElement()
        .satisfies(routed -> assertThat(routed.message().id()).isEqualTo(id));
    assertThat(router.calls).doesNotContain("first default");
  }

  @Test
  void whatIsBroughtAgainAndWasRoutedNoAppSees() {
    router.app("first");
    route(carried("hello").again());
    router.calls.clear();

    Receipt again = route(carried("hello").again());

    assertThat(again.duplicate()).isTrue();
    assertThat(again.id()).isEqualTo(id);
    assertThat(router.calls).isEmpty();
    assertThat(router.store.routed).hasSize(1);
  }

  @Test
  void aCopyOfTheGatewaysIsNotRoutedAgain() {
    router.app("first");
    ReceivedMessage message = ReceivedMessage.of(Fixture.ALICE, "hello").withExternalId("7");
    router.incoming(message);
    router.calls.clear();

    assertThat(route(new CarriedMessage(id, message, TIME, false)).duplicate()).isTrue();

    assertThat(router.calls).isEmpty();
  }

  @Test
  void whatAnotherNodeHasInHandIsToBeBroughtAgainSoThatNothingOvertakesIt() {
    router.store.claim(message());

    assertThatThrownBy(() -> route(carried("hello").again())).isInstanceOf(OverloadException.class);

    router.store.backlog.holding.add(Fixture.ALICE + " " + Direction.IN);
    assertThat(route(carried("hello").again()).status()).isEqualTo(IncomingStatus.QUEUED);
  }

  @Test
  void itWaitsBehindThoseOfItsConnectionThatWait() {
    router.app("first");
    router.store.backlog.holding.add(Fixture.ALICE + " " + Direction.IN);

    Receipt receipt = route(carried("hello"));

    assertThat(receipt.status()).isEqualTo(IncomingStatus.QUEUED);
    assertThat(router.store.queued)
        .singleElement()
        .satisfies(queued -> assertThat(queued.id()).isEqualTo(id));
    assertThat(router.calls).isEmpty();
  }

  @Test
  void whileTheDatabaseIsAwayItIsTheHandlersAndWaitsNowhereElse() {
    router.store.onCommit = new StoreUnavailableException("away", null);

    assertThatThrownBy(() -> route(carried("hello"))).isInstanceOf(StoreUnavailableException.class);

    assertThat(router.store.backlog.letWait).isEmpty();
    assertThat(router.store.queued).isEmpty();
  }

  private IncomingMessage message() {
    Outbox outbox = new Outbox(new MessageIds(), InstantSource.fixed(TIME), backend -> {});
    return new IncomingMessage(id, carried("hello").message(), TIME, outbox);
  }

  private CarriedMessage carried(String text) {
    return new CarriedMessage(id, ReceivedMessage.of(Fixture.ALICE, text), TIME, false);
  }

  private Receipt route(CarriedMessage carried) {
    return router.get(InlineRouting.class).route(carried);
  }
}
