package org.threadless.server.command;

import java.nio.file.Path;
import org.threadless.server.config.ConfigFile;
import org.threadless.server.plugin.Plugins;
import org.threadless.server.wiring.Home;
import org.threadless.server.wiring.Setup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The configuration that a command works with. */
final class ConfigOption {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration; default: conf/router.yml of the unzipped folder.",
      defaultValue = "${sys:router.conf:-conf/router.yml}")
  private Path file;

  Path file() {
    return file;
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Reads the configuration, and fails with all its mistakes. */
  Setup setup() {
    return Setup.read(file, System.getenv(), plugins());
  }

  /** Reads the file, and leaves what is wrong in it to whoever reads on. */
  ConfigFile read() {
    return ConfigFile.read(file, System.getenv());
  }

  /** Returns the plugins, whatever the configuration has to say. */
  Plugins plugins() {
    return ((RouterCommand) command.root().userObject()).plugins();
  }

  static Home home() {
    return new Home(Path.of(System.getProperty("router.home", "")));
  }
}
