package org.threadless.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.http.endpoint.EndpointPlugin;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.server.sample.CompiledJar;
import org.threadless.server.wiring.Home;
import org.threadless.server.wiring.RunningRouter;
import org.threadless.server.wiring.Setup;

/** Jars, and folders of jars, that are put into {@code plugins/}. */
class PluginFolderTest {

  private static final String APP =
      "package %s; public class TheApp implements org.threadless.router.app.App {}";

  private static final String ENGINE =
      """
      package carrier;
      public class Plugin implements org.threadless.router.backend.BackendPlugin {
        public String engine() { return "carrier"; }
        public java.util.Optional<String> presets() {
          return java.util.Optional.of("carrier/presets");
        }
        public Class<? extends org.threadless.router.backend.Backend> backendType() {
          return Carrier.class;
        }
      }
      """;
  private static final String ENGINES_BACKEND =
      """
      package carrier;
      class Carrier implements org.threadless.router.backend.Backend {
        public org.threadless.router.backend.SendResult send(
            org.threadless.router.message.OutgoingMessage message) {
          return org.threadless.router.backend.SendResult.accepted();
        }
      }
      """;

  private static final String ENDPOINT_PLUGIN =
      """
      package clock;
      public class Plugin implements org.threadless.http.endpoint.EndpointPlugin {
        public String name() { return "%s"; }
        public Class<? extends org.threadless.http.endpoint.Endpoint> endpointType() {
          return Clock.class;
        }
      }
      """;
  private static final String ENDPOINT =
      """
      package clock;
      import org.eclipse.jetty.io.Content;
      import org.eclipse.jetty.server.*;
      import org.eclipse.jetty.util.Callback;
      class Clock implements org.threadless.http.endpoint.Endpoint {
        public Handler handler() {
          return new Handler.Abstract() {
            public boolean handle(Request request, Response response, Callback callback) {
              Content.Sink.write(response, true, "library " + library.Version.get(), callback);
              return true;
            }
          };
        }
      }
      """;

  @TempDir Path temp;
  private Path folder;
  private Path available;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temp.resolve("plugins"));
    available = temp.resolve("plugins-available");
  }

  @Test
  void aJarIsFoundBesideWhatIsOnTheClassPath() throws Exception {
    app("quiz").to(folder.resolve("quiz.jar"));
    Plugins plugins = find();

    assertThat(plugins.apps().find("quiz")).isPresent();
    assertThat(plugins.apps().find("greeter")).isPresent();
    assertThat(plugins.apps()).extracting(FoundPlugin::source).contains("plugins/quiz.jar");
  }

  @Test
  void itsFolderMayHaveAnyName() throws Exception {
    Path library = library("1", folder.resolve("qu!z!/library#%20+.jar"));
    usingLibrary("quiz", library).to(folder.resolve("qu!z!/quiz ;'.jar"));

    AppPlugin plugin = find().apps().find("quiz").orElseThrow();

    assertThat(plugin.appType().getConstructor().newInstance()).hasToString("library 1");
  }

  @Test
  void itsPresetsAreThoseOfItsJar() throws Exception {
    new CompiledJar()
        .source(ENGINE)
        .source(ENGINES_BACKEND)
        .file("META-INF/services/" + BackendPlugin.class.getName(), "carrier.Plugin\n")
        .file("carrier/presets/fast.yml", "speed: 2")
        .file("carrier/presets/slow.yml", "speed: 1")
        .file("carrier/presets/deeper/other.yml", "")
        .file("carrier/presets/notes.txt", "")
        .file("carrier/presets/", "")
        .to(folder.resolve("car!rier #%20+.jar"));
    PresetFolder presets =
        PresetFolder.of(find().backends().find("carrier").orElseThrow()).orElseThrow();

    assertThat(presets.names()).containsExactly("fast", "slow");
    assertThat(presets.read("fast")).asString(StandardCharsets.UTF_8).isEqualTo("speed: 2");
  }

  @Test
  void itsEndpointIsServedFromAClassLoaderOfItsOwn() throws Exception {
    Path library = library("1", folder.resolve("clock/library.jar"));
    endpoint("clock").against(library).to(folder.resolve("clock/clock.jar"));

    assertThat(served("clock:", "/clock/")).isEqualTo("library 1");
  }

  @Test
  void anEndpointWithTheNameOfASettingIsOneLine() throws Exception {
    Path library = library("1", folder.resolve("http/library.jar"));
    endpoint("http").against(library).to(folder.resolve("http/http.jar"));

    assertThatThrownBy(() -> served("http: {port: 0}", "/"))
        .isInstanceOf(PluginException.class)
        .hasMessage(
            "the endpoint http (unknown, plugins/http) has the name of a setting of the router's"
                + " own");
  }

  @Test
  void twoEndpointsOfOneNameAreToldWithBothJars() throws Exception {
    Path library = library("1", temp.resolve("library.jar"));
    endpoint("clock").against(library).to(folder.resolve("clock.jar"));
    endpoint("clock").against(library).to(folder.resolve("watch.jar"));

    assertFails()
        .hasMessage(
            "two plugins have the same name: clock (unknown, plugins/clock.jar) and clock"
                + " (unknown, plugins/watch.jar)");
  }

  @Test
  void aFolderOfJarsIsOnePluginWithItsLibraries() throws Exception {
    Path library = library("1", folder.resolve("quiz/library.jar"));
    usingLibrary("quiz", library).to(folder.resolve("quiz/quiz.jar"));

    AppPlugin plugin = find().apps().find("quiz").orElseThrow();

    assertThat(plugin.appType().getConstructor().newInstance()).hasToString("library 1");
  }

  @Test
  void twoPluginsWithDifferentVersionsOfOneLibraryBothWork() throws Exception {
    Path first = library("1", folder.resolve("one/library.jar"));
    usingLibrary("one", first).to(folder.resolve("one/one.jar"));
    Path second = library("2", folder.resolve("two/library.jar"));
    usingLibrary("two", second).to(folder.resolve("two/two.jar"));
    Plugins plugins = find();

    assertThat(plugins.apps().find("one").orElseThrow().appType().getConstructor().newInstance())
        .hasToString("library 1");
    assertThat(plugins.apps().find("two").orElseThrow().appType().getConstructor().newInstance())
        .hasToString("library 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.threadless.router.app.App",
        "org.threadless.router.handler.HandlerApp",
        "org.threadless.http.receive.HttpBackend",
        "org.threadless.http.endpoint.Endpoint",
        "com.google.inject.Module",
        "jakarta.inject.Inject",
        "org.eclipse.jetty.server.Handler",
        "org.apache.ibatis.session.SqlSession",
        "org.slf4j.Logger",
        "java.sql.Connection",
      })
  void aPluginSharesTheseClassesWithTheServer(String name) throws Exception {
    assertThat(loader().loadClass(name)).isSameAs(Class.forName(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.threadless.server.Main",
        "org.threadless.server.plugin.Plugins",
        "org.threadless.storage.Database",
        "org.threadless.router.engine.wiring.AppInstance",
        "org.threadless.http.wiring.EndpointInstance",
        "org.threadless.http.health.HealthPlugin",
        "org.threadless.http.server.Carriers",
        "com.google.common.collect.ImmutableList",
        "tools.jackson.databind.ObjectMapper",
        "picocli.CommandLine",
        "org.flywaydb.core.Flyway",
        "org.h2.Driver",
        "ch.qos.logback.classic.Logger",
      })
  void aPluginSeesNothingElseOfTheServer(String name) throws Exception {
    // It is there, for the server.
    Class.forName(name);
    ClassLoader loader = loader();

    assertThatThrownBy(() -> loader.loadClass(name)).isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void aPluginSeesOnlyItsOwnFiles() throws Exception {
    ClassLoader loader = loader();

    assertThat(
            Collections.list(loader.getResources("META-INF/services/" + AppPlugin.class.getName())))
        .singleElement()
        .asString()
        .contains("quiz.jar");
    assertThat(loader.getResource("logback-test.xml")).isNull();
  }

  @Test
  void withoutTheFolderOrWithNothingInItButHiddenFilesThereAreNoPlugins() throws Exception {
    Files.writeString(folder.resolve(".gitkeep"), "");
    int onClassPath = Plugins.find(getClass().getClassLoader()).apps().size();

    assertThat(find().apps()).hasSize(onClassPath);
    assertThat(Plugins.find(getClass().getClassLoader(), temp.resolve("nowhere"), available).apps())
        .hasSize(onClassPath);
  }

  @Test
  void ofAPluginThatComesWithTheRouterItIsSaidWhatMakesItUsed() throws Exception {
    Path there = Files.createDirectories(available.resolve("handler-broker"));
    String advice =
        ". It comes with the router, and is used once "
            + there
            + " is linked, or copied, into "
            + folder;

    assertThat(find().handlers().unknown("broker"))
        .startsWith("is not an installed handler: broker; installed: ")
        .endsWith(advice);
    assertThat(find().apps().unknown("broker")).doesNotContain("comes with the router");
    assertThat(find().handlers().unknown("../plugins")).doesNotContain("comes with the router");
  }

  @Test
  void aFileThatIsNoJarIsNamed() throws Exception {
    Files.writeString(folder.resolve("notes.txt"), "to be done");

    assertFails().hasMessage("plugins/notes.txt is not a jar; move it to another folder");
  }

  @Test
  void aJarThatIsNoneInsideIsNamed() throws Exception {
    Files.writeString(folder.resolve("quiz.jar"), "no jar at all");

    assertFails().hasMessageStartingWith("plugins/quiz.jar is not a jar that can be read: ");
  }

  @Test
  void aJarOfAFolderThatIsNoneInsideIsNamed() throws Exception {
    Files.createDirectory(folder.resolve("quiz"));
    app("quiz").to(folder.resolve("quiz/quiz.jar"));
    Files.writeString(folder.resolve("quiz/library.jar"), "");

    assertFails()
        .hasMessageStartingWith("plugins/quiz/library.jar is not a jar that can be read: ");
  }

  @Test
  void aFolderWithoutJarsIsNamed() throws Exception {
    Files.createDirectory(folder.resolve("quiz"));

    assertFails().hasMessage("plugins/quiz is a folder without a jar in it");
  }

  @Test
  void aJarWithoutAPluginIsNamed() throws Exception {
    library("1", folder.resolve("library.jar"));

    assertFails()
        .hasMessageStartingWith("plugins/library.jar has no plugin in it: it lacks META-INF/");
  }

  @Test
  void aPluginForANewerJavaIsNamedWithBothVersions() throws Exception {
    app("quiz").classFileVersion(44 + 99).to(folder.resolve("quiz.jar"));

    assertFails()
        .hasMessage(
            "plugins/quiz.jar: a plugin cannot be loaded: quiz.Plugin is compiled for Java 99, and"
                + " this is Java "
                + Runtime.version().feature());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Base", "Part"})
  void aClassThatIsMissingIsNamedWithTheJar(String missing) throws Exception {
    CompiledJar.ofApp(
            "quiz",
            "package quiz; public class TheApp extends Base implements"
                + " org.threadless.router.app.App { public TheApp(Part part) {} }")
        .source("package quiz; public class Base {}")
        .source("package quiz; public class Part {}")
        .without("quiz/" + missing)
        .to(folder.resolve("quiz.jar"));

    assertFails()
        .hasMessage(
            "plugins/quiz.jar: a plugin cannot be loaded: the class quiz."
                + missing
                + " is missing");
  }

  @Test
  void aConstructorThatThrowsIsToldWithTheJarAndWhatItThrew() throws Exception {
    app("quiz")
        .source(
            """
            package quiz;
            public class Plugin implements org.threadless.router.app.AppPlugin {
              public Plugin() { throw new IllegalStateException("no licence"); }
              public String name() { return "quiz"; }
              public Class<? extends org.threadless.router.app.App> appType() { return null; }
            }
            """)
        .to(folder.resolve("quiz.jar"));

    assertFails()
        .hasMessageStartingWith("plugins/quiz.jar: ")
        .hasMessageEndingWith("java.lang.IllegalStateException: no licence");
  }

  @Test
  void theSameNameTwiceIsToldWithBothJars() throws Exception {
    app("quiz").to(folder.resolve("quiz.jar"));
    app("quiz").to(folder.resolve("quiz-copy.jar"));

    assertFails()
        .hasMessage(
            "two plugins have the same name: quiz (unknown, plugins/quiz-copy.jar) and quiz"
                + " (unknown, plugins/quiz.jar)");
  }

  /** Returns what is answered at a path of a router with the plugins of the folder. */
  private String served(String yaml, String path) throws Exception {
    Path file =
        Files.writeString(
            temp.resolve("router.yml"),
            (yaml.startsWith("http") ? "" : "http: {port: 0}\n")
                + "database: {url: 'jdbc:h2:mem:"
                + UUID.randomUUID()
                + "'}\n"
                + yaml);
    try (RunningRouter router =
        RunningRouter.open(Setup.read(file, Map.of(), find()), new Home(temp))) {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(router.listen().resolve(path)).build(),
              BodyHandlers.ofString())
          .body();
    }
  }

  private static CompiledJar endpoint(String name) {
    return new CompiledJar()
        .source(ENDPOINT_PLUGIN.formatted(name))
        .source(ENDPOINT)
        .file("META-INF/services/" + EndpointPlugin.class.getName(), "clock.Plugin\n");
  }

  private static CompiledJar app(String name) {
    return CompiledJar.ofApp(name, APP.formatted(name));
  }

  private static Path library(String version, Path jar) throws IOException {
    return new CompiledJar()
        .source(
            "package library; public class Version { public static String get() { return \""
                + version
                + "\"; } }")
        .to(Files.createDirectories(jar.getParent()).resolve(jar.getFileName()));
  }

  private static CompiledJar usingLibrary(String name, Path library) {
    return CompiledJar.ofApp(
            name,
            "package "
                + name
                + "; public class TheApp implements org.threadless.router.app.App {"
                + " public String toString() { return \"library \" + library.Version.get(); } }")
        .against(library);
  }

  private ClassLoader loader() throws IOException {
    app("quiz").to(folder.resolve("quiz.jar"));
    return find().apps().find("quiz").orElseThrow().getClass().getClassLoader();
  }

  private Plugins find() {
    return Plugins.find(getClass().getClassLoader(), folder, available);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertFails() {
    return assertThatThrownBy(this::find)
        .isInstanceOf(PluginException.class)
        .satisfies(thrown -> assertThat(thrown.getMessage()).hasLineCount(1));
  }
}
