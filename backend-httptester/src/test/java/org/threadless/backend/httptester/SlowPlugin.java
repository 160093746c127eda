package org.threadless.backend.httptester;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.message.IncomingMessage;

/** An app that replies when it is told to go on. */
final class SlowPlugin implements AppPlugin {

  private final Gate gate = new Gate(new CountDownLatch(1), new CountDownLatch(1));

  /** Who is before it, and whether it is open. */
  record Gate(CountDownLatch reached, CountDownLatch opened) {}

  /** Returns when a message is under way. */
  void awaitMessage() throws InterruptedException {
    assertThat(gate.reached().await(1, TimeUnit.MINUTES)).isTrue();
  }

  void goOn() {
    gate.opened().countDown();
  }

  @Override
  public String name() {
    return "slow";
  }

  @Override
  public Class<? extends App> appType() {
    return Slow.class;
  }

  @Override
  public Optional<Module> module() {
    return Optional.of(
        new AbstractModule() {
          @Override
          protected void configure() {
            bind(Gate.class).toInstance(gate);
          }
        });
  }

  static final class Slow implements App {

    private final Gate gate;

    @Inject
    Slow(Gate gate) {
      this.gate = gate;
    }

    @Override
    public boolean handle(IncomingMessage message) throws InterruptedException {
      gate.reached().countDown();
      gate.opened().await();
      message.respond("at last");
      return true;
    }
  }
}
