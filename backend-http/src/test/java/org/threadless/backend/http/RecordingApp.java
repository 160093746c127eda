package org.threadless.backend.http;

import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.message.IncomingMessage;

/** Keeps what is routed, and answers what begins with {@code send:} with the rest of it. */
public final class RecordingApp implements App {

  static final String SEND = "send:";

  private final Settings settings;

  @Inject
  RecordingApp(Settings settings) {
    this.settings = settings;
  }

  /** What an app saw of a message. */
  public record Routed(
      String identity,
      String text,
      Optional<String> id,
      Instant time,
      Map<String, String> fields) {}

  /**
   * Where it is kept.
   *
   * @param routed added to
   */
  public record Settings(List<Routed> routed) {}

  /** The app {@code recording}. */
  public static final class Plugin implements AppPlugin {
    @Override
    public String name() {
      return "recording";
    }

    @Override
    public Class<? extends Record> configType() {
      return Settings.class;
    }

    @Override
    public Class<? extends App> appType() {
      return RecordingApp.class;
    }
  }

  @Override
  public boolean handle(IncomingMessage message) {
    if (message.text().startsWith(SEND)) {
      message.respond(message.text().substring(SEND.length()));
    } else {
      settings
          .routed()
          .add(
              new Routed(
                  message.connection().identity().value(),
                  message.text(),
                  message.externalId(),
                  message.receivedAt(),
                  Map.copyOf(message.fields())));
    }
    return true;
  }
}
