package org.threadless.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.threadless.router.Plugin;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.incoming.IncomingHandlerPlugin;
import org.threadless.router.message.Connection;
import org.threadless.router.message.ReceivedMessage;

/**
 * What every handler of incoming messages must hold to; the test of a handler implements it. The
 * messages of the backend {@code test} go to it.
 */
public interface HandlerContract extends PluginContract {

  @Override
  IncomingHandlerPlugin plugin();

  @Override
  default Class<? extends Plugin> service() {
    return IncomingHandlerPlugin.class;
  }

  /**
   * Returns when all is routed that the handler has taken; default at once, for one that routes a
   * message before it returns.
   */
  default void awaitRouted(TestRouter router) {}

  @Test
  default void everyTextIsRoutedAsItCameAndNoSecretIsInTheLog() {
    try (CapturedLog log = new CapturedLog(plugin().getClass());
        TestRouter router = answering(settings())) {
      AwkwardTexts.ALL.forEach(text -> router.incoming(ReceivedMessage.of(phone(1), text)));

      awaitRouted(router);
      assertThat(incoming(router, phone(1)))
          .extracting(StoredMessage::text)
          .containsExactlyElementsOf(
              AwkwardTexts.ALL.stream()
                  .map(text -> ReceivedMessage.of(phone(1), text).text())
                  .toList());
      PluginChecks.hasNoSecret(SettingsRecord.secrets(settings()), log.lines());
    }
  }

  @Test
  default void manyMessagesAtOnceAreEachRoutedOnce() {
    try (TestRouter router = answering(settings())) {
      PluginChecks.atOnce(
          100, i -> router.incoming(ReceivedMessage.of(phone(i % 20), "message " + i)));

      awaitRouted(router);
      for (int i = 0; i < 20; i++) {
        assertThat(incoming(router, phone(i))).hasSize(5);
      }
      assertThat(router.backend().given()).hasSize(100);
    }
  }

  @Test
  default void aCopyIsNotRoutedAgain() {
    ReceivedMessage message = ReceivedMessage.of(phone(1), "hello").withExternalId("42");
    try (TestRouter router = answering(settings())) {
      router.incoming(message);
      router.incoming(message);

      awaitRouted(router);
      assertThat(router.backend().given()).hasSize(1);
    }
  }

  /** A handler that has messages kept elsewhere overrides this: it may take one all the same. */
  @Test
  default void whatCannotBeStoredIsNotTaken() {
    try (TestRouter router = answering(settings())) {
      router.loseDatabase();

      assertThatThrownBy(() -> router.incoming(ReceivedMessage.of(phone(1), "hello")))
          .isInstanceOf(StoreUnavailableException.class);
    }
  }

  /** Returns a router whose backend {@code test} has the handler, and that answers everything. */
  default TestRouter answering(Record settings) {
    return TestRouter.builder().app(new AnsweringPlugin()).handler(plugin(), settings).start();
  }

  /** Returns somebody on that backend. */
  static Connection phone(int number) {
    return Connection.of("test", "+4179000" + number);
  }

  /** Returns the stored messages of somebody. */
  static List<StoredMessage> incoming(TestRouter router, Connection from) {
    return router.conversations().conversation(from, 1000).stream()
        .filter(message -> message.inResponseTo().isEmpty())
        .toList();
  }
}
