package org.threadless.backend.httptester;

import com.google.inject.Module;
import java.util.Optional;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.web.live.PageLimits;
import org.threadless.web.signin.SignInModule;

/** The engine {@code httptester}: a phone in the browser. */
public final class HttpTesterPlugin implements BackendPlugin {

  private final PageLimits limits;

  /** As large as the heap has room for. */
  public HttpTesterPlugin() {
    this(new PageLimits(Runtime.getRuntime().maxMemory()));
  }

  HttpTesterPlugin(PageLimits limits) {
    this.limits = limits;
  }

  @Override
  public String engine() {
    return "httptester";
  }

  @Override
  public Class<? extends Backend> backendType() {
    return HttpTesterBackend.class;
  }

  @Override
  public Class<? extends Record> configType() {
    return HttpTesterSettings.class;
  }

  @Override
  public Optional<Module> module() {
    return Optional.of(
        binder -> {
          binder.bind(PageLimits.class).toInstance(limits);
          binder.install(new SignInModule());
        });
  }

  @Override
  public boolean isOpenToAll(Record settings) {
    return ((HttpTesterSettings) settings).isOpenToAll();
  }
}
