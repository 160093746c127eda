package org.threadless.backend.httptester;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.backend.httptester.page.WrittenScript;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.MessageStatus;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.script.Script;
import org.threadless.router.script.ScriptLine;

class WrittenScriptTest {

  private final MessageIds ids = new MessageIds();

  @Test
  void whatCameInAndItsReplyAreALineEach() {
    StoredMessage in = in("1", "echo = <x>");
    assertThat(WrittenScript.of(List.of(in, reply(in, "= <x>", OutgoingStatus.SENT))))
        .isEqualTo("1 > echo = <x>\n1 < = <x>\n");
  }

  @Test
  void anEmptyMessageIsALineWithoutAText() {
    assertThat(WrittenScript.of(List.of(in("1", "")))).isEqualTo("1 >\n");
  }

  @Test
  void whatWouldNotHoldAgainIsAComment() {
    StoredMessage in = in("1", "a");
    StoredMessage reminder = reply(in("1", "not shown"), "wake up", OutgoingStatus.SENT);

    assertThat(WrittenScript.of(List.of(in, reply(in, "b", OutgoingStatus.CANCELLED), reminder)))
        .isEqualTo(
            """
            1 > a
            # was cancelled, and did not go out: 1 < b
            # answers nothing above: 1 < wake up
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\u2028b", " a", "a\r"})
  void aTextThatAScriptCannotSayIsAComment(String text) {
    assertOnlyComments(in("1", text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a<b", "a>b", "#a", " a", "a@202601311530"})
  void anIdentityThatAScriptCannotNameIsAComment(String identity) {
    assertOnlyComments(in(identity, "hello"));
  }

  private void assertOnlyComments(StoredMessage message) {
    String script = WrittenScript.of(List.of(message, in("1", "readable")));

    assertThat(Script.parse(script).lines())
        .hasExactlyElementsOfTypes(ScriptLine.Note.class, ScriptLine.Says.class);
  }

  private StoredMessage in(String identity, String text) {
    return message(identity, Direction.IN, text, IncomingStatus.HANDLED, Optional.empty());
  }

  private StoredMessage reply(StoredMessage to, String text, MessageStatus status) {
    return message("1", Direction.OUT, text, status, Optional.of(to.id()));
  }

  private StoredMessage message(
      String identity,
      Direction direction,
      String text,
      MessageStatus status,
      Optional<UUID> answers) {
    return new StoredMessage(
        ids.next(),
        Connection.of("public", identity),
        direction,
        text,
        status,
        Instant.EPOCH,
        answers,
        Optional.empty(),
        Optional.empty());
  }
}
