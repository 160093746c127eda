package org.threadless.router.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.threadless.router.handler.Handler;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Dialog;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;

class DialogAppTest {

  private static final Connection ALICE = Connection.of("public", "1112223333");

  private final Remembered dialogs = new Remembered();

  /** Asks for a name, and leaves where it is told to. */
  private class Names extends DialogApp {

    private final boolean leaves;

    Names(boolean leaves) {
      super(dialogs);
      this.leaves = leaves;
    }

    @Override
    public List<Handler> handlers() {
      return List.of(
          Handler.keyword("name", (message, rest) -> message.respond("who?")),
          Handler.keyword(
              "throw",
              (message, rest) -> {
                throw new IllegalStateException("thrown");
              }));
    }

    @Override
    protected void answer(IncomingMessage message, Map<String, String> state) {
      message.respond(state + " " + message.text());
    }

    @Override
    protected boolean isLeftForOthers() {
      return leaves;
    }
  }

  @Test
  void whatNoAppHasTakenIsTheAnswerWhileItIsWaitedFor() throws Exception {
    dialogs.ask(ALICE, Map.of("asked", "name"), Duration.ofHours(1));
    IncomingMessage message = message("Amina");

    assertThat(new Names(false).fallback(message)).isTrue();

    assertThat(message.replies())
        .extracting(OutgoingMessage::text)
        .containsExactly("{asked=name} Amina");
    assertThat(dialogs.of(ALICE)).as("another one is waited for").isPresent();
  }

  @Test
  void withoutAQuestionAndForAnotherAppsThereIsNoAnswer() throws Exception {
    IncomingMessage message = message("Amina");
    assertThat(new Names(false).fallback(message)).isFalse();

    dialogs.kept.put(ALICE, new Dialog(Map.of(), false));
    assertThat(new Names(false).fallback(message)).isFalse();

    assertThat(message.replies()).isEmpty();
  }

  @Test
  void aKeywordOfItsOwnIsNoAnswerAndLeavesNothing() throws Exception {
    dialogs.ask(ALICE, Map.of(), Duration.ofHours(1));
    Names app = new Names(true);
    IncomingMessage message = message("name");

    assertThat(app.handle(message)).isTrue();
    app.cleanup(message);

    assertThat(message.replies()).extracting(OutgoingMessage::text).containsExactly("who?");
    assertThat(dialogs.of(ALICE)).isPresent();
  }

  @Test
  void aHandlerOfItsOwnThatThrowsLeavesNothing() throws Exception {
    dialogs.ask(ALICE, Map.of(), Duration.ofHours(1));
    Names app = new Names(true);
    IncomingMessage message = message("throw");

    assertThatThrownBy(() -> app.handle(message)).hasMessage("thrown");
    app.cleanup(message);

    assertThat(dialogs.of(ALICE)).isPresent();
  }

  @Test
  void whatAnotherAppTakesEndsItWhereTheAppSaysSo() throws Exception {
    dialogs.ask(ALICE, Map.of(), Duration.ofHours(1));
    takenByAnother(new Names(false));
    assertThat(dialogs.of(ALICE)).isPresent();

    takenByAnother(new Names(true));
    assertThat(dialogs.of(ALICE)).isEmpty();
  }

  @Test
  void anotherAppsAnswerEndsItToo() throws Exception {
    dialogs.kept.put(ALICE, new Dialog(Map.of(), false));
    Names app = new Names(true);
    IncomingMessage message = message("42");

    assertThat(app.fallback(message)).isFalse();
    app.cleanup(message);

    assertThat(dialogs.of(ALICE)).isEmpty();
  }

  @Test
  void whoeverIsNotAskedCostsOneQuestion() throws Exception {
    Names app = new Names(true);
    IncomingMessage message = message("hello");
    app.handle(message);
    app.fallback(message);
    app.cleanup(message);
    assertThat(dialogs.questions).isEqualTo(1);

    takenByAnother(new Names(true));
    assertThat(dialogs.questions).isEqualTo(2);

    takenByAnother(new Names(false));
    assertThat(dialogs.questions).isEqualTo(2);
  }

  @Test
  void itIsMadeForEachMessage() {
    assertThatThrownBy(Shared::new)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            Shared.class.getName()
                + " is a DialogApp, which is made for every message: no @Singleton");
  }

  @Singleton
  private static final class Shared extends DialogApp {
    Shared() {
      super(new Remembered());
    }

    @Override
    protected void answer(IncomingMessage message, Map<String, String> state) {}
  }

  private static void takenByAnother(Names app) throws Exception {
    IncomingMessage message = message("echo hello");
    app.cleanup(message);
  }

  private static IncomingMessage message(String text) {
    return new IncomingMessage(
        UUID.randomUUID(),
        ReceivedMessage.of(ALICE, text),
        Instant.EPOCH,
        new Outbox(new MessageIds(), InstantSource.system(), backend -> {}));
  }

  /** Dialogs in memory, which are never forgotten. */
  private static final class Remembered implements Dialogs {

    private final Map<Connection, Dialog> kept = new HashMap<>();
    private int questions;

    @Override
    public void ask(Connection connection, Map<String, String> state, Duration forgottenAfter) {
      kept.put(connection, new Dialog(state, true));
    }

    @Override
    public Optional<Dialog> of(Connection connection) {
      questions++;
      return Optional.ofNullable(kept.get(connection));
    }

    @Override
    public boolean end(Connection connection) {
      questions++;
      return kept.remove(connection) != null;
    }
  }
}
