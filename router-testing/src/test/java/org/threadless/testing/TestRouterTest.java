package org.threadless.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.router.ProjectName;
import org.threadless.router.app.Messenger;
import org.threadless.router.app.Phase;
import org.threadless.router.backend.ReportResult;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.Conversations;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.Connection;
import org.threadless.router.message.GatewayReport;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.message.ReportedState;

class TestRouterTest {

  @RegisterExtension
  private final RouterExtension router =
      TestRouter.builder().app(new NotesPlugin()).projectName("Notebook").extension();

  @Test
  void aConversationThatGoesAsWrittenPasses() {
    router.script(
        """
        # everybody has notes of their own
        1112223333 > note buy milk
        1112223333 < noted
        1112223333 <= 1 segment
        1112223333 is SENT
        4445556666 > notes
        4445556666 <
        1112223333 > notes
        1112223333 < buy milk
        """);
  }

  @Test
  void aFailureShowsTheScriptWithTheFirstLineThatDiffers() {
    assertThatThrownBy(
            () ->
                router.script(
                    """
                    1 > note buy milk
                    1 < noted
                    1 > notes
                    1 < buy silk
                    """))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            the script differs
                 1 | 1 > note buy milk
                 2 | 1 < noted
                 3 | 1 > notes
            ->   4 | 1 < buy silk
                     expected: 'buy silk'
                     but got:  'buy milk'""");
  }

  @Test
  void aReplyThatNoLineExpectedFailsTheScript() {
    assertThatThrownBy(() -> router.script("1 > note buy milk"))
        .hasMessageContaining("expected: no further message")
        .hasMessageContaining("but got:  1 < 'noted'");
  }

  @Test
  void anAppThatThrowsFailsTheScriptAlthoughEveryLineHolds() {
    assertThatThrownBy(() -> router.script("1 > lose this"))
        .hasMessageStartingWith("the script holds, but an app threw")
        .hasMessageEndingWith("handle of the app notes threw java.lang.IllegalStateException: lost")
        .satisfies(error -> assertThat(error.getSuppressed()).hasSize(1));
  }

  @Test
  void whatAThrowingAppWroteIsGone(TestRouter tested, NotesPlugin.NoteMapper notes) {
    tested.say("lose this");

    assertThat(notes.of("1112223333")).isEmpty();
    assertThat(tested.failures())
        .singleElement()
        .satisfies(call -> assertThat(call.phase()).isEqualTo(Phase.HANDLE));
  }

  @Test
  void aTestMayAskForWhatAnAppCouldHaveInjected(
      Messenger messenger,
      ProjectName name,
      Conversations conversations,
      RecordingBackend backend) {
    messenger.send("a reminder of " + name, TestRouter.SOMEBODY);

    assertThat(backend.texts()).containsExactly("a reminder of Notebook");
    assertThat(conversations.conversation(TestRouter.SOMEBODY, 10)).hasSize(1);
    router.script("1112223333 < a reminder of Notebook");
  }

  @Test
  void whatWasSaidBeforeAScriptIsNotItsBusiness() {
    assertThat(router.say("note buy milk")).containsExactly("noted");

    router.script("1112223333 > notes\n1112223333 < buy milk");
  }

  @Test
  void theClockGoesWithTheSystemsUntilItIsSetAndStandsStillFromThen(SettableClock clock) {
    Instant before = Instant.now();
    assertThat(clock.instant()).isBetween(before, before.plusSeconds(60));
    clock.set(Instant.EPOCH);
    router.script("1 > time\n1 < 1970-01-01T00:00:00Z");
    clock.advance(Duration.ofHours(1));
    router.script("1 > time\n1 < 1970-01-01T01:00:00Z");
  }

  @Test
  void eachTestHasARouterOfItsOwn() {
    router.script("1 > notes\n1 <");
    router.script("1 > note one\n1 < noted");
  }

  @Test
  void eachTestHasARouterOfItsOwnWhicheverComesFirst() {
    eachTestHasARouterOfItsOwn();
  }

  @Test
  void aBackendThatFailsForSomeSendsToTheOthers() {
    RecordingBackend failing = RecordingBackend.failingFor(SendResult.refused("barred"), "1", "2");
    try (TestRouter tested =
        TestRouter.builder().app(new AnsweringPlugin()).backend("test", failing).start()) {
      tested.script("1 > a\n1 < a\n1 is FAILED\n3 > b\n3 < b\n3 is SENT");
    }
  }

  @Test
  void aBackendThatRaisesCostsNobodyTheirMessage() {
    RecordingBackend raising = RecordingBackend.raising(new IllegalStateException("unplugged"));
    try (TestRouter tested =
        TestRouter.builder().app(new AnsweringPlugin()).backend("test", raising).start()) {
      tested.script("1 > a\n1 is HANDLED\n1 < a\n1 is QUEUED");
    }
  }

  @Test
  void aTestMayReportOnAMessageByTheIdThatItsBackendGaveIt() {
    try (TestRouter naming =
        TestRouter.builder()
            .app(new AnsweringPlugin())
            .backend("test", RecordingBackend.naming())
            .start()) {
      naming.say("hello");

      ReportResult result =
          naming
              .reports()
              .report(
                  new GatewayReport(
                      TestRouter.SOMEBODY.backend(),
                      "1",
                      ReportedState.DELIVERED,
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty()));

      assertThat(result).isEqualTo(ReportResult.STORED);
      assertThat(naming.conversations().conversation(TestRouter.SOMEBODY, 10))
          .last()
          .extracting(StoredMessage::status)
          .isEqualTo(OutgoingStatus.DELIVERED);
    }
  }

  @Test
  void aSlowBackendHoldsItsOwnMessagesOnly() throws Exception {
    SlowBackend slow = new SlowBackend();
    try (TestRouter tested =
        TestRouter.builder().app(new AnsweringPlugin()).backend("slow", slow).start()) {
      CompletableFuture<Void> waiting =
          CompletableFuture.runAsync(
              () -> tested.incoming(ReceivedMessage.of(Connection.of("slow", "1"), "hello")));
      slow.awaitMessage();
      tested.script("1 > hello\n1 < hello");
      assertThat(waiting).isNotDone();

      slow.release();

      waiting.get(2, TimeUnit.MINUTES);
    }
  }

  @Test
  void outsideOfATestThereIsNoRouter() {
    RouterExtension idle = TestRouter.builder().extension();

    assertThatThrownBy(idle::router).isInstanceOf(IllegalStateException.class);
  }
}
