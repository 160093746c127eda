package org.threadless.app.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.app.AppPlugin;
import org.threadless.testing.AppContract;
import org.threadless.testing.RouterExtension;
import org.threadless.testing.TestRouter;

class EchoTest {

  @RegisterExtension
  private final RouterExtension router =
      TestRouter.builder().app(new EchoPlugin()).app(new PingPlugin()).extension();

  @Test
  void aConversation() {
    router.script(
        """
        1112223333 > echo hello
        1112223333 < hello
        1112223333 <= 1 segment
        1112223333 > ping
        1112223333 < pong
        """);
  }

  @Test
  void echoRepliesWithWhatFollowsInAnyCase() {
    assertThat(router.say("echo hello")).containsExactly("hello");
    assertThat(router.say("  ECHO: Hello,  world ")).containsExactly("Hello,  world");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u200Fecho hi", "\uFEFFECHO hi\u00A0", "\u201Cecho\u201D hi", "echo\u060C hi"})
  void echoUnderstandsWhatPhonesSendWithIt(String text) {
    assertThat(router.say(text)).containsExactly("hi");
  }

  @Test
  void echoRepliesWithTheTextAsItCame() {
    assertThat(router.say("echo cafe\u0301 \u0661\u00A0\u0662"))
        .containsExactly("cafe\u0301 \u0661\u00A0\u0662");
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo", "ECHO", "echo ", " echo:", "ECHO!", "Echo."})
  void echoWithoutAnythingExplainsItself(String text) {
    assertThat(router.say(text)).containsExactly("To echo some text, send: ECHO <ANYTHING>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fr | Pour recevoir un texte en écho, envoyez : ECHO <TEXTE>
          es | Para recibir un texto de vuelta, envíe: ECHO <TEXTO>
          pt | Para receber um texto de volta, envie: ECHO <TEXTO>
          sw | Ili kurudishiwa maandishi yako, tuma: ECHO <MAANDISHI>
          ar | لاستلام نصك كما هو، أرسل: ECHO <النص>
          """)
  void echoExplainsItselfInTheLanguageOfWhoeverAsks(String language, String text) {
    router.speaks(language);

    assertThat(router.say("echo")).containsExactly(text);
  }

  @Test
  void echoIsAWholeWord() {
    assertThat(router.say("echohello")).isEmpty();
  }

  @Test
  void exactlyPingGetsPong() {
    assertThat(router.say("ping")).containsExactly("pong");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ping", "ping ", " ping", "ping pong"})
  void anythingButExactlyPingGetsNothing(String text) {
    assertThat(router.say(text)).isEmpty();
  }

  @Nested
  class Echo implements AppContract {
    @Override
    public AppPlugin plugin() {
      return new EchoPlugin();
    }

    @Override
    public List<String> textsForIt() {
      return List.of("echo", "echo hello");
    }
  }

  @Nested
  class Ping implements AppContract {
    @Override
    public AppPlugin plugin() {
      return new PingPlugin();
    }

    @Override
    public List<String> textsForIt() {
      return List.of("ping");
    }
  }
}
