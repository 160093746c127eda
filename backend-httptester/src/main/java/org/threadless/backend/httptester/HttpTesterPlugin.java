package org.threadless.backend.httptester;

import org.threadless.router.backend.Backend;
import org.threadless.router.backend.BackendPlugin;

/** The engine {@code httptester}: a phone in the browser. */
public final class HttpTesterPlugin implements BackendPlugin {

  @Override
  public String engine() {
    return "httptester";
  }

  @Override
  public Class<? extends Backend> backendType() {
    return HttpTesterBackend.class;
  }

  @Override
  public boolean isOpenToAll() {
    return true;
  }
}
