package org.threadless.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.threadless.router.app.AppName;
import org.threadless.router.app.LaterException;
import org.threadless.router.app.Phase;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.call.Limits;
import org.threadless.router.engine.observing.Observation;
import org.threadless.router.engine.observing.Observer;
import org.threadless.router.engine.observing.Observers;
import org.threadless.router.engine.routing.rehearsal.Rehearsal;
import org.threadless.router.incoming.OverloadException;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;

class ObserverTest {

  private final Fixture router = new Fixture();
  private final List<String> seen = new ArrayList<>();

  /** Writes down what it sees. */
  private final class Written implements Observer {

    private final String who;

    Written(String who) {
      this.who = who;
    }

    private <T> Observation<T> begun(String what) {
      seen.add(who + what);
      return new Observation<>() {
        @Override
        public void ended(T result) {
          seen.add(who + "/" + what);
        }

        @Override
        public void failed(Throwable thrown) {
          seen.add(who + "/" + what + " " + thrown.getClass().getSimpleName());
        }
      };
    }

    @Override
    public Observation<Receipt> receiving(ReceivedMessage message) {
      return begun("receive");
    }

    @Override
    public Observation<Receipt> routing(IncomingMessage message) {
      return begun("route");
    }

    @Override
    public Observation<Boolean> calling(AppName app, Phase phase, UUID message) {
      return begun(app + " " + phase);
    }

    @Override
    public Observation<SendResult> sending(OutgoingMessage message) {
      return begun("send " + message.connection().backend());
    }

    @Override
    public void postponed(OutgoingMessage message, SendResult.WorthRetrying result) {
      seen.add(who + "again: " + result.reason());
    }

    @Override
    public void isDown(BackendName backend) {
      seen.add(who + backend + " is down");
    }
  }

  private void observe(String who) {
    router.get(Observers.class).add(new Written(who));
  }

  private void answers() {
    router.app("first").on(Phase.HANDLE, message -> message.respond("hi") != null);
  }

  @Test
  void theWayOfAMessageIsSeenFromItsComingToItsReply() {
    answers();
    observe("");

    router.incoming("hello");

    assertThat(seen)
        .containsExactly(
            "receive",
            "route",
            "first filter",
            "/first filter",
            "first parse",
            "/first parse",
            "first handle",
            "/first handle",
            "first cleanup",
            "/first cleanup",
            "first outgoing",
            "/first outgoing",
            "send public",
            "/send public",
            "/route",
            "/receive");
  }

  @Test
  void ofSeveralTheFirstSeesABeginningFirstAndAnEndLast() {
    observe("a:");
    observe("b:");

    router.incoming("hello");

    assertThat(seen)
        .containsExactly(
            "a:receive",
            "b:receive",
            "a:route",
            "b:route",
            "b:/route",
            "a:/route",
            "b:/receive",
            "a:/receive");
  }

  @Test
  void whatAnAppThrowsIsSeen() {
    router
        .app("first")
        .on(
            Phase.PARSE,
            message -> {
              throw new IllegalStateException("no");
            });
    observe("");

    router.incoming("hello");

    assertThat(seen).contains("/first parse IllegalStateException", "/route", "/receive");
    assertThat(Observer.isErrorOfApp(new IllegalStateException("no"))).isTrue();
    assertThat(Observer.isErrorOfApp(new LaterException("not yet"))).isFalse();
  }

  @Test
  void whoMustBringItsMessageAgainIsSeenToo() {
    router.limits = new Limits(0);
    observe("");

    assertThatThrownBy(() -> router.incoming("hello")).isInstanceOf(OverloadException.class);

    assertThat(seen).containsExactly("receive", "/receive OverloadException");
  }

  @Test
  void eachTryAndAnOutageAreSeen() {
    answers();
    router.publicBackend = message -> SendResult.retry("no route");
    observe("");

    for (int i = 0; i < 5; i++) {
      router.incoming(ReceivedMessage.of(Connection.of("public", "phone-" + i), "hello"));
    }

    assertThat(seen.stream().filter("again: no route"::equals)).hasSize(5);
    assertThat(seen).containsOnlyOnce("public is down");
  }

  @Test
  void whatIsTriedOutIsNotSeen() {
    answers();
    observe("");

    router.get(Rehearsal.class).of(ReceivedMessage.of(Fixture.ALICE, "hello"));

    assertThat(seen).isEmpty();
  }
}
