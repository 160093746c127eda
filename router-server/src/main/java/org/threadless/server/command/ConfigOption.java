package org.threadless.server.command;

import java.nio.file.Path;
import org.threadless.server.plugin.Plugins;
import org.threadless.server.wiring.Home;
import org.threadless.server.wiring.Setup;
import picocli.CommandLine.Option;

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

  /** Reads the configuration, and fails with all its mistakes. */
  Setup setup() {
    return Setup.read(file, System.getenv(), plugins());
  }

  /** Finds the plugins, whatever the configuration has to say. */
  Plugins plugins() {
    ClassLoader classPath = ConfigOption.class.getClassLoader();
    String folder = System.getProperty("router.plugins");
    return folder == null ? Plugins.find(classPath) : Plugins.find(classPath, Path.of(folder));
  }

  static Home home() {
    return new Home(Path.of(System.getProperty("router.home", "")));
  }
}
