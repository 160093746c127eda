package org.threadless.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.server.sample.CompiledJar;

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

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temp.resolve("plugins"));
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
        "org.threadless.http.HttpBackend",
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
    assertThat(Plugins.find(getClass().getClassLoader(), temp.resolve("nowhere")).apps())
        .hasSize(onClassPath);
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
    return Plugins.find(getClass().getClassLoader(), folder);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertFails() {
    return assertThatThrownBy(this::find)
        .isInstanceOf(PluginException.class)
        .satisfies(thrown -> assertThat(thrown.getMessage()).hasLineCount(1));
  }
}
