package org.threadless.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.threadless.router.Plugin;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.Connection;
import org.threadless.router.message.ReceivedMessage;

/** What every backend must hold to; the test of a backend implements it. */
public interface BackendContract extends PluginContract {

  @Override
  BackendPlugin plugin();

  @Override
  default Class<? extends Plugin> service() {
    return BackendPlugin.class;
  }

  /**
   * Returns values of settings that its presets need, by their names, where not any text will do;
   * default none.
   */
  default Map<String, String> presetSettings() {
    return Map.of();
  }

  @Test
  default void everyPresetIsReadWhenWhatItNeedsHasAValue() {
    PluginChecks.presetsAreRead(plugin(), presetSettings());
  }

  @Test
  default void noTextMakesSendingThrowAndNoSecretIsInTheLog() {
    try (CapturedLog log = new CapturedLog(plugin().getClass());
        TestRouter router = answering(settings())) {
      AwkwardTexts.ALL.forEach(text -> router.incoming(ReceivedMessage.of(phone(1), text)));

      assertThat(log.lines()).noneMatch(line -> line.contains("send of the backend threw"));
      PluginChecks.hasNoSecret(SettingsRecord.secrets(settings()), log.lines());
    }
  }

  @Test
  default void manyMessagesAtOnceAllComeToAnEnd() {
    try (CapturedLog log = new CapturedLog(plugin().getClass());
        TestRouter router = answering(settings())) {
      PluginChecks.atOnce(
          50, i -> router.incoming(ReceivedMessage.of(phone(i % 10), "hello " + i)));

      assertThat(log.lines()).noneMatch(line -> line.contains("send of the backend threw"));
      for (int i = 0; i < 10; i++) {
        assertThat(replies(router, phone(i))).hasSize(5);
      }
    }
  }

  /** Returns a router with a backend named {@code tested}, and an app that answers everything. */
  default TestRouter answering(Record settings) {
    return TestRouter.builder()
        .app(new AnsweringPlugin())
        .backend("tested", plugin(), settings)
        .start();
  }

  /** Returns somebody on that backend. */
  static Connection phone(int number) {
    return Connection.of("tested", "+41790000" + number);
  }

  /** Returns the stored replies to somebody. */
  static List<StoredMessage> replies(TestRouter router, Connection to) {
    return router.conversations().conversation(to, 1000).stream()
        .filter(message -> message.inResponseTo().isPresent())
        .toList();
  }
}
