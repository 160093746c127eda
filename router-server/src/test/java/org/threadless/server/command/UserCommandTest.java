package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.access.audit.AuditEntry;
import org.threadless.router.engine.access.audit.AuditFilter;
import org.threadless.router.engine.access.password.Passwords;
import org.threadless.router.engine.access.secret.TicketText;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.access.user.User;
import org.threadless.router.engine.access.user.UserName;
import org.threadless.storage.Database;
import org.threadless.storage.pool.DatabaseSettings;

class UserCommandTest {

  private static final UserName ANNA = new UserName("anna");
  private static final String PASSWORD = "twelve green apples";

  private final InputStream input = System.in;
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
                http: {public-url: ['https://sms.example.org/router']}
                backends: {phone: {engine: journal, file: '${NOWHERE}'}}
                """
                    .formatted(url));
  }

  @AfterEach
  void restore() {
    System.setIn(input);
  }

  private CommandResult user(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of("user", command, config));
    all.addAll(List.of(arguments));
    return CommandResult.router(all.toArray(String[]::new));
  }

  private CommandResult userTyping(String typed, String command, String... arguments) {
    System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--password-stdin");
    return user(command, all.toArray(String[]::new));
  }

  private <T> T stored(Function<Database, T> question) {
    try (Database database =
        Database.open(new DatabaseSettings(url, null, null, null), Clock.systemUTC())) {
      return question.apply(database);
    }
  }

  private boolean isPassword(String password) {
    return new Passwords()
        .matches(
            new Secret(password), stored(database -> database.access().users().password(ANNA)));
  }

  @Test
  void whoIsAddedHasThePasswordOfTheFirstLine() {
    CommandResult added = userTyping(PASSWORD + "\r\nother", "add", "Anna", "--role=operator");

    assertThat(added.errLines()).isEmpty();
    assertThat(added.exitCode()).isZero();
    assertThat(stored(database -> database.access().users().find(ANNA)).map(User::role))
        .contains(Role.OPERATOR);
    assertThat(isPassword(PASSWORD)).isTrue();
    assertThat(isPassword("other")).isFalse();
  }

  @Test
  void aLinkIsPrintedByWhichTheySetItThemselves() {
    CommandResult added = user("add", "anna", "--role=reader", "--link");

    assertThat(added.outLines()).as("what LINK=$(...) takes").hasSize(1);
    String start = "https://sms.example.org/router/console/link/";
    assertThat(added.outLines().get(0)).startsWith(start);
    assertThat(added.errLines())
        .containsExactly("By this link anna sets a password, once, within a day.");
    TicketText link =
        TicketText.of(added.outLines().get(0).substring(start.length())).orElseThrow();
    assertThat(
            stored(database -> database.access().invitations().find(link))
                .orElseThrow()
                .user()
                .map(User::name))
        .contains(ANNA);
  }

  @Test
  void withoutAConsoleNobodyIsAskedForAPassword() {
    assertThat(user("add", "anna", "--role=reader").errLines())
        .containsExactly(
            "there is no console to ask for the password of anna on: use --link, or"
                + " --password-stdin");
    assertThat(user("list").outLines()).hasSize(1);
  }

  @Test
  void theListHasAllThatIsKnownOfEach() {
    userTyping(PASSWORD, "add", "zoe", "--role=admin");
    user("add", "anna", "--role=reader", "--link");
    stored(
        database ->
            database
                .access()
                .sessions()
                .start(database.access().users().find(new UserName("zoe")).orElseThrow()));

    assertThat(user("list").outLines())
        .extracting(line -> line.replaceAll("20[0-9T:+Z-]{18,23}", "TIME").replaceAll(" +", " "))
        .containsExactly(
            "NAME ROLE SIGNS IN BY SIGNED IN", "anna reader link never", "zoe admin password TIME");
  }

  @Test
  void roleAndPasswordAreChangedAndWhoIsRemovedIsGone() {
    userTyping(PASSWORD, "add", "anna", "--role=reader");

    assertThat(user("role", "anna", "operator").outLines()).containsExactly("anna is operator");
    assertThat(userTyping("other green apples", "password", "anna").exitCode()).isZero();

    assertThat(stored(database -> database.access().users().find(ANNA)).orElseThrow().role())
        .isEqualTo(Role.OPERATOR);
    assertThat(isPassword("other green apples")).isTrue();
    assertThat(isPassword(PASSWORD)).isFalse();
    assertThat(user("remove", "anna").outLines()).containsExactly("removed anna");
    assertThat(user("list").outLines()).hasSize(1);
  }

  @Test
  void whatIsDoneOnTheCommandLineIsKept() {
    userTyping(PASSWORD, "add", "anna", "--role=reader");
    user("role", "anna", "operator");
    user("password", "anna", "--link");
    CommandResult.router("token", "add", config, "crm", "--may=send");

    List<AuditEntry> done =
        stored(database -> database.access().audit().list(AuditFilter.all(), Optional.empty(), 10));

    assertThat(done)
        .extracting(each -> each.who() + ": " + each.action() + " " + each.subject())
        .containsExactly(
            "command line: token-add crm",
            "command line: user-link anna",
            "command line: user-role anna",
            "command line: user-add anna");
    assertThat(done.toString()).doesNotContain(PASSWORD);
  }

  @Test
  void aMistakeIsOneLineAndChangesNothing() {
    assertThat(userTyping("short", "add", "anna", "--role=reader").errLines())
        .containsExactly(
            "--password-stdin is not valid: a password has 12 to 200 characters; several words are"
                + " good");
    assertThat(user("add", "anna", "--role=root", "--link").errLines())
        .containsExactly("--role is not valid: is no role: root; roles: reader, operator, admin");
    assertThat(user("add", "an na", "--role=reader", "--link").errLines())
        .containsExactly(
            "NAME is not valid: a user's name is 1 to 100 of the characters a-z 0-9 . _ @ + -");
    assertThat(user("remove", "anna").errLines())
        .containsExactly("there is no user of that name: anna; 'router user list' lists all");
    assertThat(user("add", "anna", "--role=reader", "--link", "--password-stdin").err())
        .contains("mutually exclusive");
    assertThat(user("list").outLines()).hasSize(1);
  }
}
