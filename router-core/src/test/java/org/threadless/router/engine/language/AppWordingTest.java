package org.threadless.router.engine.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.threadless.router.app.App;
import org.threadless.router.app.AppName;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Text;

class AppWordingTest {

  private static final Connection AMINA = Connection.of("public", "+254700111222");

  private final List<Collection<Connection>> questions = new ArrayList<>();

  @Test
  void oneQuestionIsAskedForTheLanguagesOfThousands() {
    List<Connection> many =
        IntStream.range(0, 5000)
            .mapToObj(n -> n == 7 ? AMINA : Connection.of("public", "1" + n))
            .toList();

    List<String> words = wording("letters").of(Text.of("hello"), many);

    assertThat(questions).singleElement().isEqualTo(many);
    assertThat(words).hasSize(5000).startsWith("Hello");
    assertThat(words.get(7)).isEqualTo("Bonjour");
    assertThat(words).filteredOn("Bonjour"::equals).hasSize(1);
  }

  @Test
  void noQuestionIsAskedWhereAnAppHasOneLanguage() {
    assertThat(wording("postcards").of(Text.of("hello"), List.of(AMINA)))
        .containsExactly("Greetings");
    assertThat(questions).isEmpty();
  }

  private AppWording wording(String app) {
    AppPlugin plugin = new WordyPlugin(app);
    AppTexts texts = AppTexts.read(new AppName(app), plugin, Optional.empty(), plugin.language());
    return new AppWording(texts, this::languages);
  }

  private Map<Connection, Locale> languages(Collection<Connection> of) {
    questions.add(of);
    return Map.of(AMINA, Locale.FRENCH);
  }

  private record WordyPlugin(String name) implements AppPlugin {
    @Override
    public Class<? extends App> appType() {
      return App.class;
    }
  }
}
