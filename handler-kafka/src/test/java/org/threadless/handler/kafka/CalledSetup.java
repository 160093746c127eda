package org.threadless.handler.kafka;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threadless.handler.kafka.client.KafkaSettings;
import org.threadless.handler.kafka.topic.TopicSetup;
import org.threadless.router.backend.BackendCall;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Numbers;

/** {@code router kafka setup test}, as the command line calls it. */
final class CalledSetup {

  private CalledSetup() {}

  /** Returns what the command exits with. */
  static int run(KafkaSettings settings, Map<String, String> options, StringWriter said) {
    return new TopicSetup()
        .run(
            new BackendCall(
                new BackendName("test"),
                settings,
                List.of(),
                List.of(),
                URI.create("http://127.0.0.1/"),
                Optional.empty(),
                Numbers.AS_THEY_COME,
                options,
                List.of(),
                new PrintWriter(said, true)));
  }
}
