package org.threadless.testing;

import com.google.inject.Binder;
import com.google.inject.Module;
import jakarta.inject.Inject;
import java.util.Optional;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.OutgoingMessage;

/**
 * An engine of one backend, which a test has made itself.
 *
 * @param backend what the test has made
 */
record DoublePlugin(Backend backend) implements BackendPlugin {

  @Override
  public String engine() {
    return "double";
  }

  @Override
  public Class<? extends Backend> backendType() {
    return Handed.class;
  }

  @Override
  public Optional<Module> module() {
    return Optional.of(this::bind);
  }

  private void bind(Binder binder) {
    binder.bind(DoublePlugin.class).toInstance(this);
  }

  /** Hands all messages to the one that the test has made. */
  static final class Handed implements Backend {

    private final DoublePlugin plugin;

    @Inject
    Handed(DoublePlugin plugin) {
      this.plugin = plugin;
    }

    @Override
    public SendResult send(OutgoingMessage message) throws Exception {
      return plugin.backend().send(message);
    }
  }
}
