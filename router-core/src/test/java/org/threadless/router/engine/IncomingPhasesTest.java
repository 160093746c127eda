package org.threadless.router.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.threadless.router.app.App;
import org.threadless.router.app.AppName;
import org.threadless.router.app.Messenger;
import org.threadless.router.app.Phase;
import org.threadless.router.engine.store.AppError;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;

class IncomingPhasesTest {

  private final Fixture router = new Fixture();

  @Test
  void appsAreCalledPhaseByPhaseInTheOrderTheConfigurationListsThem() {
    router.app("first");
    router.app("second");

    router.incoming("hello");

    assertThat(router.calls)
        .containsExactly(
            "first filter", "second filter",
            "first parse", "second parse",
            "first handle", "second handle",
            "first default", "second default",
            "first cleanup", "second cleanup");
  }

  @Test
  void filterReturningTrueStopsTheMessageAndCleanupIsNotCalled() {
    router.app("first").on(Phase.FILTER, message -> true);
    router.app("second");

    Receipt receipt = router.incoming("hello");

    assertThat(router.calls).containsExactly("first filter");
    assertThat(receipt.status()).isEqualTo(IncomingStatus.FILTERED);
  }

  @Test
  void theAppThatSaysThatItHasHandledAMessageIsKnown() {
    router.app("first").on(Phase.PARSE, message -> message.respond("so be it") != null);
    router.app("second").on(Phase.HANDLE, message -> true);

    router.incoming("hello");

    assertThat(routed().handledBy()).contains(new AppName("second"));
    assertThat(routed().outgoing())
        .extracting(Planned::app)
        .containsExactly(Optional.of(new AppName("first")));
  }

  @Test
  void whereNoneSaysSoItIsTheFirstThatReplies() {
    router.app("silent").on(Phase.PARSE, message -> true);
    router.app("first").on(Phase.DEFAULT, message -> message.respond("what?") == null);
    router.app("second").on(Phase.DEFAULT, message -> message.respond("how?") == null);

    router.incoming("hello");

    assertThat(routed().handledBy()).contains(new AppName("first"));
  }

  @Test
  void anAppThatFiltersAMessageHasHandledIt() {
    router.app("guard").on(Phase.FILTER, message -> true);

    router.incoming("hello");

    assertThat(routed().handledBy()).contains(new AppName("guard"));
  }

  @Test
  void anAppThatThrowsHasHandledNothing() {
    router
        .app("broken")
        .on(
            Phase.HANDLE,
            message -> {
              message.respond("never");
              throw new IOException("no forecast");
            });

    router.incoming("hello");

    assertThat(routed().handledBy()).isEmpty();
  }

  private Routed routed() {
    return router.store.routed.get(0);
  }

  @Test
  void repliesMadeBeforeAFilterStopsTheMessageAreStillSent() {
    router
        .app("first")
        .on(
            Phase.FILTER,
            message -> {
              message.respond("you are blocked");
              return true;
            });

    router.incoming("hello");

    assertThat(router.sent).containsExactly("public/1112223333: you are blocked");
  }

  @Test
  void handleReturningTrueSkipsHandleOfLaterAppsAndDefaultOfAll() {
    router.app("first").on(Phase.HANDLE, message -> true);
    router.app("second");

    Receipt receipt = router.incoming("hello");

    assertThat(router.calls)
        .containsExactly(
            "first filter",
            "second filter",
            "first parse",
            "second parse",
            "first handle",
            "first cleanup",
            "second cleanup");
    assertThat(receipt.status()).isEqualTo(IncomingStatus.HANDLED);
  }

  @Test
  void defaultReturningTrueSkipsDefaultOfLaterApps() {
    router.app("first").on(Phase.DEFAULT, message -> true);
    router.app("second");

    router.incoming("hello");

    assertThat(router.calls).contains("first default").doesNotContain("second default");
  }

  @Test
  void aMessageThatAlreadyHasAReplyCountsAsHandled() {
    router
        .app("first")
        .on(
            Phase.PARSE,
            message -> {
              message.respond("got it");
              return false;
            });

    router.incoming("hello");

    assertThat(router.calls).contains("first handle").doesNotContain("first default");
  }

  @Test
  void aMessageToSomebodyElseThatAnswersNothingDoesNotCountAsAReply() {
    router
        .app("first")
        .on(
            Phase.HANDLE,
            message -> {
              router.get(Messenger.class).send("for you", Fixture.BOB);
              return false;
            });

    router.incoming("hello");

    assertThat(router.calls).contains("first default");
    assertThat(router.sent).containsExactly("private/4445556666: for you");
  }

  @Test
  void cleanupRunsAfterEveryMessageThatWasNotFilteredHandledOrNot() {
    router.app("first").on(Phase.HANDLE, message -> message.text().equals("mine"));

    router.incoming("mine");
    router.incoming("not mine");

    assertThat(router.calls).filteredOn("first cleanup"::equals).hasSize(2);
  }

  @Test
  void anExceptionIsTheAppsOwnAndTheNextAppGoesOn() {
    router
        .app("first")
        .on(
            Phase.HANDLE,
            message -> {
              throw new IOException("no such file");
            });
    router.app("second").on(Phase.HANDLE, message -> true);

    Receipt receipt = router.incoming("hello");

    assertThat(router.calls).contains("second handle");
    assertThat(receipt.status()).isEqualTo(IncomingStatus.HANDLED);
    assertThat(onlyRouted().errors())
        .containsExactly(new AppError("first", "handle", "java.io.IOException: no such file"));
  }

  @Test
  void anExceptionInFilterDoesNotStopTheMessage() {
    router
        .app("first")
        .on(
            Phase.FILTER,
            message -> {
              throw new IllegalStateException();
            });

    assertThat(router.incoming("hello").status()).isEqualTo(IncomingStatus.HANDLED);
    assertThat(router.calls).contains("first handle");
  }

  @Test
  void whatAThrowingCallWroteIsUndoneAndOnlyThat() {
    router
        .app("first")
        .on(
            Phase.HANDLE,
            message -> {
              throw new IllegalStateException();
            });

    router.incoming("hello");

    // One mark before each of the five calls, and the undo right after the third one, handle.
    assertThat(router.store.calls)
        .containsExactly("mark", "mark", "mark", "undo", "mark", "mark", "commit", "close");
  }

  @Test
  void repliesThatAThrowingCallHadMadeAreDroppedAndEarlierOnesAreSent() {
    router
        .app("first")
        .on(
            Phase.PARSE,
            message -> {
              message.respond("earlier");
              return false;
            })
        .on(
            Phase.HANDLE,
            message -> {
              message.respond("too early");
              throw new IllegalStateException();
            });

    router.incoming("hello");

    assertThat(router.sent).containsExactly("public/1112223333: earlier");
  }

  @Test
  void aTextThatAThrowingCallHadChangedIsAsItWasBefore() {
    router
        .app("first")
        .on(
            Phase.PARSE,
            message -> {
              message.replaceText("changed");
              throw new IllegalStateException();
            });
    router.app("second").on(Phase.HANDLE, message -> message.text().equals("hello"));

    router.incoming("hello");

    assertThat(router.calls).doesNotContain("second default");
  }

  @Test
  void aTextThatAnAppChangesIsWhatLaterAppsSeeAndTheReceivedOneIsKept() {
    router
        .app("first")
        .on(
            Phase.PARSE,
            message -> {
              message.replaceText("changed");
              return false;
            });
    router.app("second").on(Phase.HANDLE, message -> message.text().equals("changed"));

    router.incoming("hello");

    assertThat(router.calls).doesNotContain("second default");
    assertThat(onlyRouted().message().receivedText()).isEqualTo("hello");
  }

  @Test
  void aStackOverflowIsCaughtAsTheAppsOwn() {
    router.app("first").on(Phase.HANDLE, message -> endless());
    router.app("second").on(Phase.HANDLE, message -> true);

    router.incoming("hello");

    assertThat(router.calls).contains("second handle");
  }

  @Test
  void aPhaseThatAnAppHasNoMethodForIsNotCalled() {
    router.app("quiet", Quiet.class, Quiet::new);

    router.incoming("hello");

    assertThat(router.store.calls).containsExactly("mark", "commit", "close");
  }

  @Test
  void anAppIsMadeAnewForEveryMessageAndKeptForAllItsPhases() {
    router.app("counting", Counting.class, Counting::new);

    assertThat(router.incoming("a").sent()).extracting("text").containsExactly("1");
    assertThat(router.incoming("b").sent()).extracting("text").containsExactly("1");
  }

  private Routed onlyRouted() {
    assertThat(router.store.routed).hasSize(1);
    return router.store.routed.get(0);
  }

  @SuppressWarnings("InfiniteRecursion")
  private static boolean endless() {
    return !endless();
  }

  /** Has one phase. */
  static final class Quiet implements App {
    @Override
    public void cleanup(IncomingMessage message) {}
  }

  /** Keeps state in a field from one phase to another. */
  static final class Counting implements App {
    private int seen;

    @Override
    public void parse(IncomingMessage message) {
      seen++;
    }

    @Override
    public boolean handle(IncomingMessage message) {
      message.respond(String.valueOf(seen));
      return true;
    }
  }
}
