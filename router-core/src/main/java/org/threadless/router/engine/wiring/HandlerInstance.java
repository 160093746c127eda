package org.threadless.router.engine.wiring;

import com.google.inject.Scopes;
import com.google.inject.spi.InjectionPoint;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.threadless.router.config.NoConfig;
import org.threadless.router.engine.routing.handler.InlinePlugin;
import org.threadless.router.incoming.IncomingHandler;
import org.threadless.router.incoming.IncomingHandlerPlugin;
import org.threadless.router.message.BackendName;

/** Binds what the incoming messages of one backend go to. */
public final class HandlerInstance extends PluginInstance<IncomingHandlerPlugin, IncomingHandler> {

  private final BackendName backend;

  /**
   * @param backend whose messages go to it
   * @param plugin what it is
   * @param settings of the class that the plugin names as its {@code configType}
   */
  public HandlerInstance(BackendName backend, IncomingHandlerPlugin plugin, Record settings) {
    super(plugin, settings, IncomingHandler.class, backend.value());
    this.backend = backend;
  }

  /** Returns the one that a backend has unless it names another. */
  public static HandlerInstance inline(BackendName backend) {
    return new HandlerInstance(backend, new InlinePlugin(), new NoConfig());
  }

  /** Returns what is missing of what it needs, one line each, without the names of the two. */
  public List<String> problems() {
    return plugin().problems(backend, settings());
  }

  /** Returns what it uses that those of no other backend may use too; the first of it, if any. */
  public Optional<String> shared(HandlerInstance other) {
    return plugin().name().equals(other.plugin().name())
        ? usesAlone().filter(other.usesAlone().collect(Collectors.toSet())::contains).findFirst()
        : Optional.empty();
  }

  private Stream<String> usesAlone() {
    return plugin().usesAlone(backend, settings()).stream().sorted();
  }

  @Override
  protected String title() {
    return "handler " + plugin().name() + " of the backend " + backend;
  }

  @Override
  protected void bindPart() {
    bind(BackendName.class).toInstance(backend);
    bindTo(plugin().handlerType());
  }

  // By its constructor, since the class itself may be bound for all, as ours are.
  private <H extends IncomingHandler> void bindTo(Class<H> type) {
    @SuppressWarnings("unchecked")
    Constructor<H> constructor = (Constructor<H>) InjectionPoint.forConstructorOf(type).getMember();
    bind(key()).toConstructor(constructor).in(Scopes.SINGLETON);
  }
}
