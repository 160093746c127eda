package org.threadless.server.wiring;

import java.util.List;
import org.threadless.http.HttpSettings;
import org.threadless.router.engine.wiring.BackendInstance;
import org.threadless.router.message.Numbers;
import org.threadless.server.config.ConfigFile;
import org.threadless.server.config.RouterConfig;
import org.threadless.server.config.backend.BackendEntry;
import org.threadless.server.config.text.ConfigException;
import org.threadless.server.config.text.Mistake;
import org.threadless.server.config.text.Mistakes;
import org.threadless.server.plugin.Plugins;

/**
 * One backend as far as it can be read, whatever else is wrong with the configuration it stands in.
 *
 * @param instance the backend, without what is wrong
 * @param http where the server listens
 * @param declared the settings that its preset declares, a line each for people
 * @param mistakes what is wrong with it
 */
public record BackendDraft(
    BackendInstance instance, HttpSettings http, List<String> declared, List<Mistake> mistakes) {

  /**
   * Reads one.
   *
   * @param file what has this backend only
   * @throws ConfigException where nothing can be made of it
   */
  public static BackendDraft read(ConfigFile file, Plugins plugins) {
    Mistakes mistakes = file.mistakes();
    RouterConfig config = RouterConfig.from(file, plugins.backends()::find);
    List<BackendInstance> instances = Setup.backends(config, plugins, mistakes);
    if (instances.isEmpty()) {
      mistakes.throwIfAny();
    }
    if (mistakes.list().isEmpty()) {
      Setup.refuse(config, instances, mistakes);
    }
    BackendEntry entry = config.backends().get(0);
    return new BackendDraft(instances.get(0), config.http(), entry.declared(), mistakes.list());
  }

  /** Returns what makes its identities uniform. */
  public Numbers numbers() {
    return Setup.numbers(List.of(instance));
  }

  /** Returns the same without the mistake that nothing is written where something must be. */
  public BackendDraft withoutUnwritten() {
    return new BackendDraft(
        instance,
        http,
        declared,
        mistakes.stream()
            .filter(mistake -> !mistake.place().file().equals(ConfigFile.UNWRITTEN))
            .toList());
  }

  /**
   * Throws all mistakes as one exception; does nothing where there are none.
   *
   * @throws ConfigException with a line for each
   */
  public void throwIfAny() {
    Mistakes all = new Mistakes();
    mistakes.forEach(mistake -> all.add(mistake.place(), mistake.problem()));
    all.throwIfAny();
  }
}
