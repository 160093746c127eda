package org.threadless.handler.kafka.client;

import java.util.Collection;
import java.util.Set;
import org.threadless.router.config.InvalidSettingException;

/** The properties of Kafka's clients that the handler's promises depend on. */
final class OwnProperties {

  private static final Set<String> OWN =
      Set.of(
          "bootstrap.servers",
          "acks",
          "enable.idempotence",
          "transactional.id",
          "transaction.two.phase.commit.enable",
          "delivery.timeout.ms",
          "request.timeout.ms",
          "max.block.ms",
          "partitioner.class",
          "partitioner.ignore.keys",
          "key.serializer",
          "value.serializer",
          "key.deserializer",
          "value.deserializer",
          "client.id",
          "group.id",
          "group.instance.id",
          "enable.auto.commit",
          "auto.offset.reset",
          "allow.auto.create.topics",
          "isolation.level",
          "max.poll.records",
          "max.poll.interval.ms",
          "default.api.timeout.ms");

  private OwnProperties() {}

  /** Refuses them where somebody else sets them. */
  static void refuseIn(Collection<String> names) {
    names.stream()
        .filter(OWN::contains)
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              throw new InvalidSettingException(
                  "properties",
                  "must not have " + name + ": the handler sets it, by its own settings or always");
            });
  }
}
