package org.threadless.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.app.Cancellation;
import org.threadless.router.app.Messenger;
import org.threadless.router.handler.Handler;
import org.threadless.router.handler.HandlerApp;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.SendOptions;

/** What is sent later, as the author of an app tests it. */
class RemindersTest {

  private static final Instant MORNING = Instant.parse("2026-12-01T09:00:00Z");

  @RegisterExtension
  final RouterExtension router =
      TestRouter.builder().app(new RemindersPlugin()).time(MORNING).extension();

  @Test
  void aReminderGoesWhenItsTimeHasCome(SettableClock clock, RecordingBackend backend) {
    assertThat(router.say("remind")).containsExactly("in an hour");

    clock.advance(Duration.ofMinutes(59));
    assertThat(backend.texts()).containsExactly("in an hour");

    clock.advance(Duration.ofMinutes(1));
    assertThat(backend.texts()).containsExactly("in an hour", "it is time");
  }

  @Test
  void aLineOfAScriptWithATimeSendsWhatIsDueBeforeIt() {
    router.script(
        """
        1@202701010900 > remind
        1 < in an hour
        1@202701010959 > remind
        1 < in an hour
        1@202701011000 > remind
        1 < it is time
        1 < in an hour
        """);
  }

  @Test
  void aCancelledReminderDoesNotGo(SettableClock clock, RecordingBackend backend) {
    router.say("remind");
    assertThat(router.say("forget")).containsExactly("DONE");

    clock.advance(Duration.ofDays(1));

    assertThat(backend.texts()).doesNotContain("it is time");
    assertThat(router.say("forget")).containsExactly("WAS_CANCELLED");
  }

  @Test
  void whatAnAppCancelledBeforeItThrewGoes(SettableClock clock, RecordingBackend backend) {
    router.say("remind");
    router.say("stumble");

    clock.advance(Duration.ofDays(1));

    assertThat(backend.texts()).contains("it is time");
  }

  /** Reminds of the hour. */
  static final class RemindersPlugin implements AppPlugin {

    @Override
    public String name() {
      return "reminders";
    }

    @Override
    public Class<? extends App> appType() {
      return Reminders.class;
    }
  }

  /** Reminds whoever wants it an hour later. */
  @Singleton
  static final class Reminders implements HandlerApp {

    private final Messenger messenger;
    private final InstantSource clock;
    private volatile UUID last;

    @Inject
    Reminders(Messenger messenger, InstantSource clock) {
      this.messenger = messenger;
      this.clock = clock;
    }

    @Override
    public List<Handler> handlers() {
      return List.of(
          Handler.keyword("remind", this::remind),
          Handler.keyword("forget", (message, rest) -> message.respond(forget().name())),
          Handler.keyword("stumble", this::stumble));
    }

    private void remind(IncomingMessage message, String rest) {
      Instant due = clock.instant().plus(Duration.ofHours(1));
      last = message.respond("it is time", SendOptions.none().notBefore(due)).id();
      message.respond("in an hour");
    }

    private Cancellation forget() {
      return messenger.cancel(last);
    }

    private void stumble(IncomingMessage message, String rest) {
      throw new IllegalStateException("after it was " + forget());
    }
  }
}
