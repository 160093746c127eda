package org.threadless.app.guard;

import jakarta.inject.Inject;
import java.util.concurrent.CountDownLatch;
import org.apache.ibatis.session.SqlSession;
import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.message.IncomingMessage;

/** An app that keeps the database connection of each message for as long as a test wants. */
final class HoldingPlugin implements AppPlugin {

  /**
   * @param held counts who has one
   * @param end lets them go
   */
  record Settings(CountDownLatch held, CountDownLatch end) {}

  @Override
  public String name() {
    return "holding";
  }

  @Override
  public Class<? extends App> appType() {
    return Holding.class;
  }

  @Override
  public Class<? extends Record> configType() {
    return Settings.class;
  }

  private static final class Holding implements App {

    private final SqlSession session;
    private final Settings settings;

    @Inject
    Holding(SqlSession session, Settings settings) {
      this.session = session;
      this.settings = settings;
    }

    @Override
    public boolean filter(IncomingMessage message) throws InterruptedException {
      if (!message.text().equals("hold")) {
        return false;
      }
      session.getConnection();
      settings.held().countDown();
      settings.end().await();
      return true;
    }
  }
}
