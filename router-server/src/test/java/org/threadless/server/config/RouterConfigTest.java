package org.threadless.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.http.HttpSettings;
import org.threadless.http.callback.CallbackPlan;
import org.threadless.router.config.NoConfig;
import org.threadless.router.config.Secret;
import org.threadless.router.config.Settings;
import org.threadless.router.engine.callback.EventType;
import org.threadless.router.engine.routing.way.Route;
import org.threadless.router.message.BackendName;
import org.threadless.server.config.backend.BackendEntry;
import org.threadless.server.config.plugin.PluginEntry;
import org.threadless.server.config.text.ConfigException;
import org.threadless.server.config.text.Mistakes;
import org.threadless.storage.pool.DatabaseSettings;

class RouterConfigTest {

  record Kannel(String sendsmsUrl, Map<String, Secret> sendsmsParams) {
    Kannel {
      Settings.notBlank("sendsmsUrl", sendsmsUrl);
      sendsmsParams = Settings.orElse(sendsmsParams, Map.of());
    }
  }

  record Fallback(String response) {}

  @TempDir Path temp;
  private TestFolder folder;

  @BeforeEach
  void useFolder() {
    folder = new TestFolder(temp, Map.of("KANNEL_PASSWORD", "hunter2"));
  }

  private List<String> mistakesIn(String yaml) {
    ConfigFile file = folder.read(yaml);
    RouterConfig.from(file, engine -> Optional.empty());
    return folder.linesOf(file.mistakes());
  }

  private RouterConfig valid(String yaml) {
    ConfigFile file = folder.read(yaml);
    RouterConfig config = RouterConfig.from(file, engine -> Optional.empty());
    assertThatCode(file.mistakes()::throwIfAny).doesNotThrowAnyException();
    return config;
  }

  @Test
  void everythingHasADefault() {
    RouterConfig config = valid("apps: []");
    assertThat(config.projectName()).isEqualTo("Threadless Router");
    assertThat(config.http()).isEqualTo(new HttpSettings("127.0.0.1", 8000));
    assertThat(config.database())
        .isEqualTo(new DatabaseSettings("jdbc:h2:file:./data/router", "", new Secret(""), 1));
    assertThat(config.apps()).isEmpty();
    assertThat(config.backends()).isEmpty();
  }

  @Test
  void theLanguageIsEnglishUnlessAnotherIsConfigured() {
    assertThat(valid("apps: []").language()).isEqualTo(Locale.ENGLISH);
    assertThat(valid("language: pt-BR").language()).isEqualTo(Locale.forLanguageTag("pt-BR"));
    assertThat(valid("language: pt_BR").language()).isEqualTo(Locale.forLanguageTag("pt-BR"));
    assertThat(mistakesIn("language: english"))
        .containsExactly(
            "router.yml:1: language must be a language such as en or pt-BR, and is english");
  }

  @Test
  void whoIsToldOfWhatIsReadFromTheFile() {
    CallbackPlan plan =
        valid(
                """
                callbacks:
                  - {url: "https://example.org/a", secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw}
                  - url: https://example.org/b
                    secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
                    on: [sent, stopped]
                    timeout: 3s
                    give-up-after: 2h
                callbacks-by-message:
                  secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
                  allow: ["*.example.org"]
                """)
            .callbacks();

    assertThat(plan.callbacks().get(0).events()).containsExactly(EventType.values());
    assertThat(plan.callbacks().get(1).events()).containsExactly(EventType.SENT, EventType.STOPPED);
    assertThat(plan.callbacks().get(1).timeout()).hasSeconds(3);
    assertThat(plan.callbacks().get(1).giveUpAfter()).hasHours(2);
    assertThat(plan.byMessage().orElseThrow().allow()).containsExactly("*.example.org");
    assertThat(valid("apps: []").callbacks().isNone()).isTrue();
  }

  @Test
  void whatIsWrongWithACallbackIsSaidWithItsLine() {
    assertThat(
            mistakesIn(
                """
                callbacks:
                  - {url: "ftp://example.org/", secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw}
                  - {url: "https://example.org/", secret: hunter2}
                  - {url: "https://example.org/b", on: [send]}
                callbacks-by-message:
                  secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
                  allow: ["https://example.org"]
                """))
        .containsExactlyInAnyOrder(
            "router.yml:2: callbacks[1].url must be a URL such as http://127.0.0.1:13013/send",
            "router.yml:3: callbacks[2].secret must be whsec_ and then 24 to 64 bytes in base64;"
                + " \"openssl rand -base64 32\" makes what comes after whsec_",
            "router.yml:4: callbacks[3].secret is missing",
            "router.yml:4: callbacks[3].on[1] must be one of received, sent, delivered, failed,"
                + " cancelled, stopped, and is 'send'",
            "router.yml:7: callbacks-by-message.allow must be a list of hosts such as example.org or"
                + " *.example.org, or of addresses such as 10.1.0.0/16, each with a port behind it as"
                + " example.org:8443 or without, and has https://example.org");
  }

  @Test
  void noTwoCallbacksHaveOneUrl() {
    String one = "{url: 'https://example.org/', secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw}";

    assertThat(mistakesIn("callbacks: [" + one + ", " + one + "]"))
        .containsExactly(
            "router.yml:1: callbacks must name each url once; let one that is there twice be told"
                + " all of it by one");
  }

  @Test
  void aRouteLeadsToOneBackendOrToSeveralByWeight() {
    RouterConfig config =
        valid(
            """
            backends:
              safaricom: {engine: kannel}
              vodacom: {engine: kannel}
              airtel: {engine: kannel}
            routes:
              - {prefix: +254, to: safaricom}
              - prefix: "+2557"
                to: {vodacom: 3, airtel: 1}
              - {prefix: "", to: airtel}
            """);

    assertThat(config.routes())
        .containsExactly(
            new Route("+254", Map.of(new BackendName("safaricom"), 1)),
            new Route("+2557", Map.of(new BackendName("vodacom"), 3, new BackendName("airtel"), 1)),
            new Route("", Map.of(new BackendName("airtel"), 1)));
  }

  @Test
  void allMistakesInRoutesAreReportedAtOnce() {
    assertThat(
            mistakesIn(
                """
                backends:
                  safaricom: {engine: kannel}
                  airtel: {engine: kannel}
                routes:
                  - {prefix: "+254", to: safricom}
                  - {prefix: "+255", to: {airtel: 0, pigeons: 2}}
                  - {prefix: "+254", to: airtel}
                  - {to: airtel}
                  - {prefix: "+256"}
                  - {prefix: "+257", to: [airtel, safaricom]}
                  - airtel
                  - {prefix: "+258", to: airtel, wait: 3}
                  - {prefix: "+259", to: {}}
                """))
        .containsExactly(
            "router.yml:5: routes[1].to is no configured backend: safricom; did you mean safaricom?",
            "router.yml:6: routes[2].to.airtel must be a weight, which is a whole number from 1 to 1000000",
            "router.yml:6: routes[2].to.pigeons is no configured backend: pigeons;"
                + " configured: safaricom, airtel",
            "router.yml:7: routes[3] has the prefix '+254' once more; it is on line 5 too",
            "router.yml:8: routes[4].prefix is missing",
            "router.yml:9: routes[5].to is missing",
            "router.yml:10: routes[6].to must be the name of a backend, or a map of such names and their"
                + " weights, as in {vodacom: 3, airtel: 1}; it is a list",
            "router.yml:11: routes[7] must be a map with prefix and to, and is a single value",
            "router.yml:12: routes[8].wait is not a setting; the settings here are prefix, to",
            "router.yml:13: routes[9].to must be the name of a backend, or a map of such names and their"
                + " weights, as in {vodacom: 3, airtel: 1}; it is a map");
  }

  @Test
  void fallbacksThatThereAreNotOrThatLeadBackAreReportedAtOnce() {
    assertThat(
            mistakesIn(
                """
                backends:
                  one: {engine: kannel, fallback: [two, thre]}
                  two: {engine: kannel, fallback: three}
                  three:
                    engine: kannel
                    fallback: [four, two]
                  four: {engine: kannel}
                  five: {engine: kannel, fallback: [five]}
                  six: {engine: kannel, fallback: [pigeons, four]}
                """))
        .containsExactly(
            "router.yml:2: backends.one.fallback is no configured backend: thre;"
                + " did you mean three?",
            "router.yml:3: backends.two.fallback leads back to where it began: two -> three -> two",
            "router.yml:8: backends.five.fallback leads back to where it began: five -> five",
            "router.yml:9: backends.six.fallback is no configured backend: pigeons;"
                + " configured: one, two, three, four, five, six");
  }

  @Test
  void aFallbackMayHaveARate() {
    assertThat(
            mistakesIn(
                """
                backends:
                  one: {engine: kannel, rate: 10/s, fallback: [two, three]}
                  two: {engine: kannel, per-day: 100}
                  three: {engine: kannel}
                """))
        .isEmpty();
  }

  @Test
  void noLoopOfFallbacksIsOverlookedAndNothingElseIsTakenForOne() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      int size = 1 + random.nextInt(6);
      boolean[][] leads = new boolean[size][size];
      StringBuilder yaml = new StringBuilder("backends:\n");
      for (int from = 0; from < size; from++) {
        List<String> names = new ArrayList<>();
        for (int to = 0; to < size; to++) {
          leads[from][to] = random.nextInt(5) == 0;
          if (leads[from][to]) {
            names.add("b" + to);
          }
        }
        String fallback = names.isEmpty() ? "" : ", fallback: " + names;
        yaml.append("  b" + from + ": {engine: kannel" + fallback + "}\n");
      }
      assertThat(mistakesIn(yaml.toString()).isEmpty())
          .as("seed %s: %s", seed, yaml)
          .isEqualTo(!hasLoop(leads));
    }
  }

  // Warshall's: whoever can be reached from itself.
  private static boolean hasLoop(boolean[][] leads) {
    int size = leads.length;
    boolean[][] reached = new boolean[size][];
    for (int i = 0; i < size; i++) {
      reached[i] = leads[i].clone();
    }
    for (int by = 0; by < size; by++) {
      for (int from = 0; from < size; from++) {
        for (int to = 0; to < size; to++) {
          reached[from][to] |= reached[from][by] && reached[by][to];
        }
      }
    }
    boolean found = false;
    for (int i = 0; i < size; i++) {
      found |= reached[i][i];
    }
    return found;
  }

  @Test
  void aWholeFileIsRead() {
    RouterConfig config =
        valid(
            """
            project-name: My project
            http: {host: 0.0.0.0, port: 0}
            database: {url: "jdbc:h2:mem:x", user: me, password: 0123, pool-size: 5}
            apps:
              - echo
              - default: {response: "Sorry, %(project_name)s could not understand."}
            backends:
              httptester-public: {engine: httptester}
              my-kannel:
                engine: kannel
                sendsms-url: http://127.0.0.1:13013/cgi-bin/sendsms
                sendsms-params: {from: 1234, password: "${KANNEL_PASSWORD}"}
            """);
    assertThat(config.projectName()).isEqualTo("My project");
    assertThat(config.http()).isEqualTo(new HttpSettings("0.0.0.0", 0));
    assertThat(config.database())
        .isEqualTo(new DatabaseSettings("jdbc:h2:mem:x", "me", new Secret("0123"), 5));
    assertThat(config.apps()).extracting(PluginEntry::name).containsExactly("echo", "default");
    assertThat(config.backends())
        .extracting(BackendEntry::name, BackendEntry::engine)
        .containsExactly(
            tuple(new BackendName("httptester-public"), "httptester"),
            tuple(new BackendName("my-kannel"), "kannel"));
  }

  @Test
  void settingsOfPluginsAreReadOnceTheirRecordsAreKnown() {
    RouterConfig config =
        valid(
            """
            apps: [echo, {default: {response: Sorry}}]
            backends:
              k: {engine: kannel, sendsms-url: x, sendsms-params: {password: "${KANNEL_PASSWORD}"}}
            """);
    Mistakes mistakes = new Mistakes();
    assertThat(config.apps().get(0).settings().bind(NoConfig.class, mistakes))
        .contains(new NoConfig());
    assertThat(config.apps().get(1).settings().bind(Fallback.class, mistakes))
        .contains(new Fallback("Sorry"));
    assertThat(config.backends().get(0).settings().bind(Kannel.class, mistakes))
        .contains(new Kannel("x", Map.of("password", new Secret("hunter2"))));
    assertThat(mistakes.list()).isEmpty();
  }

  @Test
  void mistakesOfEveryKindAreReportedAtOnceByLine() {
    ConfigFile file =
        folder.read(
            """
            http:
              port: 70000
            databse: {}
            apps:
              - ekho
            backends:
              k:
                engine: kannel
                sendsms-ulr: http://x
              t: {engine: pigeon, password: "${NO_SUCH}"}
            """);
    RouterConfig config = RouterConfig.from(file, engine -> Optional.empty());
    Mistakes mistakes = file.mistakes();
    mistakes.add(config.backends().get(1).enginePlace(), "is not an engine; known: kannel 1.0");
    config.backends().get(0).settings().bind(Kannel.class, mistakes);
    mistakes.add(config.apps().get(0).place(), "is not an app; known: echo 1.0");

    assertThat(folder.linesOf(mistakes))
        .containsExactly(
            "router.yml:2: http.port must be from 0 to 65535, and is 70000",
            "router.yml:3: databse is not a setting; did you mean database?",
            "router.yml:5: apps[1] is not an app; known: echo 1.0",
            "router.yml:7: backends.k.sendsms-url is missing",
            "router.yml:9: backends.k.sendsms-ulr is not a setting; did you mean sendsms-url?",
            "router.yml:10: backends.t.password needs the environment variable NO_SUCH,"
                + " which is not set",
            "router.yml:10: backends.t.engine is not an engine; known: kannel 1.0");
    assertThatThrownBy(mistakes::throwIfAny)
        .isInstanceOfSatisfying(
            ConfigException.class, e -> assertThat(e.mistakes()).isEqualTo(mistakes.list()))
        .message()
        .hasLineCount(7);
  }

  @Test
  void badValuesOfTheServerAreMistakes() {
    assertThat(
            mistakesIn(
                """
                project-name: " "
                http:
                  host: ''
                  port: -1
                database:
                  url: postgresql://secret@x
                  pool-size: 0
                """))
        .containsExactly(
            "router.yml:1: project-name must not be empty",
            "router.yml:3: http.host must not be empty",
            "router.yml:4: http.port must be from 0 to 65535, and is -1",
            "router.yml:6: database.url must start with jdbc:h2: or jdbc:postgresql:, as in jdbc:h2:file:./data/router",
            "router.yml:7: database.pool-size must be from 1 to 1000, and is 0");
  }

  @Test
  void anAppMayBeANameOrANameWithSettings() {
    RouterConfig config =
        valid(
            """
            apps:
              - echo
              - default:
              -
                words: {a: b}
            """);
    assertThat(config.apps())
        .extracting(PluginEntry::name)
        .containsExactly("echo", "default", "words");
    assertThat(config.apps())
        .extracting(app -> app.place().line() + " " + app.place().key())
        .containsExactly("2 apps[1]", "3 apps[2].default", "5 apps[3].words");
  }

  @Test
  void anythingElseIsNotAnApp() {
    String expected = "must be the name of one app, or such a name with its settings below it";
    assertThat(
            mistakesIn(
                """
                apps:
                  - default:
                    response: settings that are not indented
                  -
                  - [echo]
                  - {}
                  - default: Sorry
                  - ''
                """))
        .containsExactly(
            "router.yml:2: apps[1] " + expected,
            "router.yml:4: apps[2] " + expected,
            "router.yml:5: apps[3] " + expected,
            "router.yml:6: apps[4] " + expected,
            "router.yml:7: apps[5].default must be a map of settings, and is a single value",
            "router.yml:8: apps[6] " + expected);
  }

  @Test
  void theSameAppTwiceIsAMistake() {
    assertThat(mistakesIn("apps:\n  - echo\n  - default\n  - echo: {}\n"))
        .containsExactly(
            "router.yml:4: apps[3].echo is the app echo once more; it is on line 2 too");
  }

  @Test
  void aBackendNeedsAnEngineAndAName() {
    assertThat(
            mistakesIn(
                """
                backends:
                  my kannel: {engine: kannel}
                  a: {}
                  b:
                  c:
                    engine: [kannel]
                  d:
                    engine:
                  e: {engine: "${NO_SUCH}"}
                """))
        .containsExactly(
            "router.yml:2: backends.my kannel is not a name for a backend:"
                + " a backend name is 1 to 50 of the characters A-Z a-z 0-9 _ -",
            "router.yml:3: backends.a.engine is missing",
            "router.yml:4: backends.b must be a map of settings with an engine, and is empty",
            "router.yml:6: backends.c.engine must be the name of an engine, and is a list",
            "router.yml:8: backends.d.engine must be the name of an engine, and is empty",
            "router.yml:9: backends.e.engine needs the environment variable NO_SUCH,"
                + " which is not set");
  }

  @Test
  void partsOfTheWrongShapeAreMistakes() {
    assertThat(mistakesIn("http: 8000\napps: echo\nbackends: [kannel]\n"))
        .containsExactly(
            "router.yml:1: http must be a map of settings, and is a single value",
            "router.yml:2: apps must be a list, and is a single value",
            "router.yml:3: backends must be a map, and is a list");
  }
}
