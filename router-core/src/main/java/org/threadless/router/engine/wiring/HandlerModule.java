package org.threadless.router.engine.wiring;

import com.google.inject.Key;
import com.google.inject.PrivateModule;
import com.google.inject.Scopes;
import com.google.inject.spi.InjectionPoint;
import java.lang.reflect.Constructor;
import org.threadless.router.config.NoConfig;
import org.threadless.router.incoming.IncomingHandler;

/** Binds what the incoming messages of one backend go to, closed in itself like the backend. */
final class HandlerModule extends PrivateModule {

  private final HandlerInstance handler;
  private final Key<IncomingHandler> key;

  HandlerModule(HandlerInstance handler, Key<IncomingHandler> key) {
    this.handler = handler;
    this.key = key;
  }

  @Override
  protected void configure() {
    handler.plugin().module().ifPresent(this::install);
    // The backend around it may have bound this one already.
    if (!(handler.settings() instanceof NoConfig)) {
      SettingsBinding.bind(binder(), handler.settings());
    }
    bindTo(handler.plugin().handlerType());
    expose(key);
  }

  // By its constructor, since the class itself may be bound for all, as ours are.
  private <T extends IncomingHandler> void bindTo(Class<T> type) {
    @SuppressWarnings("unchecked")
    Constructor<T> constructor = (Constructor<T>) InjectionPoint.forConstructorOf(type).getMember();
    bind(key).toConstructor(constructor).in(Scopes.SINGLETON);
  }
}
