package org.threadless.router.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.threadless.router.app.Phase;
import org.threadless.router.engine.call.Limits;
import org.threadless.router.engine.routing.AppCall;
import org.threadless.router.engine.routing.Trace;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;

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
  void anAppHasHalfOfThePlacesOutsideAndOthersGoOn() throws Exception {
    router.limits = new Limits(4);
    CountDownLatch outside = new CountDownLatch(2);
    CountDownLatch end = new CountDownLatch(1);
    router
        .app("slow")
        .on(
            Phase.HANDLE,
            message -> {
              if (!message.text().startsWith("slow")) {
                return false;
              }
              return message.outside(
                  () -> {
                    outside.countDown();
                    end.await();
                    return true;
                  });
            });
    router.app("other").on(Phase.HANDLE, message -> true);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Receipt> first = threads.submit(() -> router.incoming(from("1", "slow")));
      Future<Receipt> second = threads.submit(() -> router.incoming(from("2", "slow")));
      outside.await();

      Receipt third = router.incoming(from("3", "slow"));
      assertThat(third.status()).isEqualTo(IncomingStatus.QUEUED);
      assertThat(router.store.postponed.get(third.id()))
          .isEqualTo("app slow: too many messages wait for what it does outside");
      assertThat(router.incoming(from("4", "hello")).status()).isEqualTo(IncomingStatus.HANDLED);

      end.countDown();
      assertThat(first.get().status()).isEqualTo(IncomingStatus.HANDLED);
      assertThat(second.get().status()).isEqualTo(IncomingStatus.HANDLED);
      assertThat(router.incoming(from("5", "slow")).status()).isEqualTo(IncomingStatus.HANDLED);
    } finally {
      end.countDown();
      threads.shutdownNow();
    }
  }

  private static ReceivedMessage from(String phone, String text) {
    return ReceivedMessage.of(Connection.of("public", phone), text);
  }

  static Stream<Throwable> throwables() {
    return Stream.of(
        new IOException("nobody is there"),
        new NoClassDefFoundError("Nobody"),
        new IllegalStateException("nobody is there"));
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void whatItThrowsIsThrownInTheNextPassAndItIsNotDoneAgain(Throwable thrown) {
    router
        .app("asker")
        .on(
            Phase.HANDLE,
            message ->
                message.outside(
                    () -> {
                      done.add("asked");
                      if (thrown instanceof Error error) {
                        throw error;
                      }
                      throw (Exception) thrown;
                    }));

    Receipt receipt = router.incoming("write");

    assertThat(receipt.status()).isEqualTo(IncomingStatus.HANDLED);
    assertThat(done).containsExactly("asked");
    assertThat(router.store.routed.get(0).errors())
        .singleElement()
        .extracting("error")
        .isEqualTo(thrown.toString());
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
    router.trace =
        new Trace() {
          @Override
          public void called(AppCall call) {
            calls.add(call);
          }

          @Override
          public void anew() {
            calls.clear();
          }
        };
    asks("asker");

    router.incoming("write");

    assertThat(calls).extracting(AppCall::thrown).allMatch(thrown -> thrown.isEmpty());
    assertThat(calls)
        .filteredOn(call -> call.phase() == Phase.FILTER)
        .as("of the last pass")
        .hasSize(2);
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
