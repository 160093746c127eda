package org.threadless.backend.httptester;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.message.IncomingMessage;

/** An app that replies when it is told to go on. */
final class SlowPlugin implements AppPlugin {

  private final CountDownLatch latch = new CountDownLatch(1);

  void goOn() {
    latch.countDown();
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
            bind(CountDownLatch.class).toInstance(latch);
          }
        });
  }

  static final class Slow implements App {

    private final CountDownLatch latch;

    @Inject
    Slow(CountDownLatch latch) {
      this.latch = latch;
    }

    @Override
    public boolean handle(IncomingMessage message) throws InterruptedException {
      latch.await();
      message.respond("at last");
      return true;
    }
  }
}
