package org.threadless.router.engine.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threadless.router.CapturedWarnings;
import org.threadless.router.app.App;
import org.threadless.router.app.AppName;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.message.Text;

class AppTextsTest {

  @TempDir private Path folder;

  private Locale otherwise = Locale.ENGLISH;

  @ParameterizedTest
  @CsvSource({
    "pt-BR, Oi",
    "pt-PT, Olá",
    "pt, Olá",
    "fr-CA, Bonjour",
    "en-GB, Hello",
    "sw, Hello",
    "zh-TW, 你好",
    "no, Hei"
  })
  void aTextIsInTheNearestLanguageThatHasAFile(String language, String words) throws IOException {
    file("quiz", "hello = Hello");
    file("quiz_pt", "hello = Olá");
    file("quiz_pt_BR", "hello = Oi");
    file("quiz_fr", "hello = Bonjour");
    file("quiz_zh_TW", "hello = 你好");
    file("quiz_nb", "hello = Hei");

    assertThat(say(language, Text.of("hello"))).isEqualTo(words);
  }

  @Test
  void whoseLanguageHasNoFileGetsTheConfiguredOne() throws IOException {
    file("quiz", "hello = Hello");
    file("quiz_fr", "hello = Bonjour");
    otherwise = Locale.FRENCH;

    assertThat(say("sw", Text.of("hello"))).isEqualTo("Bonjour");
    assertThat(texts().say(Text.of("hello"), Optional.empty())).isEqualTo("Bonjour");
  }

  @Test
  void whoReadsTheLanguageOfTheDefaultFileGetsThatAlthoughAnotherIsConfigured() throws IOException {
    file("quiz", "hello = Hello");
    file("quiz_fr", "hello = Bonjour");
    otherwise = Locale.FRENCH;

    assertThat(say("en", Text.of("hello"))).isEqualTo("Hello");
  }

  @Test
  void whatTheFolderHasCountsMoreThanWhatTheAppBrings() throws IOException {
    file("quiz", "hello = Hello");
    file("notes_sw", "hello = Habari");
    AppTexts onlyTheApps = AppTexts.read(name("letters"), plugin(), Optional.empty(), otherwise);
    file("letters_fr", "hello = Salut");
    AppTexts both = AppTexts.read(name("letters"), plugin(), Optional.of(folder), otherwise);

    assertThat(onlyTheApps.say(Text.of("hello"), Optional.of(Locale.FRENCH))).isEqualTo("Bonjour");
    assertThat(both.say(Text.of("hello"), Optional.of(Locale.FRENCH))).isEqualTo("Salut");
    assertThat(both.say(Text.of("bye"), Optional.of(Locale.FRENCH))).isEqualTo("Au revoir");
  }

  @Test
  void twoAppsNeverSeeEachOthersTexts() throws IOException {
    file("quiz", "hello = Hello");
    file("quiz-two", "bye = Bye");

    assertThatThrownBy(() -> say("en", Text.of("bye"))).hasMessageContaining("quiz");
  }

  @Test
  void anApostropheIsOneAlsoBeforeAPlace() throws IOException {
    file(
        "quiz_fr",
        """
        school = C'est l'école d'{0} aujourd'hui, à l'{1}.
        plain = Qu'est-ce que c'est ? L''apostrophe.
        braces = Les accolades '{'{0}'}' et l'{0}
        """);
    file("quiz", "school = {0} {1}\nplain = x\nbraces = {0}");

    assertThat(say("fr", Text.of("school", "Anna", "heure")))
        .isEqualTo("C'est l'école d'Anna aujourd'hui, à l'heure.");
    assertThat(say("fr", Text.of("plain"))).isEqualTo("Qu'est-ce que c'est ? L'apostrophe.");
    assertThat(say("fr", Text.of("braces", "a"))).isEqualTo("Les accolades {a} et l'a");
  }

  @ParameterizedTest
  @CsvSource({"1, 1 сообщение", "2, 2 сообщения", "5, 5 сообщений", "21, 21 сообщение"})
  void aLanguageHasThePluralsThatItHas(int count, String words) throws IOException {
    file(
        "quiz_ru",
        "left = {0, plural, one {# сообщение} few {# сообщения} many {# сообщений} other {#}}");

    assertThat(say("ru", Text.of("left", count))).isEqualTo(words);
  }

  @Test
  void arabicHasSixPlurals() throws IOException {
    file("quiz_ar", "left = {0, plural, zero{a} one{b} two{c} few{d} many{e} other{f}}");

    assertThat(List.of(0, 1, 2, 3, 11, 100).stream().map(n -> say("ar", Text.of("left", n))))
        .containsExactly("a", "b", "c", "d", "e", "f");
  }

  @Test
  void numbersAreWrittenAsTheLanguageDoes() throws IOException {
    file("quiz", "paid = {0}");
    file("quiz_de", "paid = {0}");

    assertThat(say("en", Text.of("paid", 12345.5))).isEqualTo("12,345.5");
    assertThat(say("de", Text.of("paid", 12345.5))).isEqualTo("12.345,5");
    assertThat(say("de", Text.of("paid", "0700 12345"))).isEqualTo("0700 12345");
  }

  @Test
  void aTextMayBePartOfAnother() throws IOException {
    file("quiz_fr", "right = C'est juste\nresult = {0}, {1} !");

    assertThat(say("fr", Text.of("result", Text.of("right"), "Anna")))
        .isEqualTo("C'est juste, Anna !");
  }

  @Test
  void aKeyThatALanguageLacksIsToldOnceAndTheDefaultLanguageIsSent() throws IOException {
    file("quiz", "hello = Hello\nbye = Bye");
    file("quiz_fr", "hello = Bonjour");
    AppTexts texts = texts();

    try (CapturedWarnings log = new CapturedWarnings(AppTexts.class)) {
      assertThat(texts.say(Text.of("bye"), Optional.of(Locale.FRENCH))).isEqualTo("Bye");
      assertThat(texts.say(Text.of("bye"), Optional.of(Locale.FRENCH))).isEqualTo("Bye");
      assertThat(log.lines())
          .containsExactly(
              "app quiz: "
                  + folder.resolve("quiz_fr.properties")
                  + ": bye is missing; people get that of "
                  + folder.resolve("quiz.properties"));
    }
  }

  @Test
  void aTextThatCannotBeUsedIsToldOnceAndTheDefaultLanguageIsSent() throws IOException {
    file("quiz", "hello = Hello {0}\nbye = Bye");
    file("quiz_fr", "hello = Bonjour {0\nbye = Salut {0}");

    try (CapturedWarnings log = new CapturedWarnings(AppTexts.class)) {
      assertThat(say("fr", Text.of("hello", "Anna"))).isEqualTo("Hello Anna");
      assertThat(say("fr", Text.of("bye"))).isEqualTo("Bye");
      assertThat(log.lines()).hasSize(2);
      assertThat(log.lines().get(0)).contains("quiz_fr.properties: hello is malformed");
      assertThat(log.lines().get(1))
          .contains("quiz_fr.properties: bye asks for {0}, and is given 0");
    }
  }

  @Test
  void aKeyThatIsMissingEverywhereIsAnExceptionThatNamesAppAndKeyAndFiles() throws IOException {
    file("quiz", "hello = Hello");
    file("quiz_fr", "hello = Bonjour");

    assertThatThrownBy(() -> say("fr", Text.of("registered")))
        .hasMessage(
            "the app quiz has no text for registered: "
                + folder.resolve("quiz_fr.properties")
                + ": registered is missing; "
                + folder.resolve("quiz.properties")
                + ": registered is missing");
    assertThatThrownBy(() -> AppTexts.none(name("quiz")).say(Text.of("a"), Optional.empty()))
        .hasMessageContaining("there is no texts/quiz.properties");
  }

  @Test
  void aFileMayBeginWithAMark() throws IOException {
    file("quiz", "\uFEFFhello = Hello");

    assertThat(say("en", Text.of("hello"))).isEqualTo("Hello");
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws IOException {
    Files.write(folder.resolve("quiz_fr.properties"), new byte[] {'a', '=', (byte) 0xE9});
    assertThatThrownBy(this::texts)
        .isInstanceOf(UnreadableTextsException.class)
        .hasMessage(
            folder.resolve("quiz_fr.properties")
                + ": the file must be UTF-8 text, and has other bytes");

    file("quiz_fr", "a = \\u00zz");
    assertThatThrownBy(this::texts).hasMessageContaining("four hexadecimal digits");

    Files.delete(folder.resolve("quiz_fr.properties"));
    file("quiz_french", "a = b");
    assertThatThrownBy(this::texts)
        .hasMessageContaining("must have a language such as sw or pt_BR in its name, not french");
  }

  @Test
  void theCheckNamesWhatIsMissingUnusedMalformedOrDifferent() throws IOException {
    file("quiz", "hello = Hello {0}\nbye = Bye\nscore = You have {0} of {1}\nbad = {0");
    file("quiz_pt", "hello = Olá {0}\nbye = Adeus\nscore = {0} de {1}\nbad = x");
    file("quiz_pt_BR", "hello = Oi {0}");
    file("quiz_fr", "hello = Bonjour {name}\nscore = Vous avez {0}\nbyee = Salut\nbad = x");

    assertThat(texts().problems())
        .extracting(line -> line.replace(folder + "/", "").replace(".properties", ""))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("quiz: bad is malformed: "),
            line -> assertThat(line).isEqualTo("quiz_fr: byee is unused: quiz does not have it"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "quiz_fr: hello has a place with a name: places have numbers, {0} is the first"),
            line ->
                assertThat(line).isEqualTo("quiz_fr: score has {0}, and there should be {0}, {1}"),
            line -> assertThat(line).isEqualTo("quiz_fr: bye is missing"));
  }

  @Test
  void theCheckFindsNothingWhereAllIsThere() throws IOException {
    file("quiz", "hello = Hello {0}");
    file("quiz_pt", "hello = Olá {0}");
    file("quiz_pt_BR", "");

    assertThat(texts().problems()).isEmpty();
    assertThat(AppTexts.none(name("quiz")).problems()).isEmpty();
  }

  @Test
  void theCheckMissesAFileThatHasEveryKey() throws IOException {
    file("quiz_pt", "hello = Olá");

    assertThat(texts().problems())
        .containsExactly(
            folder.resolve("quiz_pt.properties")
                + ": there is no file without a language, which has every key");
  }

  @Test
  void aFileOfNoAppIsFound() throws IOException {
    file("quiz_pt", "hello = Olá");
    file("qiuz_pt", "hello = Olá");

    assertThat(TextFiles.ofOthers(folder, List.of(name("quiz"))))
        .containsExactly(folder.resolve("qiuz_pt.properties").toString());
    assertThat(TextFiles.ofOthers(folder.resolve("none"), List.of())).isEmpty();
  }

  private void file(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name + ".properties"), content, StandardCharsets.UTF_8);
  }

  private AppTexts texts() {
    return AppTexts.read(name("quiz"), plugin(), Optional.of(folder), otherwise);
  }

  private String say(String language, Text text) {
    return texts().say(text, Optional.of(Locale.forLanguageTag(language)));
  }

  private static AppName name(String app) {
    return new AppName(app);
  }

  private static AppPlugin plugin() {
    return new AppPlugin() {
      @Override
      public String name() {
        return "quiz";
      }

      @Override
      public Class<? extends App> appType() {
        return App.class;
      }
    };
  }
}
