package org.threadless.server.config;

import java.nio.file.Path;
import java.util.Map;

/** A configuration file that has been read, and what is wrong with it so far. */
public final class ConfigFile {

  private final Path path;
  private final ConfigNode.Mapping root;
  private final Mistakes mistakes;

  private ConfigFile(Path path, ConfigNode.Mapping root, Mistakes mistakes) {
    this.path = path;
    this.root = root;
    this.mistakes = mistakes;
  }

  /**
   * Reads a YAML file.
   *
   * <p>{@code ${NAME}} and {@code ${NAME:-value}} in values are replaced from the environment, the
   * second also where the variable is empty; {@code $${NAME}} is a plain {@code ${NAME}}. Variables
   * that are not set and keys that are there twice are added to {@link #mistakes()}.
   *
   * @param file messages name it as it is given here
   * @param environment variables by name, as of {@link System#getenv()}
   * @throws ConfigException where there is no tree to go on with: the file cannot be read, is
   *     empty, is not UTF-8, is not YAML, or is not a map
   */
  public static ConfigFile read(Path file, Map<String, String> environment) {
    Mistakes mistakes = new Mistakes();
    String name = file.toString();
    String text = new SourceText(name, mistakes).read(file);
    Variables variables = new Variables(environment);
    TreeReader reader = new TreeReader(name, text, variables::replace, mistakes);
    return new ConfigFile(file, reader.read(), mistakes);
  }

  /** Returns what collects the mistakes of this file; whoever goes on reading adds to it. */
  public Mistakes mistakes() {
    return mistakes;
  }

  Path path() {
    return path;
  }

  ConfigNode.Mapping root() {
    return root;
  }
}
