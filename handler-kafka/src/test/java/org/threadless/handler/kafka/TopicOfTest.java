package org.threadless.handler.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.threadless.handler.kafka.client.KafkaSettings;
import org.threadless.kafka.rig.KafkaCluster;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.config.Secret;

/** Settings with a topic of their own, which nobody has made yet. */
final class TopicOfTest {

  private TopicOfTest() {}

  static KafkaSettings at(KafkaCluster kafka, Duration timeout, Map<String, String> properties) {
    return new KafkaSettings(
        OneOrMore.of(kafka.bootstrapServers()),
        Optional.of("t" + UUID.randomUUID()),
        Optional.empty(),
        null,
        timeout,
        null,
        properties.entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, property -> new Secret(property.getValue()))));
  }
}
