package org.threadless.router.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoopTest {

  private final Loop loop = new Loop("a loop of a test", Duration.ofMillis(1));

  /** One of each kind that a turn may throw. */
  static List<Throwable> throwables() {
    return List.of(
        new IllegalStateException("no"),
        new Exception("checked"),
        new InterruptedException(),
        new AssertionError("never"),
        new NoClassDefFoundError("Gone"),
        new ExceptionInInitializerError(new IllegalStateException()),
        new StackOverflowError(),
        new InternalError(),
        new Throwable("neither"),
        new Unspeakable());
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void whateverATurnThrowsTheNextOneComes(Throwable thrown) {
    List<String> turns = new ArrayList<>();

    loop.run(
        () -> turns.size() < 3,
        () -> {
          turns.add("turn");
          LoopTest.sneak(thrown);
        });

    assertThat(turns).hasSize(3);
  }

  @Test
  void aTurnThatFailsIsFollowedByAPause() throws Exception {
    Iterator<Boolean> goesOn = List.of(true, false).iterator();
    Thread thread =
        new Thread(
            () ->
                new Loop("a loop of a test", Duration.ofHours(1))
                    .run(goesOn::next, () -> LoopTest.sneak(new AssertionError("never"))));
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }

    // Nobody waits for an hour.
    thread.interrupt();

    thread.join();
    assertThat(goesOn.hasNext()).isFalse();
  }

  @Test
  void anInterruptEndsWithItsTurn() {
    boolean well = loop.take(() -> Thread.currentThread().interrupt());

    assertThat(well).isTrue();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void itIsToldWhetherATurnCameToItsEnd() {
    assertThat(loop.take(() -> {})).isTrue();
    assertThat(
            loop.take(
                () -> {
                  throw new AssertionError("never");
                }))
        .isFalse();
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
