package org.threadless.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.http.wiring.EndpointInstance;
import org.threadless.server.config.text.ConfigException;
import org.threadless.server.plugin.Plugins;

class SetupTest {

  @TempDir Path temp;

  @Test
  void appsAndBackendsAreInTheOrderOfTheFile() throws Exception {
    Setup setup =
        read(
            """
            apps: [greeter, counter, left]
            backends:
              two: {engine: journal}
              one: {engine: tooled}
            """,
            plugins());

    assertThat(setup.appNames()).containsExactly("greeter", "counter", "left");
    assertThat(setup.backendPaths()).containsExactly("/journal/two/", "/tooled/one/");
  }

  @Test
  void mistakesOfEveryKindAreReportedAtOnceByLine() throws Exception {
    assertThat(
            mistakes(
                """
                http:
                  port: 70000
                apps:
                  - greter
                  - greeter: {greting: Hi}
                backends:
                  my modem: {engine: journal, pasword: x}
                  other:
                    engine: pigeon
                  third: {engine: journal, password: "${NO_SUCH}"}
                  fourth: {}
                """,
                plugins()))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("2: http.port must be from 0 to 65535"),
            line -> assertThat(line).startsWith("4: apps[1] is not an installed app: greter; "),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "5: apps[2].greeter.greting is not a setting; did you mean greeting?"),
            line ->
                assertThat(line).startsWith("7: backends.my modem is not a name for a backend: "),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "7: backends.my modem.pasword is not a setting; did you mean password?"),
            line ->
                assertThat(line)
                    .startsWith("9: backends.other.engine is not an installed engine: pigeon; "),
            line ->
                assertThat(line)
                    .startsWith("10: backends.third.password needs the environment variable"),
            line -> assertThat(line).isEqualTo("11: backends.fourth.engine is missing"));
  }

  @Test
  void aBackendThatTakesFromAnybodyIsRefusedWhereOthersCanReachIt() throws Exception {
    String backends = "backends:\n  a: {engine: open}\n  b: {engine: open, door: false}\n";

    assertThat(mistakes("http: {host: 0.0.0.0}\n" + backends, plugins()))
        .containsExactly(
            "3: backends.a lets everybody who reaches 0.0.0.0 bring messages in, in anybody's name:"
                + " set allow-ip, secret or check, or allow-anyone: true where that is meant");
  }

  @Test
  void aBackendThatNeedsAPublicUrlIsRefusedWhereThereIsNone() throws Exception {
    String backends = "backends:\n  a: {engine: open, door: false, sign: true}\n";

    assertThat(mistakes(backends, plugins()))
        .containsExactly(
            "2: backends.a needs the URL that its gateway calls: set public-url to that of the"
                + " root, such as https://sms.example.org/");
    assertThat(
            read("http: {public-url: [https://sms.example.org/]}\n" + backends, plugins())
                .backends())
        .hasSize(1);
  }

  @Test
  void aBackendMayTakeFromAnybodyWhereOnlyThisMachineCanReachIt() throws Exception {
    String backends = "backends: {a: {engine: open}}\n";

    assertThat(read(backends, plugins()).backends()).hasSize(1);
    assertThat(read("http: {host: localhost}\n" + backends, plugins()).backends()).hasSize(1);
  }

  @Test
  void mistakesInWhatEveryBackendHasAreReportedLikeOthers() throws Exception {
    assertThat(
            mistakes(
                """
                backends:
                  one: {engine: journal, handler: quue}
                  two:
                    engine: journal
                    handler: queue
                    concurrency: 0
                    retry: {first: 0s, facter: 3}
                    hander: queue
                """,
                plugins()))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("2: backends.one.handler is not an installed handler: quue; ")
                    .contains("inline", "queue"),
            line -> assertThat(line).startsWith("6: backends.two.concurrency must be from 1"),
            line -> assertThat(line).startsWith("7: backends.two.retry.facter is not a setting"),
            line -> assertThat(line).startsWith("7: backends.two.retry.first must be longer"),
            line ->
                assertThat(line)
                    .isEqualTo("8: backends.two.hander is not a setting; did you mean handler?"));
  }

  @Test
  void anUnknownAppOrEngineListsTheInstalledOnesAndWhereEachCameFrom() throws Exception {
    List<String> lines = mistakes("apps: [pigeon]\nbackends: {a: {engine: pigeon}}", plugins());

    assertThat(lines.get(0))
        .contains("installed: asking (unknown, ")
        .contains("greeter (unknown, ")
        .doesNotContain("journal");
    assertThat(lines.get(1)).contains("installed: journal (unknown, ").doesNotContain("greeter");
  }

  @Test
  void whereNothingIsInstalledThatIsSaid() throws Exception {
    assertThat(
            mistakes(
                "apps: [pigeon]\nbackends: {a: {engine: pigeon}}",
                Plugins.find(ClassLoader.getPlatformClassLoader())))
        .containsExactly(
            "1: apps[1] is not an installed app: pigeon; none is installed",
            "2: backends.a.engine is not an installed engine: pigeon; none is installed");
  }

  @Test
  void theSameAppTwiceIsOneLine() throws Exception {
    assertThat(mistakes("apps:\n  - greeter\n  - greeter: {greeting: Hi}\n", plugins()))
        .containsExactly("3: apps[2].greeter is the app greeter once more; it is on line 2 too");
  }

  @Test
  void theSameBackendTwiceIsOneLine() throws Exception {
    assertThat(mistakes("backends:\n  a: {engine: journal}\n  a: {engine: tooled}\n", plugins()))
        .containsExactly("3: backends.a is there twice; it is on line 2 too");
  }

  @Test
  void aSecretIsNotInAMistakeAboutIt() throws Exception {
    assertThat(mistakes("apps: [{greeter: {token: abc}}]", plugins()))
        .containsExactly("1: apps[1].greeter.token must be longer, and is ***");
  }

  @Test
  void anEndpointIsServedWhereTheFileHasASectionOfItOrItIsOnByDefault() throws Exception {
    assertThat(read("apps: []", plugins()).endpoints())
        .extracting(EndpointInstance::path)
        .containsExactly("/health/");
    assertThat(read("board:", plugins()).endpoints())
        .extracting(EndpointInstance::path)
        .containsExactly("/board/", "/health/");
    assertThat(read("health: {}\nboard: {text: Hi}", plugins()).endpoints())
        .extracting(EndpointInstance::path)
        .containsExactly("/board/", "/health/");
  }

  @Test
  void mistakesInASectionOfAnEndpointAreToldByLine() throws Exception {
    assertThat(
            mistakes(
                """
                board:
                  txt: Hi
                  token: abc
                health: {port: 1}
                """,
                plugins()))
        .containsExactly(
            "2: board.txt is not a setting; did you mean text?",
            "3: board.token must be longer, and is ***",
            "4: health.port is not a setting; there is nothing to set here");
    assertThat(mistakes("board: Hi", plugins()))
        .containsExactly("1: board must be a map of settings, and is a single value");
  }

  @Test
  void anUnknownSectionIsAMistakeThatOffersTheEndpointsToo() throws Exception {
    assertThat(mistakes("boord: {text: Hi}", plugins()))
        .containsExactly("1: boord is not a setting; did you mean board?");
    assertThat(mistakes("xyz: 1", plugins()))
        .singleElement()
        .asString()
        .startsWith("1: xyz is not a setting; the settings here are project-name, ")
        .contains("backends", "board", "health");
  }

  @Test
  void anEngineOfABackendWithTheNameOfAnEndpointIsOneLine() throws Exception {
    assertThat(mistakes("backends:\n  a:\n    engine: journal\njournal: {}\n", plugins()))
        .containsExactly(
            "3: backends.a.engine names an engine that has the name of the endpoint journal; leave"
                + " out one of the two");
    assertThat(read("backends: {a: {engine: journal}}", plugins()).endpoints()).hasSize(1);
  }

  @Test
  void twoBackendsWhoseHandlersWouldTakeFromEachOtherAreOneLine() throws Exception {
    String yaml =
        """
        backends:
          a: {engine: journal, handler: {shelf: {number: 1}}}
          b: {engine: journal, handler: {shelf: {number: 2}}}
          c: {engine: journal, handler: {shelf: {number: 1}}}
        """;

    assertThat(mistakes(yaml, plugins()))
        .containsExactly(
            "4: backends.c has the shelf 1, which is that of the backend a: each needs its own");
    assertThat(
            read(yaml.replace("c: {engine: journal, handler: {shelf: {number: 1}}}", ""), plugins())
                .backends())
        .hasSize(2);
  }

  private static Plugins plugins() {
    return Plugins.find(SetupTest.class.getClassLoader());
  }

  private Setup read(String yaml, Plugins plugins) throws IOException {
    Path file = Files.writeString(temp.resolve("router.yml"), yaml);
    return Setup.read(file, Map.of(), plugins);
  }

  private List<String> mistakes(String yaml, Plugins plugins) {
    String file = temp.resolve("router.yml") + ":";
    return catchThrowableOfType(ConfigException.class, () -> read(yaml, plugins))
        .getMessage()
        .lines()
        .map(line -> line.replace(file, ""))
        .toList();
  }
}
