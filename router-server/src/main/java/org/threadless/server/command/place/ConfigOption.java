package org.threadless.server.command.place;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.threadless.http.HttpSettings;
import org.threadless.router.message.BackendName;
import org.threadless.server.config.ConfigFile;
import org.threadless.server.config.FirstConfig;
import org.threadless.server.config.RouterConfig;
import org.threadless.server.control.ControlPlace;
import org.threadless.server.plugin.Plugins;
import org.threadless.server.wiring.Home;
import org.threadless.server.wiring.Setup;
import org.threadless.storage.pool.DatabaseSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The configuration that a command works with. */
public final class ConfigOption {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The configuration; default: conf/router.yml of ROUTER_HOME, or else of the unzipped"
              + " folder.")
  private Path named;

  /** Returns the file that is named, or else the one of the launcher. */
  public Path file() {
    return named == null ? Path.of(System.getProperty("router.conf", "conf/router.yml")) : named;
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Reads the configuration, and fails with all its mistakes. */
  public Setup setup() {
    return workplace().setup().orElseGet(this::readWhole);
  }

  private Setup readWhole() {
    makeFirst();
    return Setup.read(file(), System.getenv(), plugins());
  }

  /** Reads the file, and leaves what is wrong in it to whoever reads on. */
  public ConfigFile read() {
    return workplace().setup().map(Setup::file).orElseGet(this::readFile);
  }

  private ConfigFile readFile() {
    makeFirst();
    return ConfigFile.read(file(), System.getenv());
  }

  // Whoever names a file means one that is there.
  private void makeFirst() {
    String template = System.getProperty("router.conf.template");
    if (named == null && template != null && new FirstConfig(file(), Path.of(template)).make()) {
      PrintWriter err = command.commandLine().getErr();
      err.println("Made " + file() + ", which says what the router is to do. It is yours to edit.");
      err.flush();
    }
  }

  /** Returns the plugins, whatever the configuration has to say. */
  public Plugins plugins() {
    return root().plugins();
  }

  /** Returns where the command has its database and its router from. */
  public Workplace workplace() {
    return root().workplace();
  }

  /** Returns the command line that the command is a part of. */
  public CommandRoot root() {
    return (CommandRoot) command.root().userObject();
  }

  /** Returns the folder that relative paths in the configuration start from. */
  public static Home home() {
    return new Home(Path.of(System.getProperty("router.home", "")));
  }

  /** Returns the database of a file: whoever looks need not have the secrets of all backends. */
  public static DatabaseSettings database(ConfigFile file) {
    ConfigFile database = file.ofDatabase();
    RouterConfig config = RouterConfig.from(database, engine -> Optional.empty());
    database.mistakes().throwIfAny();
    return home().resolved(config.database());
  }

  /** Returns where a router is reached that serves with this configuration. */
  public ControlPlace controlPlace(DatabaseSettings settings) {
    return ControlPlace.of(settings.file(), home().folder(), file());
  }

  /** Returns the same, whatever the database is. */
  public ControlPlace controlPlace() {
    return controlPlace(database(read()));
  }

  /** Returns where the server of a file listens. */
  public static HttpSettings http(ConfigFile file) {
    ConfigFile http = file.ofListening();
    RouterConfig config = RouterConfig.from(http, engine -> Optional.empty());
    http.mistakes().throwIfAny();
    return config.http();
  }

  /** Returns the names of the backends of a file, be they right otherwise or not. */
  public static Set<BackendName> names(ConfigFile file) {
    return file.backends().stream()
        .flatMap(name -> name(name).stream())
        .collect(Collectors.toSet());
  }

  private static Optional<BackendName> name(String written) {
    try {
      return Optional.of(new BackendName(written));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
