package org.threadless.router.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.app.Phase;
import org.threadless.router.engine.routing.AppCall;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingMessage;

/** What an app does while no database connection is held. */
class OutsideTest {

  private final Fixture router = new Fixture();
  private final List<String> done = new ArrayList<>();

  @BeforeEach
  void writerIsFirst() {
    router
        .app("writer")
        .on(
            Phase.FILTER,
            message -> {
              router.store.open = message.text().startsWith("write");
              message.respond("written");
              return false;
            })
        .on(
            Phase.PARSE,
            message -> {
              message.replaceText(message.text() + "!");
              return false;
            });
  }

  @Test
  void whereNothingIsHeldItIsDoneInPassing() {
    asks("asker");

    Receipt receipt = router.incoming("hello");

    assertThat(texts(receipt)).containsExactly("written", "asker says hello!");
    assertThat(done).containsExactly("asker, open: false");
    assertThat(router.calls).filteredOn(call -> call.equals("writer filter")).hasSize(1);
  }

  @Test
  void whereAConnectionIsHeldItIsGivenBackFirstAndTheMessagePassesAllAppsAnew() {
    asks("asker");

    Receipt receipt = router.incoming("write");

    assertThat(texts(receipt)).containsExactly("written", "asker says write!");
    assertThat(done).containsExactly("asker, open: false");
    assertThat(router.calls).filteredOn(call -> call.equals("writer filter")).hasSize(2);
    assertThat(router.store.routed).hasSize(1);
    assertThat(router.store.routed.get(0).errors()).isEmpty();
  }

  @Test
  void whatSeveralAppsDoIsDoneOnceEach() {
    asks("one");
    asks("two");

    Receipt receipt = router.incoming("write");

    assertThat(texts(receipt)).containsExactly("written", "one says write!", "two says write!");
    assertThat(done).containsExactly("one, open: false", "two, open: false");
  }

  @Test
  void whatItThrowsIsThrownInTheNextPass() {
    router
        .app("asker")
        .on(
            Phase.HANDLE,
            message ->
                message.outside(
                    () -> {
                      throw new IOException("nobody is there");
                    }));

    Receipt receipt = router.incoming("write");

    assertThat(receipt.status()).isEqualTo(IncomingStatus.HANDLED);
    assertThat(router.store.routed.get(0).errors())
        .singleElement()
        .extracting("error")
        .isEqualTo("java.io.IOException: nobody is there");
  }

  @Test
  void anAppThatCatchesEverythingIsPassedAnewAsWell() {
    router
        .app("catcher")
        .on(
            Phase.HANDLE,
            message -> {
              try {
                return ask("catcher", message);
              } catch (Throwable e) {
                message.respond("caught");
                return true;
              }
            });

    assertThat(texts(router.incoming("write"))).containsExactly("written", "catcher says write!");
  }

  @Test
  void thatTheMessagePassesAnewIsNoFailureThatATraceSees() {
    List<AppCall> calls = new ArrayList<>();
    router.trace = calls::add;
    asks("asker");

    router.incoming("write");

    assertThat(calls).extracting(AppCall::thrown).allMatch(thrown -> thrown.isEmpty());
  }

  private void asks(String name) {
    router.app(name).on(Phase.HANDLE, message -> ask(name, message));
  }

  private boolean ask(String name, IncomingMessage message) throws Exception {
    String said =
        message.outside(
            () -> {
              done.add(name + ", open: " + router.store.open);
              return name + " says ";
            });
    message.respond(said + message.text());
    return false;
  }

  private static List<String> texts(Receipt receipt) {
    return receipt.sent().stream().map(OutgoingMessage::text).toList();
  }
}
