package org.threadless.router.engine.wiring;

import com.google.inject.Binder;

/** Binds a record of settings to its own class. */
final class SettingsBinding {

  private SettingsBinding() {}

  static void bind(Binder binder, Record settings) {
    bindAs(binder, settings.getClass(), settings);
  }

  private static <T> void bindAs(Binder binder, Class<T> type, Record settings) {
    binder.bind(type).toInstance(type.cast(settings));
  }
}
