package org.threadless.handler.kafka.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.threadless.router.config.InvalidSettingException;

/**
 * Makes what speaks to Kafka for one backend. Each is the caller's to close. None of them waits for
 * a broker to be made; each throws {@link InvalidSettingException} where it cannot be made with
 * these properties.
 */
public final class KafkaClients {

  /** How many records come with one poll, at most. */
  public static final int RECORDS_AT_ONCE = 500;

  private static final AtomicInteger COUNT = new AtomicInteger();

  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);
  private static final Duration LONGEST_CHANGE = Duration.ofSeconds(30);
  // Kafka's own 45 s are longer than a node's messages wait that the database's queue has.
  private static final Duration UNTIL_A_NODE_IS_DEAD = Duration.ofSeconds(15);

  private static final Duration UNTIL_LOOKED_AGAIN = Duration.ofSeconds(30);
  private static final Duration WITHOUT_POLL = Duration.ofMinutes(5);

  private final KafkaPlace place;
  private final KafkaFailures failures;

  public KafkaClients(KafkaPlace place) {
    this.place = place;
    this.failures = PluginClasses.in(() -> new KafkaFailures(place.settings()));
  }

  /** Returns what tells why something has failed, without secrets. */
  public KafkaFailures failures() {
    return failures;
  }

  /** Makes what puts messages into Kafka, on all replicas that are in sync, and each once. */
  public Producer<byte[], byte[]> producer() {
    // The first half is for finding the leader of a partition, or room; the second for it to
    // answer.
    int half = millis(place.settings().timeout().dividedBy(2));
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 1);
    given(properties);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, half);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, half);
    // Together with what it lingers it may not be longer than that.
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, half / 2));
    return made(
        () ->
            new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  /** Makes what brings messages back from Kafka, as one of the group. */
  public Consumer<byte[], byte[]> consumer() {
    Map<String, Object> properties = new HashMap<>();
    given(properties);
    if (!"consumer".equals(properties.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))) {
      // Nodes keep what they have while others come and go.
      properties.putIfAbsent(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          CooperativeStickyAssignor.class.getName());
      properties.putIfAbsent(
          ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(UNTIL_A_NODE_IS_DEAD));
    }
    // So soon partitions are seen that are added.
    properties.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, millis(UNTIL_LOOKED_AGAIN));
    properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, millis(WITHOUT_POLL));
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, place.group());
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // What is not there as it should be is for the handler to tell, before it begins anew.
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_AT_ONCE);
    return made(
        () ->
            new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /** Makes what asks Kafka about topics, and gives up after seconds. */
  public Admin admin() {
    return admin(LONGEST_ANSWER);
  }

  /** Makes what changes something in Kafka for somebody who waits for it: it is more patient. */
  public Admin patientAdmin() {
    return admin(LONGEST_CHANGE);
  }

  private Admin admin(Duration patience) {
    Map<String, Object> properties = new HashMap<>();
    given(properties);
    int longest = millis(patience);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, longest);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, longest / 2);
    return made(() -> Admin.create(properties));
  }

  private void given(Map<String, Object> properties) {
    place.settings().properties().forEach((name, value) -> properties.put(name, value.reveal()));
    properties.put(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
        String.join(",", place.settings().brokers().all()));
    properties.put(
        AdminClientConfig.CLIENT_ID_CONFIG,
        "threadless-router-" + place.backend().value() + "-" + COUNT.incrementAndGet());
  }

  private <T> T made(Supplier<T> making) {
    try {
      return PluginClasses.in(making);
    } catch (KafkaException e) {
      throw new InvalidSettingException("properties", failures.reason(e));
    }
  }

  private static int millis(Duration duration) {
    return (int) duration.toMillis();
  }
}
