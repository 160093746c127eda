package org.threadless.router.engine.wiring;

import com.google.inject.Binder;
import jakarta.inject.Provider;
import java.util.List;
import java.util.Map;
import org.threadless.router.engine.store.Mappers;

/** Binds the mappers of one plugin, which are made together when the first of them is needed. */
final class MappersBinding {

  private final List<Class<?>> types;
  private final Provider<Mappers> mappers;
  private Map<Class<?>, Object> made;

  private MappersBinding(List<Class<?>> types, Provider<Mappers> mappers) {
    this.types = types;
    this.mappers = mappers;
  }

  static void bind(Binder binder, List<Class<?>> types) {
    if (!types.isEmpty()) {
      MappersBinding binding = new MappersBinding(types, binder.getProvider(Mappers.class));
      types.forEach(type -> binding.bindOne(binder, type));
    }
  }

  private <T> void bindOne(Binder binder, Class<T> type) {
    Provider<T> provider = () -> type.cast(made().get(type));
    binder.bind(type).toProvider(provider);
  }

  private synchronized Map<Class<?>, Object> made() {
    if (made == null) {
      made = mappers.get().make(types);
    }
    return made;
  }
}
