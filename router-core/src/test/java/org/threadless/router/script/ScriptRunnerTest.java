package org.threadless.router.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.script.LineResult.Outcome;

class ScriptRunnerTest {

  private final Answering router = new Answering();

  @Test
  void aConversationThatGoesAsWrittenPasses() {
    router.answer = (message, to) -> to.respond(message.text() + "!");

    ScriptResult result = run("# greetings\n1 > hello\n1 < hello!\n2 > bye\n2 < bye!");

    assertThat(result.passed()).isTrue();
    assertThat(outcomes(result))
        .containsExactly(Outcome.SKIPPED, Outcome.HELD, Outcome.HELD, Outcome.HELD, Outcome.HELD);
  }

  @Test
  void aFailureShowsTheScriptWithTheFirstLineThatDiffersAndWhatWasExpectedAndCame() {
    router.answer = (message, to) -> to.respond("hallo");

    ScriptResult result = run("# greetings\n1 > hello\n\n1 < hello\n1 > bye\n1 < bye");

    assertThat(result.passed()).isFalse();
    assertThat(result)
        .hasToString(
            """
                 1 | # greetings
                 2 | 1 > hello
                 3 |
            ->   4 | 1 < hello
                     expected: 'hello'
                     but got:  'hallo'
                 5 | 1 > bye
                 6 | 1 < bye""");
  }

  @Test
  void nothingIsTriedAfterTheFirstDifference() {
    ScriptResult result = run("1 > hello\n1 < hi\n1 > bye\n1 < bye");

    assertThat(outcomes(result))
        .containsExactly(Outcome.HELD, Outcome.DIFFERED, Outcome.NOT_REACHED, Outcome.NOT_REACHED);
    assertThat(router.received).hasSize(1);
  }

  @Test
  void aLineTakesTheOldestMessageOfItsIdentityAndMustEqualIt() {
    router.answer =
        (message, to) -> {
          to.respond("one");
          to.respond("two");
        };

    assertThat(run("1 > x\n1 < one\n1 < two").passed()).isTrue();
    assertThat(difference(run("1 > x\n1 < two\n1 < one"))).isEqualTo("2 'two' 'one'");
    assertThat(difference(run("1 > x\n1 < on"))).isEqualTo("2 'on' 'one'");
  }

  @Test
  void identitiesDoNotWaitForOneAnother() {
    router.answer = (message, to) -> to.respond(message.text());

    assertThat(run("1 > a\n2 > b\n2 < b\n1 < a").passed()).isTrue();
  }

  @Test
  void aMessageThatDoesNotComeIsADifference() {
    assertThat(difference(run("1 > hello\n1 < hi"))).isEqualTo("2 'hi' nothing");
  }

  @Test
  void aReplyThatNoLineTookIsADifferenceAtTheLineAfterWhichItCame() {
    router.answer = (message, to) -> to.respond(message.text());

    ScriptResult result = run("1 > a\n1 < a\n1 > b\n# the end");

    assertThat(difference(result)).isEqualTo("3 no further message 1 < 'b'");
  }

  @Test
  void aMessageToAnIdentityThatSaidNothingMustBeTakenToo() {
    router.answer = (message, to) -> to.tell("9", "an alert");

    assertThat(difference(run("1 > fire"))).isEqualTo("1 no further message 9 < 'an alert'");
    assertThat(run("1 > fire\n9 < an alert").passed()).isTrue();
  }

  @Test
  void aMessageThatNoneOfTheScriptsCausedIsTakenAsWell() {
    router.to("1").respond("a reminder");

    assertThat(run("1 < a reminder").passed()).isTrue();
  }

  @Test
  void messagesOfOtherBackendsAreNotTheScriptsBusiness() {
    router.answer = (message, to) -> router.add(Connection.of("other", "1"), "on another backend");

    assertThat(run("1 > hello").passed()).isTrue();
  }

  @Test
  void aReplyMayBeNoLongerThanTheSegmentsThatALineGrants() {
    router.answer = (message, to) -> to.respond("x".repeat(161));
    String conversation = "1 > long\n1 < " + "x".repeat(161);

    assertThat(run(conversation + "\n1 <= 2 segments").passed()).isTrue();
    assertThat(difference(run(conversation + "\n1 <= 1 segment")))
        .isEqualTo("3 at most 1 segment 2 segments");
  }

  @Test
  void segmentsWithoutAReplyAreADifference() {
    assertThat(difference(run("1 > long\n1 <= 1 segment")))
        .isEqualTo("2 a reply to this identity before this line nothing");
  }

  @Test
  void theStatusIsThatOfTheMessageOnTheLineBefore() {
    router.answer = (message, to) -> to.respond("no");
    router.status = IncomingStatus.FILTERED;

    assertThat(run("1 > spam\n1 is FILTERED\n1 < no\n1 is SENT").passed()).isTrue();
    assertThat(difference(run("1 > spam\n1 is HANDLED"))).isEqualTo("2 HANDLED FILTERED");
    assertThat(difference(run("1 > spam\n1 < no\n1 is FAILED"))).isEqualTo("3 FAILED SENT");
    assertThat(difference(run("1 > spam\n1 < no\n2 is SENT")))
        .isEqualTo("3 a message of this identity before this line nothing");
  }

  @Test
  void theTimeOfReceiptReachesTheRouter() {
    run("1@202601311530 > ping");

    assertThat(router.received.get(0).receivedAt()).contains(Instant.parse("2026-01-31T15:30:00Z"));
  }

  @Test
  void blanksAndLineBreaksInATextCanBeSeen() {
    router.answer = (message, to) -> to.respond("one\ntwo ");

    assertThat(difference(run("1 > x\n1 < one"))).isEqualTo("2 'one' 'one\\ntwo '");
  }

  private ScriptResult run(String script) {
    return new ScriptRunner(router, new BackendName("test")).run(Script.parse(script));
  }

  private static List<Outcome> outcomes(ScriptResult result) {
    return result.lines().stream().map(LineResult::outcome).toList();
  }

  private static String difference(ScriptResult result) {
    LineResult line = result.difference().orElseThrow();
    LineResult.Difference found = line.difference().orElseThrow();
    return line.line().number() + " " + found.expected() + " " + found.actual();
  }

  /** A router that answers as a test says. */
  private static final class Answering implements ScriptTarget {

    private final List<ReceivedMessage> received = new ArrayList<>();
    private final List<OutgoingMessage> sent = new ArrayList<>();
    private BiConsumer<ReceivedMessage, Reply> answer = (message, to) -> {};
    private IncomingStatus status = IncomingStatus.HANDLED;

    /** Where an answer goes. */
    private final class Reply {
      private final Connection connection;

      private Reply(Connection connection) {
        this.connection = connection;
      }

      void respond(String text) {
        add(connection, text);
      }

      void tell(String identity, String text) {
        add(Connection.of("test", identity), text);
      }
    }

    Reply to(String identity) {
      return new Reply(Connection.of("test", identity));
    }

    void add(Connection to, String text) {
      sent.add(new OutgoingMessage(UUID.randomUUID(), to, text, Optional.empty(), Instant.EPOCH));
    }

    @Override
    public Receipt incoming(ReceivedMessage message) {
      received.add(message);
      answer.accept(message, new Reply(message.connection()));
      return new Receipt(UUID.randomUUID(), status, false, List.of());
    }

    @Override
    public List<OutgoingMessage> takeSent() {
      List<OutgoingMessage> taken = List.copyOf(sent);
      sent.clear();
      return taken;
    }

    @Override
    public String statusOf(OutgoingMessage message) {
      return "SENT";
    }
  }
}
