package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {

  @TempDir Path temp;
  private ConfigFolder folder;

  @BeforeEach
  void useFolder() {
    folder = new ConfigFolder(temp);
  }

  @Test
  void appsBackendsAndDatabaseAreNamed() {
    CommandResult ran =
        CommandResult.router(
            "check",
            folder.inMemory(
                """
                http: {host: "::1", port: 8001}
                apps: [greeter, counter]
                backends: {public: {engine: journal}, private: {engine: journal}}
                board:
                """));

    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.outLines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("apps"),
            line -> assertThat(line).isEqualTo("  greeter"),
            line -> assertThat(line).isEqualTo("  counter"),
            line -> assertThat(line).isEqualTo("backends:"),
            line -> assertThat(line).isEqualTo("  http://[::1]:8001/journal/public/"),
            line -> assertThat(line).isEqualTo("  http://[::1]:8001/journal/private/"),
            line -> assertThat(line).isEqualTo("endpoints:"),
            line -> assertThat(line).isEqualTo("  http://[::1]:8001/board/"),
            line -> assertThat(line).isEqualTo("  http://[::1]:8001/health/"),
            line -> assertThat(line).isEqualTo("database:"),
            line -> assertThat(line).startsWith("  H2 2."),
            line -> assertThat(line).isEqualTo(temp.resolve("router.yml") + " has no mistakes"));
  }

  @Test
  void whoIsToldOfWhatIsShownAndWhoeverCouldReadItOnTheWayIsWarnedOf() {
    CommandResult ran =
        CommandResult.router(
            "check",
            folder.inMemory(
                """
                callbacks:
                  - url: http://example.org/told?key=hunter2
                    secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
                    on: [sent, failed]
                callbacks-by-message:
                  secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
                  allow: ["*.example.org", 10.0.0.0/8]
                """));

    assertThat(ran.err()).isEmpty();
    assertThat(ran.outLines())
        .containsSubsequence(
            "callbacks:",
            "  http://example.org/...  on sent, failed",
            "  whom a message names, at *.example.org, 10.0.0.0/8",
            "database:",
            "warning: callback http://example.org/...: whoever is on the way reads what it is told;"
                + " let its url be https");
    assertThat(ran.out()).doesNotContain("hunter2").doesNotContain("whsec");
  }

  @Test
  void whatIsKeptForATimeOnlyIsShown() {
    CommandResult ran =
        CommandResult.router(
            "check", folder.inMemory("keep: {texts: 90d, messages: 2y, errored: 1mo}\n"));

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .containsPattern(
            """
            kept for a time only:
              messages, with all that is kept of them: 2 years, now from \\S+ on
              the texts of messages: 90 days, now from \\S+ on
              what apps threw, and with it that a message can be routed again: 1 month, now from \\S+ on
              all else is kept, and nothing goes of messages that are not done
            """);
  }

  @Test
  void mistakesInHowLongSomethingIsKeptAreToldWithWhatIsMeant() {
    CommandResult ran =
        CommandResult.router(
            "check",
            folder.inMemory(
                """
                keep:
                  texts: 3y
                  messages: 2y
                  reports: 10m
                  audits: 1y
                """));

    assertThat(ran.err())
        .contains("router.yml:3", "keep.texts", "must not be longer than messages")
        .contains("keep.reports", "must be days, weeks, months or years, such as 90d")
        .contains("audits", "audit");
  }

  @Test
  void theRoutesAreATableInTheOrderInWhichTheyAreLookedAt() {
    CommandResult ran =
        CommandResult.router(
            "check",
            folder.inMemory(
                """
                backends:
                  vodacom: {engine: journal, fallback: [airtel, other]}
                  airtel: {engine: journal, fallback: third}
                  other: {engine: journal}
                  third: {engine: journal}
                routes:
                  - {prefix: "", to: airtel}
                  - {prefix: "+2557", to: {vodacom: 3, airtel: 1}}
                """));

    assertThat(ran.err()).isEmpty();
    assertThat(ran.outLines())
        .containsSubsequence(
            "routes, of which the first that fits holds:",
            "  +2557      vodacom 75 %, airtel 25 %",
            "  any other  airtel",
            "fallbacks, in the order in which they are asked:",
            "  vodacom  airtel, third, other",
            "  airtel   third",
            "database:");
  }

  @Test
  void aDatabaseThatMayLoseWhatItHasStoredIsWarnedOf() throws IOException {
    Path file = temp.resolve("forgetting.yml");
    Files.writeString(
        file, "database: {url: 'jdbc:h2:file:" + temp.resolve("d") + ";WRITE_DELAY=500'}\n");

    CommandResult ran = CommandResult.router("check", "--config", file.toString());

    assertThat(ran.outLines())
        .anyMatch(line -> line.startsWith("warning: the database: WRITE_DELAY is 500: "));
  }

  @Test
  void aBackendsPresetIsNamed() {
    CommandResult ran =
        CommandResult.router(
            "check", folder.inMemory("backends: {one: {engine: parcel, preset: eagle}}"));

    assertThat(ran.err()).isEmpty();
    assertThat(ran.outLines()).contains("  http://127.0.0.1:8000/parcel/one/  preset eagle");
  }

  @Test
  void aBackendsHoursArePrinted() {
    CommandResult ran =
        CommandResult.router(
            "check",
            folder.inMemory(
                "backends: {one: {engine: journal, hours: {from: '08:00', to: '20:00', zone:"
                    + " Africa/Nairobi, days: [mon, sat]}}}"));

    assertThat(ran.err()).isEmpty();
    assertThat(ran.outLines())
        .contains(
            "  http://127.0.0.1:8000/journal/one/  hours 08:00 to 20:00 Africa/Nairobi, beginning on"
                + " mon, sat");
  }

  @ParameterizedTest
  @CsvSource({
    "'from: \"08:00\", to: \"20:00\", zone: Africa/Nairob', hours.zone must be a time zone such as"
        + " Africa/Nairobi",
    "'from: \"08:00\", to: \"20:00\"', hours.zone is missing",
    "'from: \"8\", to: \"20:00\", zone: UTC', hours.from must be a time of day such as 08:00",
    "'from: \"08:00\", to: \"08:00\", zone: UTC', hours.to must be another time than from",
    "'from: \"08:00\", to: \"20:00\", zone: UTC, days: [monday]', 'hours.days[1] must be one of mon'"
  })
  void hoursThatAreNoneAreOneLine(String hours, String problem) {
    CommandResult ran =
        CommandResult.router(
            "check", folder.inMemory("backends: {one: {engine: journal, hours: {" + hours + "}}}"));

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines()).singleElement().asString().contains(problem);
  }

  @Test
  void mistakesInAPresetAreListedWithItsFile() throws IOException {
    Path file = Files.createDirectories(temp.resolve("presets")).resolve("mine.yml");
    Files.writeString(file, "outgoing:\n  urls: http://mine.example/\n");

    CommandResult ran =
        CommandResult.router(
            "check", folder.inMemory("backends: {one: {engine: parcel, preset: mine}}"));

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines())
        .containsExactly(
            file + ":1: outgoing.url is missing",
            file + ":2: outgoing.urls is not a setting; did you mean url?");
  }

  @ParameterizedTest
  @CsvSource({
    "{engine: nosy}, backend one cannot be made: , asks for",
    "{engine: unmapped}, backend one cannot be made: , the mapper java.lang.String is not an",
    "'{engine: journal, handler: nosy}', handler nosy of the backend one cannot be made: , asks for"
  })
  void aBackendOrHandlerThatAsksForWhatThereIsNotIsOneLine(
      String backend, String start, String part) {
    CommandResult ran =
        CommandResult.router("check", folder.inMemory("backends: {one: " + backend + "}"));

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines())
        .singleElement()
        .satisfies(line -> assertThat(line).contains(start.strip()).contains(part));
  }

  @Test
  void allMistakesAreListedByLine() {
    CommandResult ran =
        CommandResult.router(
            "check",
            folder.option(
                """
                http: {prot: 1}
                database: {url: "jdbc:oracle:x", password: hunter2}
                apps: [greter]
                backends:
                  a.b: {engine: journal}
                  c: {engine: pigeon}
                  d: {engine: journal, password: "${NO_SUCH_VARIABLE_HERE}"}
                """));

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.errLines())
        .hasSize(6)
        .allSatisfy(line -> assertThat(line).startsWith(temp.resolve("router.yml") + ":"))
        .extracting(line -> line.replaceAll("^.*router\\.yml:(\\d+): .*", "$1"))
        .containsExactly("1", "2", "3", "5", "6", "7");
    assertThat(ran.err()).contains("did you mean port?").doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "serve"})
  void aDatabaseWhereNoFileCanBeIsOneLine(String command) throws IOException {
    Files.writeString(temp.resolve("file"), "no folder");
    CommandResult ran =
        CommandResult.router(
            command,
            folder.option(
                "database: {url: 'jdbc:h2:file:" + temp.resolve("file/db") + "', password: x1y2}"));

    assertOneLine(ran, "the database jdbc:h2:file:" + temp.resolve("file/db") + " ", "x1y2");
  }

  @Test
  void aDatabaseThatSomebodyElseHasOpenIsNoMistake() throws IOException {
    try (FileChannel channel = openDatabase();
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      CommandResult ran = CommandResult.router("check", databaseOption());

      assertThat(ran.exitCode()).isZero();
      assertThat(ran.out()).contains("not tried: another process has it open");
    }
  }

  @Test
  void aDatabaseThatSomebodyElseHasOpenCannotBeServed() throws IOException {
    try (FileChannel channel = openDatabase();
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();

      assertOneLine(CommandResult.router("serve", databaseOption()), "the database ", "x1y2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "serve"})
  void aPostgresqlThatRefusesIsOneLineWithoutThePassword(String command) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/router";
    CommandResult ran =
        CommandResult.router(
            command,
            folder.option(
                "database: {url: '" + url + "?password=x1y2', user: me, password: x1y2}"));

    assertOneLine(ran, "the database " + url + " cannot be opened: ", "x1y2");
    assertThat(ran.err()).contains("refused");
  }

  private static void assertOneLine(CommandResult ran, String start, String secret) {
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines()).singleElement().asString().startsWith(start);
    assertThat(ran.out() + ran.err()).doesNotContain(secret);
  }

  private FileChannel openDatabase() throws IOException {
    Path file = temp.resolve("db.mv.db");
    assertThat(CommandResult.router("check", databaseOption()).exitCode()).isZero();
    assertThat(file).isRegularFile();
    return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private String databaseOption() {
    return folder.option(
        "database: {url: 'jdbc:h2:file:" + temp.resolve("db") + "', password: x1y2}");
  }

  @Test
  void aHandlerThatCanNeverBeReachedIsWarnedOf() {
    CommandResult ran =
        CommandResult.router(
            "check",
            folder.inMemory("apps: [tally, second-tally]\nbackends: {one: {engine: journal}}"));

    assertThat(ran.outLines())
        .contains(
            "warning: the keyword 'TALLY' of the app second-tally can never be reached: the keyword"
                + " 'tally' of the app tally takes all of its messages");
    assertThat(ran.exitCode()).isZero();
  }

  @Test
  void whatIsWrongWithTheTextsOfAppsIsListed() throws IOException {
    Path texts = Files.createDirectory(temp.resolve("texts"));
    Files.writeString(texts.resolve("greeter.properties"), "hello = Hello {0}\nbye = Bye");
    Files.writeString(texts.resolve("greeter_sw.properties"), "hello = Habari\nbyee = Kwaheri");
    Files.writeString(texts.resolve("greter_fr.properties"), "");

    CommandResult ran = CommandResult.router("check", "--config", greeter().toString());

    String swahili = texts.resolve("greeter_sw.properties").toString();
    assertThat(ran.outLines())
        .filteredOn(line -> line.startsWith("warning: "))
        .containsExactly(
            "warning: app greeter: "
                + swahili
                + ": byee is unused: "
                + texts.resolve("greeter.properties")
                + " does not have it",
            "warning: app greeter: " + swahili + ": hello has no place, and there should be {0}",
            "warning: app greeter: " + swahili + ": bye is missing",
            "warning: "
                + texts.resolve("greter_fr.properties")
                + ": no app that it could be of is configured");
    assertThat(ran.exitCode()).isZero();
  }

  @Test
  void aFileOfTextsThatCannotBeReadIsAMistake() throws IOException {
    Path texts = Files.createDirectory(temp.resolve("texts"));
    Path file = texts.resolve("greeter_fr.properties");
    Files.write(file, new byte[] {'a', '=', (byte) 0xE9});

    CommandResult ran = CommandResult.router("check", "--config", greeter().toString());

    assertThat(ran.errLines())
        .containsExactly(file + ": the file must be UTF-8 text, and has other bytes");
    assertThat(ran.exitCode()).isEqualTo(1);
  }

  private Path greeter() throws IOException {
    return Files.writeString(
        temp.resolve("greeter.yml"),
        "apps: [greeter]\ndatabase: {url: 'jdbc:h2:file:" + temp.resolve("texts-db") + "'}\n");
  }

  @Test
  void messagesThatWaitForABackendThatIsNotConfiguredAreWarnedOf() throws IOException {
    String database = "database: {url: 'jdbc:h2:file:" + temp.resolve("db") + "'}\n";
    Path busy = Files.writeString(temp.resolve("busy"), "busy");
    String gone = "apps: [greeter]\nbackends: {gone: {engine: journal, trouble: '" + busy + "'}}";
    CommandResult.router("incoming", folder.option(database + gone), "gone", "1", "hello");

    CommandResult ran =
        CommandResult.router(
            "check", folder.option(database + "backends: {one: {engine: journal}}"));

    assertThat(ran.outLines())
        .filteredOn(line -> line.startsWith("warning: "))
        .singleElement()
        .asString()
        .matches(
            "warning: backend gone is not configured, and messages of it wait to be sent: 1, since"
                + " \\S+Z; they wait until it is configured again, or until 'bin/router backend rename"
                + " gone NEW' moves all that is its to the backend NEW");
    assertThat(ran.exitCode()).isZero();
  }

  @Test
  void anAppThatCannotBeMadeIsAMistake() {
    CommandResult ran =
        CommandResult.router(
            "check", folder.inMemory("apps: [moody]\nbackends: {one: {engine: journal}}"));

    assertThat(ran.errLines()).singleElement().asString().startsWith("app moody cannot be made: ");
    assertThat(ran.exitCode()).isEqualTo(1);
  }
}
