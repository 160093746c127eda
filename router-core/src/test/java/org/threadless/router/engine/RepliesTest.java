package org.threadless.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.threadless.router.app.Cancellation;
import org.threadless.router.app.Messenger;
import org.threadless.router.app.NoRouteException;
import org.threadless.router.app.Phase;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.call.Limits;
import org.threadless.router.engine.routing.way.Route;
import org.threadless.router.engine.routing.way.Routes;
import org.threadless.router.engine.store.Departure;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.incoming.UnknownBackendException;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.InResponseTo;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.message.SendOptions;

class RepliesTest {

  private final Fixture router = new Fixture();

  private ScriptedApp replying(String name, String... replies) {
    return router
        .app(name)
        .on(
            Phase.HANDLE,
            message -> {
              for (String reply : replies) {
                message.respond(reply);
              }
              return false;
            });
  }

  @Test
  void repliesAreSentAfterTheLastPhaseInTheOrderTheyWereMade() {
    replying("first", "one", "two");
    replying("second", "three")
        .on(
            Phase.CLEANUP,
            message -> {
              assertThat(router.sent).isEmpty();
              message.respond("four");
              return false;
            });

    router.incoming("hello");

    assertThat(router.sent)
        .containsExactly(
            "public/1112223333: one",
            "public/1112223333: two",
            "public/1112223333: three",
            "public/1112223333: four");
  }

  @Test
  void repliesAreStoredBeforeTheyAreSentAndTheTransactionIsOverBySending() {
    replying("first", "one");
    router.publicBackend =
        message -> {
          router.store.calls.add("send");
          return SendResult.accepted();
        };

    router.incoming("hello");

    assertThat(router.store.calls).endsWith("commit", "close", "send", "record");
  }

  @Test
  void aReplyKnowsWhatItAnswersAndTheBackendIsGivenTheOriginalsIds() {
    replying("first", "one");
    OutgoingMessage[] given = new OutgoingMessage[1];
    router.publicBackend =
        message -> {
          given[0] = message;
          return SendResult.accepted();
        };

    Receipt receipt =
        router.incoming(ReceivedMessage.of(Fixture.ALICE, "hello").withExternalId("kannel-7"));

    assertThat(given[0].inResponseTo())
        .contains(new InResponseTo(receipt.id(), Optional.of("kannel-7")));
  }

  @Test
  void respondCanNameOtherConnectionsAndEachGetsAMessageOfItsOwn() {
    router
        .app("first")
        .on(
            Phase.HANDLE,
            message -> message.respond("news", Fixture.BOB, message.connection()).size() == 2);

    router.incoming("hello");

    assertThat(router.sent).containsExactly("private/4445556666: news", "public/1112223333: news");
  }

  @Test
  void respondingToABackendThatIsNotConfiguredIsTheAppsErrorAndNamesTheConfiguredOnes() {
    router
        .app("first")
        .on(
            Phase.HANDLE,
            message -> !message.respond("news", Connection.of("nowhere", "1")).isEmpty());

    router.incoming("hello");

    assertThat(router.sent).isEmpty();
    assertThat(router.store.routed.get(0).errors().get(0).error())
        .contains("nowhere")
        .endsWith("configured: private, public");
  }

  @Test
  void outgoingIsCalledInReverseOrder() {
    replying("first", "one");
    router.app("second");
    router.app("third");

    router.incoming("hello");

    assertThat(router.calls)
        .endsWith("third cleanup", "third outgoing", "second outgoing", "first outgoing");
  }

  @Test
  void theReasonForCancellingIsThatOfTheAppWhichSaysNo() {
    replying("first", "one", "two", "three");
    List<Optional<String>> reasons = new ArrayList<>();
    router
        .app("second")
        .onOutgoing(
            message -> {
              reasons.add(message.cancelReason());
              return message.text().equals("two") || message.cancel("it is " + message.text());
            });
    router
        .app("third")
        .onOutgoing(
            message -> {
              message.cancel("in two minds");
              if (message.text().equals("one")) {
                throw new IllegalStateException("broken");
              }
              return true;
            });

    router.incoming("hello");

    assertThat(reasons).containsOnly(Optional.empty());
    assertThat(router.sent).containsExactly("public/1112223333: two");
    assertThat(router.store.texts(OutgoingStatus.CANCELLED)).containsExactly("one", "three");
  }

  @Test
  void outgoingReturningFalseCancelsTheMessageAndItIsKeptAsCancelled() {
    replying("first", "one", "two");
    router.app("second").onOutgoing(message -> !message.text().equals("one"));

    Receipt receipt = router.incoming("hello");

    assertThat(router.sent).containsExactly("public/1112223333: two");
    assertThat(router.store.texts(OutgoingStatus.CANCELLED)).containsExactly("one");
    assertThat(receipt.sent()).extracting(OutgoingMessage::text).containsExactly("two");
    assertThat(router.calls).filteredOn("first outgoing"::equals).hasSize(1);
  }

  @Test
  void anExceptionInOutgoingIsKeptAndCountsAsGoOn() {
    replying("first", "one");
    router
        .app("second")
        .onOutgoing(
            message -> {
              message.replaceText("half changed");
              throw new IllegalStateException("oops");
            });

    router.incoming("hello");

    assertThat(router.sent).containsExactly("public/1112223333: one");
    Planned planned = router.store.routed.get(0).outgoing().get(0);
    assertThat(planned.errors())
        .singleElement()
        .hasToString(
            "AppError[app=second, phase=outgoing, error=java.lang.IllegalStateException: oops]");
  }

  @Test
  void outgoingMayChangeTheText() {
    replying("first", "one");
    router
        .app("second")
        .onOutgoing(
            message -> {
              message.replaceText(message.text() + " -- the team");
              return true;
            });

    router.incoming("hello");

    assertThat(router.sent).containsExactly("public/1112223333: one -- the team");
  }

  @Test
  void noMessageCanBeMadeInOutgoingSinceThatWouldNeverEnd() {
    replying("first", "one");
    router
        .app("second")
        .onOutgoing(message -> !router.get(Messenger.class).send("a copy", Fixture.BOB).isEmpty());

    router.incoming("hello");

    assertThat(router.sent).containsExactly("public/1112223333: one");
  }

  @Test
  void oneRecipientsFailureIsNotAnothers() {
    router
        .app("first")
        .on(Phase.HANDLE, message -> message.respond("news", Fixture.ALICE, Fixture.BOB).isEmpty());
    router.publicBackend = message -> SendResult.refused("no such number");

    router.incoming("hello");

    assertThat(router.store.outcomes)
        .extracting(SendOutcome::result)
        .containsExactly(new SendResult.Refused("no such number"), SendResult.accepted());
  }

  @Test
  void anExceptionFromABackendCountsAsWorthRetrying() {
    replying("first", "one");
    router.publicBackend =
        message -> {
          throw new IllegalStateException("cable cut");
        };

    router.incoming("hello");

    assertThat(router.store.backlog.postponed)
        .extracting(each -> each.failure().orElseThrow().reason())
        .containsExactly("java.lang.IllegalStateException: cable cut");
  }

  @Test
  void aBackendThatReturnsNothingCountsAsWorthRetrying() {
    replying("first", "one");
    router.publicBackend = message -> null;

    router.incoming("hello");

    assertThat(router.store.outcomes).isEmpty();
    assertThat(router.store.backlog.postponed).hasSize(1);
  }

  @Test
  void theOutcomeIsRecordedAsTheGatewayGaveIt() {
    replying("first", "one");
    SendResult result = new SendResult.Accepted(Optional.of("gw-1"));
    router.publicBackend = message -> result;

    Receipt receipt = router.incoming("hello");

    assertThat(router.store.outcomes)
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.result()).isEqualTo(result);
              assertThat(outcome.messageId()).isEqualTo(receipt.sent().get(0).id());
            });
  }

  @Test
  void sendFromAnywhereElseStoresThenSendsAndAppsSeeItGoingOut() {
    router.app("first").onOutgoing(message -> !message.connection().equals(Fixture.BOB));

    router.get(Messenger.class).send("wake up", Fixture.ALICE, Fixture.BOB);

    assertThat(router.store.started)
        .extracting(Planned::status)
        .containsExactly(OutgoingStatus.QUEUED, OutgoingStatus.CANCELLED);
    assertThat(router.store.started.get(0).message().inResponseTo()).isEmpty();
    assertThat(router.sent).containsExactly("public/1112223333: wake up");
    assertThat(router.store.outcomes).hasSize(1);
  }

  @Test
  void sendFromAnAppBelongsToTheMessageItHasBeforeIt() {
    router
        .app("first")
        .on(
            Phase.HANDLE,
            message -> !router.get(Messenger.class).send("alert", Fixture.BOB).isEmpty());

    router.incoming("hello");

    assertThat(router.store.started).isEmpty();
    assertThat(router.store.texts(OutgoingStatus.QUEUED)).containsExactly("alert");
  }

  @Test
  void sendToABackendThatIsNotConfiguredSendsNothingAtAll() {
    Messenger messenger = router.get(Messenger.class);

    assertThatThrownBy(() -> messenger.send("hello", Fixture.ALICE, Connection.of("nowhere", "1")))
        .isInstanceOf(UnknownBackendException.class)
        .hasMessage("no backend is configured as nowhere; configured: private, public");
    assertThat(router.sent).isEmpty();
    assertThat(router.store.calls).isEmpty();
  }

  @Test
  void whoNamesNoBackendSendsByTheRoutes() {
    router.routes =
        new Routes(
            List.of(
                new Route("+254", Map.of(new BackendName("public"), 1)),
                new Route("+2547", Map.of(new BackendName("private"), 1))));

    router
        .get(Messenger.class)
        .send("hello", new Identity("+254200000000"), new Identity("+254700000000"));

    assertThat(router.sent)
        .containsExactly("public/+254200000000: hello", "private/+254700000000: hello");
  }

  @Test
  void whereOneHasNoRouteNothingIsSentAtAll() {
    router.routes = new Routes(List.of(new Route("+254", Map.of(new BackendName("public"), 1))));
    Messenger messenger = router.get(Messenger.class);

    assertThatThrownBy(
            () -> messenger.send("hello", new Identity("+254200000000"), new Identity("+49")))
        .isInstanceOf(NoRouteException.class)
        .hasMessage("no route leads to +49; the routes are for +254");
    assertThat(router.sent).isEmpty();
    assertThat(router.store.calls).isEmpty();
  }

  @Test
  void aReplyForLaterIsStoredWithItsTimeAndNotSentNow() {
    Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    router
        .app("first")
        .on(
            Phase.HANDLE,
            message -> {
              message.respond("reminder", SendOptions.none().notBefore(tomorrow));
              message.respond("ok");
              return true;
            });

    Receipt receipt = router.incoming("hello");

    assertThat(router.sent).containsExactly("public/1112223333: ok");
    assertThat(receipt.sent()).extracting(OutgoingMessage::text).containsExactly("ok");
    Planned reminder = router.store.routed.get(0).outgoing().get(0);
    assertThat(reminder.departure()).isEqualTo(Departure.SCHEDULED);
    assertThat(reminder.status()).isEqualTo(OutgoingStatus.QUEUED);
    assertThat(reminder.message().notBefore()).contains(tomorrow);
  }

  @Test
  void oneWhoseTimeIsPastIsSentAtOnce() {
    SendOptions past = SendOptions.none().notBefore(Instant.now().minusSeconds(1));

    List<OutgoingMessage> sent = router.get(Messenger.class).send("late", past, Fixture.ALICE);

    assertThat(router.sent).containsExactly("public/1112223333: late");
    assertThat(sent.get(0).notBefore()).isEmpty();
  }

  @Test
  void ofManyMessagesTenGoAtOnceAndTheRestInTurn() {
    router.limits = new Limits(100);
    List<Connection> phones =
        IntStream.range(0, 500).mapToObj(n -> Connection.of("public", "phone" + n)).toList();

    List<OutgoingMessage> all = router.get(Messenger.class).send("news", phones);

    assertThat(all).hasSize(500);
    assertThat(router.sent).hasSize(10).startsWith("public/phone0: news");
    assertThat(router.store.started.subList(10, 500))
        .extracting(Planned::departure)
        .containsOnly(Departure.IN_TURN);
  }

  @Test
  void tenGoAtOnce() {
    router.limits = new Limits(100);
    List<Connection> phones =
        IntStream.range(0, 10).mapToObj(n -> Connection.of("public", "phone" + n)).toList();

    List<OutgoingMessage> unused = router.get(Messenger.class).send("news", phones);

    assertThat(router.sent).hasSize(10);
  }

  @Test
  void aReplyGoesAtOnceThoughItIsMadeAfterManyOthers() {
    router.limits = new Limits(100);
    router
        .app("first")
        .on(
            Phase.HANDLE,
            message -> {
              for (int n = 0; n < 20; n++) {
                router.get(Messenger.class).send("news", Connection.of("private", "phone" + n));
              }
              message.respond("sent to 20");
              return true;
            });

    router.incoming("broadcast");

    assertThat(router.sent).hasSize(10).contains("public/1112223333: sent to 20");
  }

  @Test
  void messagesOfOneConnectionAllGoTheSameWay() {
    router.limits = new Limits(100);
    router
        .app("first")
        .on(
            Phase.HANDLE,
            message -> {
              for (int n = 0; n < 11; n++) {
                message.respond("part " + n);
              }
              message.respond("to another", Fixture.BOB);
              return true;
            });

    router.incoming("long");

    assertThat(router.sent).containsExactly("private/4445556666: to another");
    assertThat(router.store.routed.get(0).outgoing().subList(0, 11))
        .extracting(Planned::departure)
        .containsOnly(Departure.IN_TURN);
  }

  @Test
  void theMessengerCancelsWhatIsStored() {
    UUID message = new MessageIds().next();

    assertThat(router.get(Messenger.class).cancel(message)).isEqualTo(Cancellation.DONE);
    assertThat(router.store.calls).containsExactly("cancel " + message);
  }
}
