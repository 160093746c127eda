package org.threadless.handler.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.handler.kafka.client.KafkaSettings;
import org.threadless.kafka.rig.KafkaCluster;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.config.Secret;
import org.threadless.router.incoming.IncomingHandlerPlugin;
import org.threadless.router.message.BackendName;
import org.threadless.testing.HandlerContract;
import org.threadless.testing.TestRouter;

/** With a broker that runs. */
class KafkaHandlerTest implements HandlerContract {

  private static final BackendName TEST = new BackendName("test");

  @TempDir private static Path folder;
  private static KafkaCluster kafka;

  @BeforeAll
  static void startKafka() {
    kafka = new KafkaCluster(folder, 1).start();
  }

  @AfterAll
  static void endKafka() {
    kafka.close();
  }

  @Override
  public IncomingHandlerPlugin plugin() {
    return new KafkaPlugin();
  }

  /** On topics of its own. */
  @Override
  public Record settings() {
    KafkaSettings settings = unmade("t" + UUID.randomUUID());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      String topic = settings.topic().orElseThrow();
      admin
          .createTopics(
              List.of(
                  new NewTopic(topic, 3, (short) 1), new NewTopic(topic + ".dead", 1, (short) 1)))
          .all()
          .get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return settings;
  }

  private static KafkaSettings unmade(String topic) {
    return new KafkaSettings(
        OneOrMore.of(kafka.bootstrapServers()),
        Optional.of(topic),
        Optional.empty(),
        null,
        null,
        null,
        Map.of("metadata.max.age.ms", new Secret("2000")));
  }

  @Override
  public Map<String, Object> badSettings() {
    return Map.of(
        "brokers", OneOrMore.of("kafka"),
        "topic", Optional.of("a topic"),
        "properties", Map.of("acks", new Secret("1")));
  }

  @Override
  public void awaitRouted(TestRouter router) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(router.injected(Backlog.class)).isNotNull());
  }

  /** Kafka keeps it. */
  @Override
  public void whatCannotBeStoredIsNotTaken() {}
}
