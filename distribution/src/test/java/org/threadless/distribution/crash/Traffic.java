package org.threadless.distribution.crash;

import java.time.Duration;
import java.time.Instant;

/** What clients bring, and what the backends are set to do with it. */
enum Traffic {
  /** As fast as it is answered, and replies go out at once. */
  STEADY("[echo]", "", Duration.ofMillis(10)),

  /** Programs call the API: a call has several recipients, and does not wait for the gateway. */
  CALLS("[]", "", Duration.ofMillis(100)),

  /**
   * About as fast as a rate lets the replies go out, by another gateway while the first is down;
   * each third reply is for later, and many are due at one moment.
   */
  PACED("[later, echo]", ", rate: " + Traffic.RATE + "/s, fallback: other", Duration.ofMillis(700));

  /** How many a second go out at most through a backend, where a rate is set. */
  static final int RATE = 6;

  /** The app {@code later}. */
  static final String LATER =
      """
      import java.time.Instant;
      import org.threadless.router.app.*;
      import org.threadless.router.message.*;

      public class Later implements AppPlugin {
        public String name() { return "later"; }
        public Class<? extends App> appType() { return Answering.class; }

        public static class Answering implements App {
          public boolean handle(IncomingMessage message) {
            int number = Integer.parseInt(message.text().substring("echo ".length()));
            if (number %% 3 != 0) { return false; }
            long due = (Instant.now().toEpochMilli() / %1$d + 2) * %1$d;
            message.respond(
                "" + number, SendOptions.none().notBefore(Instant.ofEpochMilli(due)));
            return true;
          }
        }
      }
      """
          .formatted(Traffic.BETWEEN_DUE);

  private static final long BETWEEN_DUE = 2000;

  private final String apps;
  private final String settings;
  private final Duration pause;

  Traffic(String apps, String settings, Duration pause) {
    this.apps = apps;
    this.settings = settings;
    this.pause = pause;
  }

  /** Returns the apps that answer. */
  String apps() {
    return apps;
  }

  /** Returns what is set besides of the backends. */
  String settings() {
    return settings;
  }

  /** Returns how long a client waits from one message to the next. */
  Duration pause() {
    return pause;
  }

  /** Returns whether the reply to a message is for later. */
  boolean isLater(int number) {
    return this == PACED && number % 3 == 0;
  }

  /** Returns how long it is until the next replies are due that are for later. */
  static Duration untilDue() {
    return Duration.ofMillis(BETWEEN_DUE - Instant.now().toEpochMilli() % BETWEEN_DUE);
  }
}
