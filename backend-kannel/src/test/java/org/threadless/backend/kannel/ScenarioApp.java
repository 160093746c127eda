package org.threadless.backend.kannel;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.SendOptions;

/**
 * Does what a message asks for: {@code throw}, {@code twice}, {@code slow}, {@code long}, {@code
 * fields}, {@code brief} (a reply that is of use for two minutes and a half).
 */
final class ScenarioApp implements App {

  /** Every report that any router of this process has shown to its apps. */
  static final List<DeliveryReport> REPORTS = new CopyOnWriteArrayList<>();

  /** How many slow messages any router of this process has answered. */
  static final AtomicInteger SLOW = new AtomicInteger();

  /** How many slow messages any router of this process has begun with. */
  static final AtomicInteger SLOW_BEGUN = new AtomicInteger();

  /** A text of 700 characters, no two parts of which are the same. */
  static final String LONG =
      IntStream.range(0, 175).mapToObj(each -> String.format("%03d ", each)).collect(joining());

  // Longer than the two seconds after which smsbox gives up in the test of it.
  private static final int SLOW_SECONDS = 5;

  @Override
  public boolean handle(IncomingMessage message) throws InterruptedException {
    String text = message.text();
    if (text.equals("throw")) {
      throw new IllegalStateException("asked to");
    }
    if (text.equals("slow")) {
      SLOW_BEGUN.incrementAndGet();
      new CountDownLatch(1).await(SLOW_SECONDS, TimeUnit.SECONDS);
      SLOW.incrementAndGet();
      message.respond("slow");
      return true;
    }
    if (text.equals("long")) {
      message.respond(LONG);
      return true;
    }
    if (text.equals("twice")) {
      message.respond("one");
      message.respond("two");
      return true;
    }
    if (text.equals("brief")) {
      message.respond("brief", SendOptions.none().validUntil(Instant.now().plusSeconds(150)));
      return true;
    }
    if (text.equals("fields")) {
      message.respond(
          message.fields().entrySet().stream()
              .map(each -> each.getKey() + "=" + each.getValue())
              .sorted()
              .toList()
              .toString());
      return true;
    }
    return false;
  }

  @Override
  public void delivered(DeliveryReport report) {
    REPORTS.add(report);
  }

  /** Names it {@code scenario}. */
  public static final class Plugin implements AppPlugin {
    @Override
    public String name() {
      return "scenario";
    }

    @Override
    public Class<? extends App> appType() {
      return ScenarioApp.class;
    }
  }
}
