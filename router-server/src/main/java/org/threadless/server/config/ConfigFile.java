package org.threadless.server.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.server.config.backend.BackendEntry;
import org.threadless.server.config.backend.BackendSection;
import org.threadless.server.config.backend.Presets;
import org.threadless.server.config.text.ConfigNode;
import org.threadless.server.config.text.Mistakes;
import org.threadless.server.config.text.Place;
import org.threadless.server.config.text.SourceText;
import org.threadless.server.config.text.TreeReader;
import org.threadless.server.config.text.Variables;

/** A configuration file that has been read, and what is wrong with it so far. */
public final class ConfigFile {

  /** What stands for a file where nothing is written. */
  public static final String UNWRITTEN = "(not written)";

  private static final String DATABASE = "database";
  private static final String HTTP = "http";
  private static final String BACKENDS = "backends";

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

  /** Returns the names of the backends that name this engine, be they right otherwise or not. */
  public List<String> backends(String engine) {
    return entries().entrySet().stream()
        .filter(each -> engine.equals(engine(each.getValue())))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String engine(ConfigNode backend) {
    return backend instanceof ConfigNode.Mapping mapping
            && mapping.entries().get(BackendEntry.ENGINE) instanceof ConfigNode.Scalar scalar
        ? scalar.text()
        : "";
  }

  /**
   * Returns the names of the backends that have this handler, by themselves or by their preset, be
   * they right otherwise or not.
   *
   * @param engines gives an installed engine by its name
   */
  public List<String> backendsWithHandler(
      String handler, Function<String, Optional<BackendPlugin>> engines) {
    Presets presets = new Presets(path, engines);
    return entries().entrySet().stream()
        .filter(
            each ->
                below(withPreset(each.getValue(), presets), BackendEntry.HANDLER)
                    .filter(node -> names(handler, node))
                    .isPresent())
        .map(Map.Entry::getKey)
        .toList();
  }

  // What is wrong with it is told when it is read in earnest.
  private static ConfigNode withPreset(ConfigNode backend, Presets presets) {
    return backend instanceof ConfigNode.Mapping written
        ? presets
            .section(engine(backend), written, new Mistakes())
            .map(BackendSection::node)
            .orElse(written)
        : backend;
  }

  private static boolean names(String plugin, ConfigNode node) {
    return node instanceof ConfigNode.Mapping mapping
        ? mapping.entries().containsKey(plugin)
        : node instanceof ConfigNode.Scalar scalar && scalar.text().equals(plugin);
  }

  /** Returns the names of all backends, be they right otherwise or not. */
  public Set<String> backends() {
    return entries().keySet();
  }

  /** Returns the region that the {@code numbers} of a backend name, be all else right or not. */
  public Optional<String> region(String backend) {
    return below(entries().get(backend), "numbers")
        .flatMap(numbers -> below(numbers, "region"))
        .filter(ConfigNode.Scalar.class::isInstance)
        .map(region -> ((ConfigNode.Scalar) region).text());
  }

  private static Optional<ConfigNode> below(ConfigNode node, String key) {
    return node instanceof ConfigNode.Mapping mapping
        ? Optional.ofNullable(mapping.entries().get(key))
        : Optional.empty();
  }

  /** Returns what this file has of the database, with the mistakes so far that are about that. */
  public ConfigFile ofDatabase() {
    return with(List.of(DATABASE), Map.of(), place -> isIn(DATABASE, place));
  }

  /** Returns what it has of where the server listens, likewise. */
  public ConfigFile ofListening() {
    return with(List.of(HTTP), Map.of(), place -> isIn(HTTP, place));
  }

  /**
   * Returns what this file has of one backend, and of where the server listens, with the mistakes
   * so far that are about these.
   */
  public ConfigFile ofBackend(String name) {
    Map<String, ConfigNode> only = new LinkedHashMap<>(entries());
    only.keySet().retainAll(List.of(name));
    return with(
        List.of(HTTP), only, place -> isIn(HTTP, place) || isIn(BACKENDS + "." + name, place));
  }

  /**
   * Returns the same as if it had one backend, of which nothing is said but engine and preset. What
   * is missing there is at a place whose file is {@link #UNWRITTEN}.
   */
  public ConfigFile ofPreset(String engine, String preset) {
    Place place = new Place(UNWRITTEN, 0, BACKENDS + "." + preset);
    Map<String, ConfigNode> keys = new LinkedHashMap<>();
    Map.of(BackendEntry.ENGINE, engine, BackendSection.PRESET, preset)
        .forEach(
            (key, text) ->
                keys.put(key, new ConfigNode.Scalar(place.child(key, 0), text, text, false)));
    return with(
        List.of(HTTP),
        Map.of(preset, new ConfigNode.Mapping(place, keys)),
        written -> isIn(HTTP, written));
  }

  private ConfigFile with(
      List<String> keys, Map<String, ConfigNode> backends, Predicate<Place> about) {
    Mistakes those = new Mistakes();
    mistakes.list().stream()
        .filter(mistake -> about.test(mistake.place()))
        .forEach(mistake -> those.add(mistake.place(), mistake.problem()));
    ConfigNode.Mapping rest = root.only(keys);
    return new ConfigFile(
        path, rest.with(BACKENDS, new ConfigNode.Mapping(root.place(), backends)), those);
  }

  private Map<String, ConfigNode> entries() {
    return root.entries().get(BACKENDS) instanceof ConfigNode.Mapping mapping
        ? mapping.entries()
        : Map.of();
  }

  private static boolean isIn(String key, Place place) {
    String rest = place.key().startsWith(key) ? place.key().substring(key.length()) : "-";
    return rest.isEmpty() || rest.startsWith(".") || rest.startsWith("[");
  }

  Path path() {
    return path;
  }

  ConfigNode.Mapping root() {
    return root;
  }
}
