package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threadless.router.config.Rate;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.access.token.Right;
import org.threadless.router.engine.access.token.Token;
import org.threadless.router.engine.access.token.TokenText;
import org.threadless.router.message.BackendName;
import org.threadless.storage.Database;
import org.threadless.storage.pool.DatabaseSettings;

class TokenCommandTest {

  @TempDir Path temp;
  private String url;
  private String config;

  @BeforeEach
  void configure() {
    url = "jdbc:h2:file:" + temp.resolve("db");
    config =
        new ConfigFolder(temp)
            .option(
                """
                database: {url: '%s'}
                backends: {phone: {engine: journal}, chat: {engine: journal, file: '${NOWHERE}'}}
                """
                    .formatted(url));
  }

  private CommandResult token(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of("token", command, config));
    all.addAll(List.of(arguments));
    return CommandResult.router(all.toArray(String[]::new));
  }

  private Optional<Token> stored(String text) {
    try (Database database = open()) {
      return database.access().tokens().find(new TokenText(new Secret(text)));
    }
  }

  private Database open() {
    return Database.open(new DatabaseSettings(url, null, null, null), Clock.systemUTC());
  }

  @Test
  void aTokenIsShownOnceAndLetsInWithWhatItWasGiven() {
    CommandResult added =
        token(
            "add",
            "crm",
            "--may=send,read",
            "--backend=phone",
            "--backend=chat",
            "--expires=2999-01-31",
            "--rate=10/s");

    assertThat(added.outLines()).as("what TOKEN=$(...) takes").hasSize(1);
    assertThat(added.errLines())
        .containsExactly("This is the token crm. It is not shown again: keep it now.");
    Token token = stored(added.outLines().get(0)).orElseThrow();
    assertThat(token.name()).isEqualTo("crm");
    assertThat(token.rights()).containsExactlyInAnyOrder(Right.SEND, Right.READ);
    assertThat(token.backends())
        .isEqualTo(Set.of(new BackendName("phone"), new BackendName("chat")));
    assertThat(token.rate()).contains(Rate.valueOf("10/s"));
    assertThat(token.expires())
        .contains(LocalDate.of(2999, 1, 31).atStartOfDay(ZoneId.systemDefault()).toInstant());
    assertThat(token("list").out()).doesNotContain(added.outLines().get(0));
  }

  @Test
  void aTimeFromNowIsCountedFromNow() {
    String text = token("add", "crm", "--may=send", "--expires=90d").outLines().get(0);

    assertThat(stored(text).orElseThrow().expires().orElseThrow())
        .isBetween(
            LocalDate.now(ZoneId.of("UTC")).plusDays(88).atStartOfDay(ZoneId.of("UTC")).toInstant(),
            LocalDate.now(ZoneId.of("UTC"))
                .plusDays(92)
                .atStartOfDay(ZoneId.of("UTC"))
                .toInstant());
  }

  @Test
  void theListHasAllThatIsKnownOfEach() {
    token("add", "zoo", "--may=people,operate,incoming");
    String crm =
        token("add", "crm", "--may=read,send", "--backend=phone", "--rate=5/m").outLines().get(0);
    token("revoke", "zoo");
    try (Database database = open()) {
      Token found = database.access().tokens().find(new TokenText(new Secret(crm))).orElseThrow();
      database.access().tokens().used(found);
    }

    List<String> lines = token("list").outLines();

    assertThat(lines)
        .extracting(line -> line.replaceAll("20[0-9T:+Z-]{18,23}", "TIME").replaceAll(" +", " "))
        .containsExactly(
            "NAME MAY BACKENDS RATE EXPIRES LAST USED STATE",
            "crm send,read phone 5/m never TIME valid",
            "zoo people,operate,incoming all any never never revoked");
    assertThat(lines)
        .extracting(line -> line.split("(?<=  )(?=[^ ])", 3)[0].length())
        .containsOnly("NAME  ".length());
  }

  @Test
  void aRevokedTokenLetsNobodyIn() {
    String text = token("add", "crm", "--may=send").outLines().get(0);

    assertThat(token("revoke", "crm").outLines()).containsExactly("revoked crm");

    assertThat(stored(text)).isEmpty();
    assertThat(token("revoke", "crm").outLines()).containsExactly("was revoked before: crm");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --may=sned                         | --may is not valid: is no right: sned; rights: send, read, people, operate, incoming
          --may=send --backend=sms           | --backend is not the name of a configured backend: sms; configured: chat, phone
          --may=send --expires=soon          | --expires is not a day such as 2027-01-31, or a time of at most ten years such as 90d: soon
          --may=send --expires=2027-02-30    | --expires is not a day such as 2027-01-31, or a time of at most ten years such as 90d: 2027-02-30
          --may=send --expires=9999d         | --expires is not a day such as 2027-01-31, or a time of at most ten years such as 90d: 9999d
          --may=send --rate=10               | --rate is not valid: must be a number from 1 to 100000 in a second, a minute or an hour, as 10/s, 5/m, 300/h
          """)
  void aMistakeIsOneLineAndMakesNoToken(String options, String line) {
    List<String> arguments = new ArrayList<>(List.of("crm"));
    arguments.addAll(List.of(options.split(" ")));

    CommandResult result = token("add", arguments.toArray(String[]::new));

    assertThat(result.errLines()).containsExactly(line);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(token("list").outLines()).hasSize(1);
  }

  @Test
  void anEndThatIsPastIsAMistake() {
    assertThat(token("add", "crm", "--may=send", "--expires=2020-01-31").errLines())
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("--expires is past: 2020-01-31; it is 20"));
    assertThat(token("add", "crm", "--may=send", "--expires=0s").err())
        .startsWith("--expires is past: 0s;");
  }

  @Test
  void aNameThatIsWrongTakenOrUnknownIsAMistake() {
    token("add", "crm", "--may=send");

    assertThat(token("add", "crm", "--may=read").errLines())
        .containsExactly(
            "there is a token of that name, which is valid: crm; take another name, such as crm-2");
    assertThat(token("add", "c r m", "--may=read").errLines())
        .containsExactly(
            "NAME is not valid: a token's name is 1 to 50 of the characters A-Z a-z 0-9 _ -");
    assertThat(token("revoke", "cmr").errLines())
        .containsExactly("there is no token of that name: cmr; 'router token list' lists all");
    assertThat(token("add", "crm-2").err()).startsWith("Missing required option: '--may");
  }
}
