package org.threadless.router.engine.wiring;

import jakarta.inject.Provider;
import java.util.Objects;

/**
 * Gives what another provider gives, which may be replaced by one with other settings while the
 * router runs. Who has been given something keeps it. Safe for any thread.
 */
public final class Replaceable<T> implements Provider<T> {

  private volatile Provider<? extends T> now;

  Replaceable(Provider<? extends T> first) {
    this.now = Objects.requireNonNull(first, "first");
  }

  /** Lets one that was installed give what the next provider gives, from now on. */
  @SuppressWarnings("unchecked")
  public static <T> void replace(Provider<? extends T> installed, Provider<? extends T> next) {
    ((Replaceable<T>) installed).now = Objects.requireNonNull(next, "next");
  }

  /** Returns what an installed provider asks now, for who wants it to remain that. */
  public static <T> Provider<? extends T> now(Provider<? extends T> installed) {
    return installed instanceof Replaceable<? extends T> replaceable ? replaceable.now : installed;
  }

  @Override
  public T get() {
    return now.get();
  }
}
