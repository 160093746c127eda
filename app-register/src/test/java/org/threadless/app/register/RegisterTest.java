package org.threadless.app.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.handler.Handler;
import org.threadless.router.handler.HandlerApp;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Group;
import org.threadless.router.people.Contacts;
import org.threadless.router.people.Groups;
import org.threadless.testing.AppContract;
import org.threadless.testing.RouterExtension;
import org.threadless.testing.TestRouter;

class RegisterTest implements AppContract {

  @RegisterExtension
  private final RouterExtension router =
      TestRouter.builder().app(new RegisterPlugin(), words(null, null, List.of())).extension();

  @Override
  public AppPlugin plugin() {
    return new RegisterPlugin();
  }

  @Override
  public Map<String, Object> badSettings() {
    return Map.of(
        "register",
        "a||b",
        "language",
        " language",
        "groups",
        List.of("a;b"),
        "forgottenAfter",
        Duration.ofDays(367));
  }

  @Override
  public List<String> textsForIt() {
    return List.of(
        "register", "register Amina", "language", "language sw", "join", "leave x", "whoami");
  }

  private static RegisterSettings words(String register, String join, List<String> groups) {
    return new RegisterSettings(register, null, join, null, null, groups, null);
  }

  @Test
  void aConversation() throws IOException {
    try (InputStream script = getClass().getResourceAsStream("/register.script")) {
      router.script(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void whoRegistersIsAContactWithThatName(Contacts contacts) {
    assertThat(router.say("Register:  Amina \n Odhiambo"))
        .containsExactly("Thank you, Amina Odhiambo. You are registered.");

    Contact amina = contacts.find(TestRouter.SOMEBODY).orElseThrow();
    assertThat(amina.name()).contains("Amina Odhiambo");
    router.say("register Amina O.");
    assertThat(contacts.find(TestRouter.SOMEBODY)).contains(amina.withName("Amina O."));
  }

  @Test
  void aNameThatIsTooLongChangesNothing(Contacts contacts) {
    assertThat(router.say("register " + "a".repeat(201)))
        .containsExactly("That name is too long: it may have 200 characters.");

    assertThat(contacts.find(TestRouter.SOMEBODY)).isEmpty();
  }

  @Test
  void whatIsMissingIsAskedForAndTheNextMessageIsIt(Groups groups) {
    groups.make("Nurses");
    router.script(
        """
        1 > register
        1 < What is your name?
        1 > Amina
        1 < Thank you, Amina. You are registered.
        1 > join
        1 < Which group do you want to join?
        1 > nurses
        1 < You are in the group Nurses now.
        1 > leave
        1 < Which group do you want to leave?
        1 > nurses
        1 < You have left the group Nurses.
        1 > language
        1 < Which language? Send its name or its code: English or en.
        1 > french
        1 < Langue : français
        1 > Amina
        """);
  }

  @Test
  void itIsAskedForAgainWhereNothingIsSaid() {
    router.say("register");

    assertThat(router.say("  ")).containsExactly("What is your name?");
    assertThat(router.say("Amina")).hasSize(1);
  }

  @Test
  void theQuestionIsForgotten() {
    router.script(
        """
        1@202612010900 > register
        1 < What is your name?
        1@202612010910 > Amina
        2@202612010900 > register
        2 < What is your name?
        2@202612010909 > Amina
        2 < Thank you, Amina. You are registered.
        """);
  }

  @Test
  void whoeverGoesOnToAnotherAppIsNotAskedAnyMore() {
    try (TestRouter both =
        TestRouter.builder()
            .app(new RegisterPlugin(), words(null, null, List.of()))
            .app(new Other())
            .start()) {
      both.script(
          """
          1 > register
          1 < What is your name?
          1 > other
          1 < mine
          1 > Amina
          """);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sw, sw",
    "SW, sw",
    "swa, sw",
    "Swahili, sw",
    "kiswahili, sw",
    "français, fr",
    "FRANCAIS, ?",
    "frances, ?",
    "francés, fr",
    "inglês, en",
    "العربية, ar",
    "pt-BR, pt-BR",
    "pt_br, pt-BR",
    "luo, luo",
    "xx, ?",
    "hello, ?",
    "en please, ?",
    "und, ?"
  })
  void aLanguageIsChosenByItsCodeOrItsName(String text, String tag, Contacts contacts) {
    router.say("language " + text);

    assertThat(
            contacts
                .find(TestRouter.SOMEBODY)
                .flatMap(Contact::language)
                .map(Locale::toLanguageTag)
                .orElse("?"))
        .isEqualTo(tag);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fr    | Langue : français           | Merci, Amina. Vous êtes inscrit.
          es    | Idioma: español             | Gracias, Amina. Su registro está hecho.
          pt-BR | Língua: português (Brasil)  | Obrigado, Amina. O seu registo está feito.
          sw    | Lugha: Kiswahili            | Asante, Amina. Umesajiliwa.
          ar    | اللغة: العربية              | شكرًا، Amina. تم تسجيلك.
          """)
  void fromThenOnItIsSpoken(String language, String chosen, String registered) {
    assertThat(router.say("language " + language)).containsExactly(chosen);
    assertThat(router.say("register Amina")).containsExactly(registered);
  }

  @Test
  void aGroupIsJoinedAndLeftInAnyCaseOfItsName(Groups groups) {
    Group nurses = groups.make("Nurses");

    assertThat(router.say("join NURSES")).containsExactly("You are in the group Nurses now.");
    assertThat(router.say("join nurses")).containsExactly("You are in the group Nurses already.");
    assertThat(groups.members(nurses)).hasSize(1);
    assertThat(router.say("whoami")).containsExactly("Name: -. Language: -. Groups: Nurses.");
    assertThat(router.say("leave nurses")).containsExactly("You have left the group Nurses.");
    assertThat(router.say("leave nurses")).containsExactly("You are not in a group nurses.");
    assertThat(groups.members(nurses)).isEmpty();
  }

  @Test
  void aGroupThatIsNotThereIsNotMade(Groups groups, Contacts contacts) {
    assertThat(router.say("join nurses"))
        .containsExactly("There is no group nurses that you can join.");
    assertThat(router.say("join a;b")).containsExactly("There is no group a;b that you can join.");
    router.say("leave " + "a".repeat(101));

    assertThat(groups.all()).isEmpty();
    assertThat(contacts.find(TestRouter.SOMEBODY)).isEmpty();
  }

  @Test
  void onlyTheGroupsOfTheSettingsMayBeJoinedAndAnyMayBeLeft() {
    try (TestRouter some =
        TestRouter.builder()
            .app(new RegisterPlugin(), words(null, null, List.of("nurses", "not there")))
            .start()) {
      some.groups().make("Nurses");
      Group staff = some.groups().make("Staff");
      some.groups().join(staff, some.contacts().of(TestRouter.SOMEBODY));

      assertThat(some.say("join Nurses")).containsExactly("You are in the group Nurses now.");
      assertThat(some.say("join Not there"))
          .containsExactly("There is no group Not there that you can join.");
      assertThat(some.say("leave staff")).containsExactly("You have left the group Staff.");
      assertThat(some.say("join staff"))
          .containsExactly("There is no group staff that you can join.");
    }
  }

  @Test
  void theWordsAreThoseOfTheSettingsAndAnEmptyOneIsOff() {
    try (TestRouter some =
        TestRouter.builder()
            .app(new RegisterPlugin(), words("jiandikishe|reg", "", List.of()))
            .start()) {
      assertThat(some.say("REG Amina")).hasSize(1);
      assertThat(some.say("jiandikishe Amina")).hasSize(1);
      assertThat(some.say("register Amina")).isEmpty();
      assertThat(some.say("join nurses")).isEmpty();
      assertThat(some.say("leave nurses")).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void allOfThemMayBeOff(String off) {
    try (TestRouter none =
        TestRouter.builder()
            .app(
                new RegisterPlugin(),
                new RegisterSettings(off, off, off, off, off, List.of(), null))
            .start()) {
      for (String text : List.of("register", "language", "join", "leave", "whoami", "")) {
        assertThat(none.say(text)).isEmpty();
      }
    }
  }

  /** An app that has the keyword {@code other}. */
  private static final class Other implements AppPlugin {
    @Override
    public String name() {
      return "other";
    }

    @Override
    public Class<? extends App> appType() {
      return OtherApp.class;
    }
  }

  static final class OtherApp implements HandlerApp {
    @Override
    public List<Handler> handlers() {
      return List.of(Handler.keyword("other", (message, rest) -> message.respond("mine")));
    }
  }
}
