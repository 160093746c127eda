package org.threadless.kafka.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClusterTest {

  private static final String TOPIC = "incoming";
  private static final Duration SHORT = Duration.ofSeconds(2);

  @TempDir private Path folder;

  @Test
  void aNodeThatWasKilledHasWhatItHadWhenItIsStartedAgain() throws Exception {
    try (KafkaCluster cluster = new KafkaCluster(folder, 1).start()) {
      assertTopicsAreNotMadeByBeingNamed(cluster);
      cluster.createTopic(TOPIC, 1);
      say(cluster, "one");

      cluster.kill(1);
      assertThat(cluster.running()).isEmpty();
      cluster.start(1);
      say(cluster, "two");

      assertThat(heard(cluster, 2)).containsExactly("one", "two");
    }
  }

  @Test
  void threeNodesGoOnWithoutTheOneThatLedAndNotWithoutTwo() throws Exception {
    try (KafkaCluster cluster = new KafkaCluster(folder, 3).start()) {
      cluster.createTopic(TOPIC, 1);
      say(cluster, "one");
      int led = cluster.leaderOf(TOPIC, 0);
      assertThat(led).isBetween(1, 3);

      cluster.kill(led);
      say(cluster, "two");
      await().until(() -> cluster.leaderOf(TOPIC, 0) != led);
      cluster.start(led);
      cluster.awaitInSync(TOPIC);

      assertThat(heard(cluster, 2)).containsExactly("one", "two");

      cluster.kill(1);
      cluster.kill(2);
      assertThatThrownBy(() -> say(cluster, "on one alone", SHORT))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TimeoutException.class);
    }
  }

  @Test
  void aNodeThatDoesNotStartSaysWhy() {
    try (KafkaCluster cluster = new KafkaCluster(folder, 1).set("num.io.threads", "many")) {
      assertThatThrownBy(cluster::start).hasStackTraceContaining("num.io.threads");
    }
  }

  private static void assertTopicsAreNotMadeByBeingNamed(KafkaCluster cluster) {
    assertThatThrownBy(() -> say(cluster, "to nobody", SHORT))
        .hasMessageContaining("not present in metadata");
    assertThat(cluster.leaderOf(TOPIC, 0)).isZero();
  }

  private static void say(KafkaCluster cluster, String text) throws Exception {
    say(cluster, text, Duration.ofMinutes(1));
  }

  private static void say(KafkaCluster cluster, String text, Duration patience) throws Exception {
    // An idempotent one asks for an id first, and waits for ever where no controller answers.
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            cluster.bootstrapServers(),
            "enable.idempotence",
            false,
            "max.block.ms",
            patience.toMillis(),
            "request.timeout.ms",
            (int) patience.toMillis() / 2,
            "delivery.timeout.ms",
            (int) patience.toMillis());
    StringSerializer strings = new StringSerializer();
    Producer<String, String> producer = new KafkaProducer<>(settings, strings, strings);
    try {
      producer.send(new ProducerRecord<>(TOPIC, text)).get();
    } finally {
      // It would wait for brokers that are not there.
      producer.close(Duration.ZERO);
    }
  }

  private static List<String> heard(KafkaCluster cluster, int count) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", cluster.bootstrapServers(), "auto.offset.reset", "earliest");
    List<String> heard = new ArrayList<>();
    StringDeserializer strings = new StringDeserializer();
    try (Consumer<String, String> consumer = new KafkaConsumer<>(settings, strings, strings)) {
      consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
      await()
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(each -> heard.add(each.value()));
                return heard.size() >= count;
              });
    }
    return heard;
  }
}
