package org.threadless.router.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.threadless.router.app.LaterException;
import org.threadless.router.app.Phase;
import org.threadless.router.engine.backlog.Dealt;
import org.threadless.router.engine.backlog.Deaths;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.engine.backlog.QueuedMessage;
import org.threadless.router.engine.store.AppError;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.ReceivedMessage;

/** An app that lets a message wait. */
class LaterTest {

  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");

  private final Fixture router = new Fixture();

  LaterTest() {
    router.clock = () -> NOW;
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"FILTER", "PARSE", "HANDLE", "DEFAULT", "CLEANUP"})
  void fromEachIncomingPhaseAnAppLetsAMessageWait(Phase phase) {
    router.app("slow").on(phase, message -> later());

    Receipt receipt = router.incoming("hello");

    assertThat(receipt.status()).isEqualTo(IncomingStatus.QUEUED);
    assertThat(router.store.queued).singleElement().extracting("id").isEqualTo(receipt.id());
    assertThat(router.store.routed).isEmpty();
  }

  @Test
  void nothingIsLeftOfWhatWasMadeBeforeNoAppComesAfterAndNoneIsRoutedTwiceAtOnce() {
    router
        .app("first")
        .on(
            Phase.HANDLE,
            message -> {
              message.respond("hi");
              return false;
            });
    router.app("slow").on(Phase.HANDLE, message -> later());
    router.app("last");

    Receipt receipt = router.incoming("hello");

    assertThat(receipt.sent()).isEmpty();
    assertThat(router.sent).isEmpty();
    assertThat(router.calls).endsWith("slow handle").doesNotContain("last handle");
    assertThat(router.store.calls).doesNotContain("commit").contains("close");
  }

  @Test
  void itWaitsWithWhoLetItWaitAndWhy() {
    router.app("slow").on(Phase.HANDLE, message -> later());

    Receipt receipt = router.incoming("hello");

    assertThat(router.store.postponed).containsEntry(receipt.id(), "app slow: the program is away");
  }

  @Test
  void aMessageWithAnExternalIdWaitsAsOneThatWasClaimedAndACopyIsOne() {
    router.app("slow").on(Phase.HANDLE, message -> later());
    ReceivedMessage received = ReceivedMessage.of(Fixture.ALICE, "hello").withExternalId("7");

    Receipt first = router.incoming(received);
    Receipt copy = router.incoming(received);

    assertThat(first.status()).isEqualTo(IncomingStatus.QUEUED);
    assertThat(copy).isEqualTo(Receipt.ofDuplicate(first.id(), IncomingStatus.QUEUED));
    assertThat(router.store.queued).hasSize(1);
  }

  @Test
  void oneThatWaitsIsTriedAgainAfterLongerEachTime() {
    router.app("slow").on(Phase.HANDLE, message -> later());

    Dealt.Again again = (Dealt.Again) deal(3, NOW.minusSeconds(60));

    assertThat(again.failure().orElseThrow().attempts()).isEqualTo(4);
    // 2 s, 4 s, 8 s, then 16 s, give or take a fifth.
    assertThat(again.due())
        .isBetween(NOW.plus(Duration.ofMillis(12_800)), NOW.plus(Duration.ofMillis(19_200)));
  }

  @Test
  void anAppMaySayHowLongAtLeast() {
    router
        .app("slow")
        .on(
            Phase.HANDLE,
            message -> {
              throw new LaterException("busy", Duration.ofMinutes(5));
            });

    Dealt.Again again = (Dealt.Again) deal(0, NOW);

    assertThat(again.due()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
  }

  @Test
  void oneThatIsGivenUpBeforeTheNextTimeIsTriedOnceMoreThen() {
    router.app("slow").on(Phase.HANDLE, message -> later());
    Instant since = NOW.minus(Duration.ofDays(3)).plusSeconds(3);

    Dealt.Again again = (Dealt.Again) deal(20, since);

    assertThat(again.due()).isEqualTo(NOW.plusSeconds(3));
  }

  @Test
  void oneThatHasWaitedForTooLongIsErroredWithWhoLetItWaitAndWhy() {
    router.app("slow").on(Phase.HANDLE, message -> later());

    Dealt dealt = deal(20, NOW.minus(Duration.ofDays(3)));

    assertThat(dealt).isEqualTo(Dealt.routed());
    Routed routed = router.store.routed.get(0);
    assertThat(routed.status()).isEqualTo(IncomingStatus.ERRORED);
    assertThat(routed.errors())
        .containsExactly(new AppError("slow", "handle", "given up after 72h: the program is away"));
  }

  @Test
  void oneThatWaitedAndIsRoutedIsDone() {
    router.app("quick").on(Phase.HANDLE, message -> true);

    assertThat(deal(3, NOW.minusSeconds(60))).isEqualTo(Dealt.routed());

    assertThat(router.store.routed.get(0).status()).isEqualTo(IncomingStatus.HANDLED);
  }

  @Test
  void whileAMessageGoesOutItIsAnExceptionLikeAnyOther() {
    router
        .app("slow")
        .on(
            Phase.HANDLE,
            message -> {
              message.respond("hi");
              return true;
            })
        .onOutgoing(message -> later());

    Receipt receipt = router.incoming("hello");

    assertThat(receipt.status()).isEqualTo(IncomingStatus.HANDLED);
    assertThat(router.sent).containsExactly("public/1112223333: hi");
  }

  private Dealt deal(int attempts, Instant since) {
    return router
        .get(DueWork.class)
        .deal(
            new QueuedMessage(
                new MessageIds().next(),
                ReceivedMessage.of(Fixture.ALICE, "hello"),
                since,
                Deaths.none(),
                attempts,
                since));
  }

  private static boolean later() {
    throw new LaterException("the program is away");
  }
}
