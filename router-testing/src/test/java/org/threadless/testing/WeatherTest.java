package org.threadless.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.app.LaterException;
import org.threadless.router.handler.Handler;
import org.threadless.router.handler.HandlerApp;
import org.threadless.router.message.IncomingMessage;

/** What takes its time, or cannot be done now, in tests. */
class WeatherTest {

  private static volatile String answer = "sun";

  @RegisterExtension
  private final RouterExtension router = TestRouter.builder().app(new WeatherPlugin()).extension();

  @Test
  void whileTheForecastIsAwayAQuestionWaits() {
    answer = null;
    router.script(
        """
        1112223333@202612010900 > weather kisumu
        1112223333 is QUEUED
        """);

    answer = "rain";
    router.script(
        """
        1112223333@202612010901 > weather lamu
        1112223333 < kisumu: rain
        1112223333 < lamu: rain
        """);
  }

  @Test
  void whileItIsThereAQuestionIsAnsweredAtOnce() {
    answer = "sun";

    assertThat(router.say("weather lamu")).containsExactly("lamu: sun");
  }

  /** The app of these tests. */
  static final class WeatherPlugin implements AppPlugin {

    @Override
    public String name() {
      return "weather";
    }

    @Override
    public Class<? extends App> appType() {
      return WeatherApp.class;
    }
  }

  /** Somebody else's service. */
  static final class Forecast {

    String of(String place) throws IOException {
      return place
          + ": "
          + Optional.ofNullable(answer).orElseThrow(() -> new IOException("nobody answers"));
    }
  }

  /** Says what the weather will be. */
  static final class WeatherApp implements HandlerApp {

    private final Forecast forecast = new Forecast();

    @Inject
    WeatherApp() {}

    @Override
    public List<Handler> handlers() {
      return List.of(Handler.keyword("weather", this::answer));
    }

    private void answer(IncomingMessage message, String place) throws Exception {
      try {
        message.respond(message.outside(() -> forecast.of(place)));
      } catch (IOException e) {
        throw new LaterException("the forecast is away: " + e.getMessage());
      }
    }
  }
}
