package org.threadless.handler.kafka.client;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.config.Secret;
import org.threadless.router.config.Settings;
import org.threadless.router.message.BackendName;

/**
 * The settings of one backend's handler.
 *
 * @param brokers where Kafka is found, {@code host:port} each
 * @param topic where the messages of the backend are kept; by default named after the backend
 * @param group the nodes that share the work; by default named as the topic
 * @param concurrency how many messages this node routes at once
 * @param timeout how long Kafka may take to take a message; then it is refused
 * @param handover how long what is being routed is waited for, when another node gets its partition
 *     or this one stops
 * @param properties what Kafka's clients are told besides, by Kafka's own names
 */
public record KafkaSettings(
    OneOrMore<String> brokers,
    Optional<String> topic,
    Optional<String> group,
    Integer concurrency,
    Duration timeout,
    Duration handover,
    Map<String, Secret> properties) {

  private static final int CONCURRENCY = 256;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration HANDOVER = Duration.ofSeconds(20);
  // Well below the five minutes after which Kafka takes a node for dead that does not poll.
  private static final Duration LONGEST_HANDOVER = Duration.ofMinutes(2);

  // What Kafka takes, less what the topic for what cannot be routed has more.
  private static final String TOPIC = "[A-Za-z0-9._-]{1,200}";

  /** Fills in defaults, and refuses what is not possible. */
  public KafkaSettings {
    Settings.required("brokers", brokers)
        .all()
        .forEach(
            broker ->
                Settings.check(
                    broker.matches("[^\\s,]+:[0-9]{1,5}"),
                    "brokers",
                    "must be host:port, or a list of such, for example kafka-1:9092"));
    topic = Settings.orElse(topic, Optional.empty());
    group = Settings.orElse(group, Optional.empty());
    topic.ifPresent(name -> checkName("topic", name));
    group.ifPresent(name -> checkName("group", name));
    concurrency =
        Settings.range("concurrency", Settings.orElse(concurrency, CONCURRENCY), 1, 10_000);
    timeout = Settings.positive("timeout", Settings.orElse(timeout, TIMEOUT));
    Settings.check(timeout.compareTo(SHORTEST_TIMEOUT) >= 0, "timeout", "must be 1s or longer");
    handover = Settings.positive("handover", Settings.orElse(handover, HANDOVER));
    Settings.check(handover.compareTo(LONGEST_HANDOVER) <= 0, "handover", "must be 2m or shorter");
    properties = Map.copyOf(Settings.orElse(properties, Map.of()));
    OwnProperties.refuseIn(properties.keySet());
  }

  private static void checkName(String component, String name) {
    if (!name.matches(TOPIC) || name.matches("\\.{1,2}")) {
      throw new InvalidSettingException(
          component, "must be 1 to 200 of the characters A-Z a-z 0-9 . _ -");
    }
  }

  /** Returns them for a backend, with the names that follow from its own. */
  public KafkaPlace of(BackendName backend) {
    String named = topic.orElse("threadless-router." + backend.value());
    return new KafkaPlace(backend, named, named + ".dead", group.orElse(named), this);
  }
}
