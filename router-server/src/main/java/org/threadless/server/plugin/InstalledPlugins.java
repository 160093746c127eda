package org.threadless.server.plugin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.threadless.router.Plugin;
import org.threadless.router.loop.Tellable;

/**
 * The installed plugins of one kind, by name.
 *
 * @param <P> the kind
 */
public final class InstalledPlugins<P extends Plugin> extends AbstractCollection<FoundPlugin<P>> {

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,50}");

  private final Class<P> service;
  private final String kind;
  private final Function<P, Class<?>> type;
  private final Map<String, FoundPlugin<P>> found = new TreeMap<>();
  private Path available;
  private Path folder;

  /**
   * @param service what the plugins implement
   * @param kind what one is called in messages to the user
   * @param type gives the class that a plugin is for
   */
  InstalledPlugins(Class<P> service, String kind, Function<P, Class<?>> type) {
    this.service = service;
    this.kind = kind;
    this.type = type;
  }

  /** Returns the plugin of this name, if it is installed. */
  public Optional<P> find(String name) {
    return Optional.ofNullable(found.get(name)).map(FoundPlugin::plugin);
  }

  /** Returns what to tell a user who names one that is not installed. */
  public String unknown(String name) {
    return "is not an installed " + kind + ": " + name + "; " + installed() + whereItIs(name);
  }

  private String whereItIs(String name) {
    Path there = available == null ? null : available.resolve(kind + "-" + name);
    return there != null && NAME.matcher(name).matches() && Files.isDirectory(there)
        ? ". It comes with the router, and is used once "
            + there
            + " is linked, or copied, into "
            + folder
        : "";
  }

  /** With version and jar of each. */
  private String installed() {
    return isEmpty()
        ? "none is installed"
        : stream().map(FoundPlugin::toString).collect(Collectors.joining(", ", "installed: ", ""));
  }

  @Override
  public Iterator<FoundPlugin<P>> iterator() {
    return found.values().stream().iterator();
  }

  @Override
  public int size() {
    return found.size();
  }

  /**
   * Says where there are more.
   *
   * @param others in folders {@code <kind>-<name>}
   * @param used where one of these has to be to be found
   */
  void comeBesides(Path others, Path used) {
    available = others;
    folder = used;
  }

  /** Adds those that a class loader finds. {@code source} is empty for the class path. */
  void addAll(ClassLoader classLoader, String source) {
    String where = source.isEmpty() ? "" : source + ": ";
    try {
      for (P plugin : ServiceLoader.load(service, classLoader)) {
        put(FoundPlugin.of(name(plugin), plugin, source));
        if (!source.isEmpty()) {
          ClassCheck.of(plugin, type, where);
        }
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new PluginException(
          where + "a plugin cannot be loaded: " + LoadFailure.reason(e) + advice(e, source), e);
    }
  }

  private static String advice(Error e, String source) {
    boolean lacksClass = e instanceof LinkageError || e.getCause() instanceof LinkageError;
    return source.isEmpty() && lacksClass
        ? "; see that lib holds what it held when it was unzipped"
        : "";
  }

  private void put(FoundPlugin<P> plugin) {
    if (plugin.name() == null || !NAME.matcher(plugin.name()).matches()) {
      throw new PluginException(
          "the plugin "
              + plugin.plugin().getClass().getName()
              + " has a bad name, "
              + LoadFailure.oneLine(plugin)
              + ": it must be 1 to 50 of the characters a-z 0-9 -");
    }
    FoundPlugin<P> other = found.putIfAbsent(plugin.name(), plugin);
    if (other != null) {
      throw new PluginException("two plugins have the same name: " + other + " and " + plugin);
    }
  }

  private static String name(Plugin plugin) {
    try {
      return plugin.name();
    } catch (RuntimeException e) {
      throw new PluginException(
          "the plugin "
              + plugin.getClass().getName()
              + " does not tell its name: "
              + Tellable.line(e),
          e);
    }
  }
}
