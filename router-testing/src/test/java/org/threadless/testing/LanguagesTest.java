package org.threadless.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.app.Messenger;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.handler.Handler;
import org.threadless.router.handler.HandlerApp;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.SendOptions;
import org.threadless.router.message.Text;

class LanguagesTest {

  private static final Connection AMINA = Connection.of("test", "+254700111222");

  @RegisterExtension
  private final RouterExtension router =
      TestRouter.builder().app(new GreeterPlugin("greeter", Greeter.class)).extension();

  @Test
  void aReplyIsInTheLanguageOfWhoeverAsked(TestRouter tested) {
    tested.speaks(AMINA, "sw");

    router.script(
        """
        +254700111222 > greet Amina
        +254700111222 < Habari, Amina!
        1112223333 > greet Bob
        1112223333 < Hello, Bob!
        """);
  }

  @Test
  void aReplyToOthersIsInTheLanguageOfEach(TestRouter tested) {
    tested.speaks(AMINA, "sw-KE");

    assertThat(router.say("tell")).containsExactly("Hello, all!", "Habari, all!");
  }

  @Test
  void whatAnAppSendsOfItselfIsInTheLanguageOfEach(TestRouter tested, Messenger messenger) {
    tested.speaks(AMINA, "sw");
    List<Connection> many =
        IntStream.range(0, 50)
            .mapToObj(n -> n % 2 == 0 ? AMINA : Connection.of("test", "1" + n))
            .toList();

    List<OutgoingMessage> sent = messenger.send(Text.of("hello", "you"), many);

    assertThat(sent).extracting(OutgoingMessage::text).startsWith("Habari, you!", "Hello, you!");
    assertThat(tested.conversations().conversation(AMINA, 1))
        .extracting(StoredMessage::text)
        .containsExactly("Habari, you!");
  }

  @Test
  void anAppMaySendItsTextsOnAThreadOfItsOwn(TestRouter tested) throws Exception {
    tested.speaks("sw");
    router.say("later");

    assertThat(tested.backend().texts()).containsExactly("Habari, later!");
  }

  @Test
  void aTextThatIsMissingIsAnErrorOfTheApp(TestRouter tested) {
    assertThat(router.say("nothing")).isEmpty();

    assertThat(tested.failures()).hasSize(1);
    assertThat(tested.failures().get(0).failure())
        .contains("the app greeter has no text for nothing")
        .contains("texts/greeter.properties: nothing is missing");
  }

  @Test
  void eachAppHasItsOwnTexts() {
    try (TestRouter two =
        TestRouter.builder()
            .app(new GreeterPlugin("stranger", Stranger.class))
            .app(new GreeterPlugin("greeter", Greeter.class))
            .start()) {
      two.speaks("sw");

      assertThat(two.say("greet Bob")).containsExactly("Go away, Bob.", "Habari, Bob!");
    }
  }

  @Test
  void whoIsNoAppHasNoTexts() {
    try (TestRouter none = TestRouter.builder().start()) {
      Messenger ofNone = (Messenger) none.find(Messenger.class).orElseThrow();

      assertThatThrownBy(() -> ofNone.send(Text.of("hello"), AMINA))
          .hasMessage("the text hello belongs to no app: only apps have texts");
    }
  }

  @Test
  void whatIsNoLanguageIsRefused(TestRouter tested) {
    assertThatThrownBy(() -> tested.speaks("english")).hasMessage("is no language: english");
  }

  private record GreeterPlugin(String name, Class<? extends App> appType) implements AppPlugin {}

  /** Greets whoever says so. */
  static final class Greeter implements HandlerApp {

    @Inject private Messenger messenger;

    @Override
    public List<Handler> handlers() {
      return List.of(
          Handler.keyword("greet", (message, name) -> message.respond(Text.of("hello", name))),
          Handler.keyword("tell", this::tell),
          Handler.keyword("later", this::later),
          Handler.keyword("nothing", (message, rest) -> message.respond(Text.of("nothing"))));
    }

    private void tell(IncomingMessage message, String rest) {
      Text text = Text.of("hello", "all");
      message.respond(text, SendOptions.none(), List.of(message.connection(), AMINA));
    }

    private void later(IncomingMessage message, String rest) {
      Thread thread =
          new Thread(() -> messenger.send(Text.of("hello", "later"), message.connection()));
      thread.start();
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Says something before others do. */
  static final class Stranger implements App {
    @Override
    public void parse(IncomingMessage message) {
      message.respond(Text.of("hello", message.text().replace("greet ", "")));
    }
  }
}
