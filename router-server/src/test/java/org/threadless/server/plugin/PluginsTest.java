package org.threadless.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.server.sample.PluginJar;
import org.threadless.server.sample.SampleApp;

class PluginsTest {

  private static final String APPS = AppPlugin.class.getName();

  /** Has the name of an app of the class path. */
  public static final class SecondGreeter extends SampleApp {
    public SecondGreeter() {
      super("greeter", App.class);
    }
  }

  /** Has the name of an engine of the class path. */
  public static final class SecondJournal implements BackendPlugin {
    @Override
    public String engine() {
      return "journal";
    }

    @Override
    public Class<? extends Backend> backendType() {
      return Backend.class;
    }
  }

  /** Has the name of an engine, which an app may have. */
  public static final class JournalApp extends SampleApp {
    public JournalApp() {
      super("journal", App.class);
    }
  }

  /** Has a name in capitals. */
  public static final class Loud extends SampleApp {
    public Loud() {
      super("Loud", App.class);
    }
  }

  /** Has an empty name. */
  public static final class Nameless extends SampleApp {
    public Nameless() {
      super("", App.class);
    }
  }

  /** Has no name. */
  public static final class Unnamed extends SampleApp {
    public Unnamed() {
      super(null, App.class);
    }
  }

  /** Has a name of two lines. */
  public static final class TwoLines extends SampleApp {
    public TwoLines() {
      super("two\nlines", App.class);
    }
  }

  /** Has a name that is too long. */
  public static final class TooLong extends SampleApp {
    public TooLong() {
      super("a".repeat(51), App.class);
    }
  }

  /** Cannot be made. */
  public static final class Broken extends SampleApp {
    public Broken() {
      super("broken", App.class);
      throw new IllegalStateException("no licence\nwas found");
    }
  }

  /** Does not tell its name. */
  public static final class Silent extends SampleApp {
    public Silent() {
      super("silent", App.class);
    }

    @Override
    public String name() {
      throw new IllegalStateException("not now");
    }
  }

  /** Cannot be made by a service loader. */
  public static final class Closed extends SampleApp {
    private Closed() {
      super("closed", App.class);
    }
  }

  @TempDir Path temp;

  private final List<URLClassLoader> loaders = new ArrayList<>();

  @AfterEach
  void closeLoaders() throws IOException {
    for (URLClassLoader loader : loaders) {
      loader.close();
    }
  }

  @Test
  void thePluginsOfTheClassPathAreListedByName() {
    Plugins plugins = Plugins.find(getClass().getClassLoader());

    assertThat(plugins.apps())
        .extracting(FoundPlugin::name)
        .contains("counter", "greeter", "left")
        .isSorted();
    assertThat(plugins.backends())
        .extracting(FoundPlugin::name)
        .contains("journal", "tooled")
        .isSorted();
    assertThat(plugins.apps().find("greeter").orElseThrow().name()).isEqualTo("greeter");
    assertThat(plugins.backends().find("journal").orElseThrow().engine()).isEqualTo("journal");
    assertThat(plugins.apps().find("journal")).isEmpty();
    assertThat(plugins.backends().find("greeter")).isEmpty();
  }

  @Test
  void aPluginFromAJarHasItsVersionAndFileName() throws Exception {
    Path jar = new PluginJar(temp, "1.2.3").without("Part");

    FoundPlugin<AppPlugin> found = found("jarred", loader(jar));
    assertThat(found).hasToString("jarred (1.2.3, jarred-1.2.3.jar)");
  }

  @Test
  void aPluginFromAFolderHasThatFolderAndNoVersion() {
    FoundPlugin<AppPlugin> found = found("greeter", getClass().getClassLoader());

    assertThat(found.version()).isEqualTo("unknown");
    assertThat(Path.of(found.source())).isAbsolute().isDirectory();
  }

  @Test
  void withoutPluginsThereIsNothing() {
    Plugins plugins = Plugins.find(ClassLoader.getPlatformClassLoader());

    assertThat(plugins.apps()).isEmpty();
    assertThat(plugins.backends()).isEmpty();
  }

  @Test
  void twoAppsOfOneNameAreAnErrorThatSaysWhereEachIs() throws Exception {
    assertFails(services(APPS, SecondGreeter.class.getName()))
        .hasMessageMatching(
            "two plugins have the same name: greeter \\(\\S+, .+\\) and greeter \\(\\S+, .+\\)");
  }

  @Test
  void twoEnginesOfOneNameAreAnError() throws Exception {
    assertFails(services(BackendPlugin.class.getName(), SecondJournal.class.getName()))
        .hasMessageStartingWith("two plugins have the same name: journal (");
  }

  @Test
  void anAppMayHaveTheNameOfAnEngine() throws Exception {
    Plugins plugins = Plugins.find(services(APPS, JournalApp.class.getName()));

    assertThat(plugins.apps().find("journal")).isPresent();
    assertThat(plugins.backends().find("journal")).isPresent();
  }

  @Test
  void aPluginThatIsRegisteredTwiceIsOnePlugin() throws Exception {
    String name = JournalApp.class.getName();

    assertThat(Plugins.find(services(APPS, name, name)).apps().find("journal")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(classes = {Loud.class, Nameless.class, Unnamed.class, TwoLines.class, TooLong.class})
  void aBadNameIsAnErrorThatNamesTheClass(Class<?> plugin) throws Exception {
    assertFails(services(APPS, plugin.getName()))
        .hasMessageStartingWith("the plugin " + plugin.getName() + " has a bad name, ")
        .hasMessageEndingWith(": it must be 1 to 50 of the characters a-z 0-9 -");
  }

  @Test
  void aConstructorThatThrowsIsOneLineThatNamesThePlugin() throws Exception {
    assertFails(services(APPS, Broken.class.getName()))
        .hasMessage(
            "a plugin cannot be loaded: "
                + APPS
                + ": Provider "
                + Broken.class.getName()
                + " could not be instantiated: java.lang.IllegalStateException:"
                + " no licence was found");
  }

  @Test
  void aClassThatIsMissingIsNamed() throws Exception {
    assertFails(services(APPS, "org.example.NoSuchPlugin"))
        .hasMessage(
            "a plugin cannot be loaded: " + APPS + ": Provider org.example.NoSuchPlugin not found");
  }

  @Test
  void aClassThatThePluginNeedsAndThatIsMissingIsNamed() throws Exception {
    assertFails(loader(new PluginJar(temp, "1").without("Base")))
        .hasMessageStartingWith("a plugin cannot be loaded: ")
        .hasMessageContaining("the class sample.Base is missing");
  }

  @Test
  void aNameThatCannotBeToldIsOneLineThatNamesThePlugin() throws Exception {
    assertFails(services(APPS, Silent.class.getName()))
        .hasMessage(
            "the plugin "
                + Silent.class.getName()
                + " does not tell its name: java.lang.IllegalStateException: not now");
  }

  @Test
  void aConstructorThatIsNotPublicIsAnErrorThatNamesThePlugin() throws Exception {
    assertFails(services(APPS, Closed.class.getName()))
        .hasMessageContaining(Closed.class.getName());
  }

  @Test
  void aClassThatIsNoPluginIsAnErrorThatNamesIt() throws Exception {
    String name = PluginsTest.class.getName();

    assertFails(services(APPS, name)).hasMessageContaining(name);
  }

  @Test
  void aServicesFileThatCannotBeReadIsNamed() throws Exception {
    assertFails(services(APPS, "not a class")).hasMessageContaining(temp.getFileName().toString());
  }

  private static FoundPlugin<AppPlugin> found(String name, ClassLoader loader) {
    return Plugins.find(loader).apps().stream()
        .filter(plugin -> plugin.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(ClassLoader loader) {
    return assertThatThrownBy(() -> Plugins.find(loader))
        .isInstanceOf(PluginException.class)
        .satisfies(thrown -> assertThat(thrown.getMessage()).hasLineCount(1));
  }

  /** Returns the class path of the test, with a services file of these lines before it. */
  private ClassLoader services(String service, String... lines) throws IOException {
    Path folder = Files.createDirectories(temp.resolve("META-INF/services"));
    Files.write(folder.resolve(service), List.of(lines));
    return loader(temp);
  }

  private ClassLoader loader(Path path) throws IOException {
    URLClassLoader loader =
        new URLClassLoader(new URL[] {path.toUri().toURL()}, getClass().getClassLoader());
    loaders.add(loader);
    return loader;
  }
}
