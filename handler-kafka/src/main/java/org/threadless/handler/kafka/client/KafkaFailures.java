package org.threadless.handler.kafka.client;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.threadless.router.config.Secret;
import org.threadless.router.loop.Tellable;

/** Tells why Kafka did not do something, in one line, without what is secret of the properties. */
public final class KafkaFailures {

  private static final int DEEPEST = 10;

  private final List<String> hidden;

  KafkaFailures(KafkaSettings settings) {
    // A long one first: a short one may be part of it.
    this.hidden =
        settings.properties().entrySet().stream()
            .filter(each -> !isPublic(each.getKey()))
            .map(Map.Entry::getValue)
            .map(Secret::reveal)
            .filter(value -> !value.isEmpty())
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
  }

  // What Kafka does not know may be of some plugin of its own.
  private static boolean isPublic(String name) {
    return Stream.of(
            ProducerConfig.configDef(), ConsumerConfig.configDef(), AdminClientConfig.configDef())
        .map(definition -> definition.configKeys().get(name))
        .anyMatch(key -> key != null && key.type != ConfigDef.Type.PASSWORD);
  }

  /** Returns why it was. */
  public String reason(Throwable thrown) {
    Throwable cause = cause(thrown);
    // Kafka's own say in words what is wrong.
    String line = cause instanceof KafkaException ? Tellable.reason(cause) : Tellable.line(cause);
    for (String value : hidden) {
      line = line.replace(value, "***");
    }
    return line;
  }

  /** Returns what is told as the reason: what is below what only says that something failed. */
  public static Throwable cause(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; i < DEEPEST && cause.getCause() != null && isWrapper(cause); i++) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static boolean isWrapper(Throwable thrown) {
    return thrown instanceof ExecutionException || thrown.getClass() == KafkaException.class;
  }
}
