package org.threadless.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.router.app.App;
import org.threadless.router.app.AppName;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.dialog.DialogApp;
import org.threadless.router.dialog.Dialogs;
import org.threadless.router.handler.Handler;
import org.threadless.router.message.IncomingMessage;

/** What an app asks, as its author tests it; and what other apps have to do with it. */
class DialogsTest {

  @RegisterExtension
  final RouterExtension router =
      TestRouter.builder()
          .time(Instant.parse("2026-12-01T09:00:00Z"))
          .app(new Asking("stays", StaysApp.class))
          .app(new Asking("leaves", LeavesApp.class))
          .app(new Catching())
          .extension();

  @Test
  void whatNoAppTakesIsTheAnswer() {
    router.script(
        """
        1 > stays
        1 < stays: which one?
        2 > red
        2 < what?
        1 > red
        1 < stays: red it is, asked stays
        1 > blue
        1 < what?
        """);
  }

  @Test
  void aKeywordIsTheOtherAppsWhichEndsTheDialogOrNotAsTheAppSays() {
    router.script(
        """
        1 > stays
        1 < stays: which one?
        1 > leaves
        1 < leaves: which one?
        1 > stays: nothing
        1 < stays: which one?
        1 > red
        1 < stays: red it is, asked stays
        1 > blue
        1 < what?
        """);
  }

  @Test
  void theAnswerIsForWhoeverAskedLastWhicheverStandsFirst() {
    router.script(
        """
        1 > stays
        1 < stays: which one?
        1 > leaves
        1 < leaves: which one?
        1 > red
        1 < leaves: red it is, asked leaves
        1 > blue
        1 < stays: blue it is, asked stays
        """);
  }

  @Test
  void aLineOfAScriptWithATimeLetsItBeForgotten() {
    router.script(
        """
        1@202701010900 > stays
        1 < stays: which one?
        1@202701010959 > again
        1 < stays: which one?
        1@202701011058 > red
        1 < stays: red it is, asked stays
        1@202701011200 > stays
        1 < stays: which one?
        1@202701011300 > red
        1 < what?
        """);
  }

  @Test
  void aTestLetsTimePass(SettableClock clock) {
    router.say("stays");
    clock.advance(Duration.ofMinutes(59));
    assertThat(router.router().dialogs("stays").of(TestRouter.SOMEBODY)).isPresent();
    assertThat(router.router().dialogs("leaves").of(TestRouter.SOMEBODY)).isEmpty();

    clock.advance(Duration.ofMinutes(1));

    assertThat(router.say("red")).containsExactly("what?");
  }

  @Test
  void whatAnAppAskedBeforeItThrewIsNotAsked() {
    assertThat(router.say("stays stumble")).containsExactly("what?");
    assertThat(router.say("red")).containsExactly("what?");
  }

  @Test
  void anAnswerThatIsThrownAtIsWaitedForStill() {
    router.say("stays");

    assertThat(router.say("stumble")).containsExactly("what?");
    assertThat(router.say("red")).containsExactly("stays: red it is, asked stays");
  }

  @Test
  void anAppWithoutOthersHasItsDialogsInTheTest() {
    try (TestRouter alone = TestRouter.builder().app(new Asking("stays", StaysApp.class)).start()) {
      Dialogs dialogs = (Dialogs) alone.find(Dialogs.class).orElseThrow();
      alone.say("stays");

      assertThat(dialogs.of(TestRouter.SOMEBODY).orElseThrow().state())
          .isEqualTo(Map.of("asked", "stays"));
    }
  }

  /** Asks which one, and takes one answer. */
  private abstract static class AskingApp extends DialogApp {

    private final String name;

    AskingApp(AppName name, Dialogs dialogs) {
      super(dialogs);
      this.name = name.value();
    }

    @Override
    public List<Handler> handlers() {
      return List.of(
          Handler.keyword(
              name,
              (message, rest) -> {
                ask(message);
                if (rest.equals("stumble")) {
                  throw new IllegalStateException("stumbled");
                }
              }));
    }

    private void ask(IncomingMessage message) {
      message.respond(name + ": which one?");
      dialogs().ask(message.connection(), Map.of("asked", name), Duration.ofHours(1));
    }

    @Override
    protected void answer(IncomingMessage message, Map<String, String> state) {
      if (message.text().equals("again")) {
        ask(message);
        return;
      }
      message.respond(name + ": " + message.text() + " it is, asked " + state.get("asked"));
      dialogs().end(message.connection());
      if (message.text().equals("stumble")) {
        throw new IllegalStateException("stumbled");
      }
    }
  }

  static final class StaysApp extends AskingApp {
    @Inject
    StaysApp(AppName name, Dialogs dialogs) {
      super(name, dialogs);
    }
  }

  static final class LeavesApp extends AskingApp {
    @Inject
    LeavesApp(AppName name, Dialogs dialogs) {
      super(name, dialogs);
    }

    @Override
    protected boolean isLeftForOthers() {
      return true;
    }
  }

  /** The app {@code stays} or {@code leaves}. */
  private record Asking(String name, Class<? extends App> appType) implements AppPlugin {}

  /** Understands nothing. */
  private static final class Catching implements AppPlugin {
    @Override
    public String name() {
      return "catching";
    }

    @Override
    public Class<? extends App> appType() {
      return CatchingApp.class;
    }
  }

  static final class CatchingApp implements App {
    @Override
    public boolean fallback(IncomingMessage message) {
      message.respond("what?");
      return true;
    }
  }
}
