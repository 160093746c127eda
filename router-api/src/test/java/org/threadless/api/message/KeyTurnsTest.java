package org.threadless.api.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyTurnsTest {

  private final KeyTurns turns = new KeyTurns();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void oneAfterTheOtherOfAKeyHasItsTurnAndOfOthersAtOnce() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Future<String> first =
        threads.submit(
            () ->
                turns.inTurn(
                    "a",
                    () -> {
                      begun.countDown();
                      await(end);
                      done.add("first");
                      return "first";
                    }));
    begun.await();
    Future<String> second = threads.submit(() -> turns.inTurn("a", () -> add("second")));

    assertThat(turns.inTurn("b", () -> add("other"))).isEqualTo("other");
    end.countDown();

    assertThat(first.get()).isEqualTo("first");
    assertThat(second.get()).isEqualTo("second");
    assertThat(done).containsExactly("other", "first", "second");
  }

  @Test
  void whatThrowsGivesItsTurnBack() {
    try {
      turns.inTurn(
          "a",
          () -> {
            throw new IllegalStateException("broken");
          });
    } catch (IllegalStateException e) {
      add(e.getMessage());
    }

    assertThat(turns.inTurn("a", () -> add("next"))).isEqualTo("next");
    assertThat(done).containsExactly("broken", "next");
  }

  private String add(String what) {
    done.add(what);
    return what;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
