package org.example.pigeon;

import org.threadless.router.backend.Backend;
import org.threadless.router.backend.BackendPlugin;

/** The engine {@code pigeon}. */
public final class PigeonPlugin implements BackendPlugin {

  @Override
  public String engine() {
    return "pigeon";
  }

  @Override
  public Class<? extends Record> configType() {
    return PigeonSettings.class;
  }

  @Override
  public Class<? extends Backend> backendType() {
    return PigeonBackend.class;
  }
}
