package org.threadless.handler.kafka.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.threadless.handler.kafka.client.KafkaClients;
import org.threadless.handler.kafka.client.KafkaFailures;
import org.threadless.handler.kafka.client.KafkaPlace;
import org.threadless.router.config.InvalidSettingException;

/**
 * What Kafka says of the topics of a backend.
 *
 * @param missing those that are not there, in a line that says what makes them; empty where all are
 * @param leaderless how many partitions have no leader now
 * @param partitions how many the first topic has; 0 where it is missing
 * @param replicas how many of each there are; 0 where it is missing
 * @param id of the first topic: one that is made anew has another; empty where it is missing
 */
public record TopicLook(
    String missing, int leaderless, int partitions, int replicas, Optional<Uuid> id) {

  /**
   * Asks Kafka.
   *
   * @throws ExecutionException where it does not answer, or does not let us ask
   */
  public static TopicLook at(KafkaPlace place, Admin admin) throws ExecutionException {
    Map<String, KafkaFuture<TopicDescription>> asked =
        admin.describeTopics(List.of(place.topic(), place.deadTopic())).topicNameValues();
    List<String> missing = new ArrayList<>();
    TopicDescription found = null;
    for (String topic : List.of(place.topic(), place.deadTopic())) {
      TopicDescription each = described(asked.get(topic));
      if (each == null) {
        missing.add(topic);
      } else if (topic.equals(place.topic())) {
        found = each;
      }
    }
    return new TopicLook(
        missing.isEmpty() ? "" : line(missing, place),
        found == null ? 0 : leaderless(found),
        found == null ? 0 : found.partitions().size(),
        found == null ? 0 : found.partitions().get(0).replicas().size(),
        Optional.ofNullable(found).map(TopicDescription::topicId));
  }

  private static TopicDescription described(KafkaFuture<TopicDescription> asked)
      throws ExecutionException {
    try {
      return asked.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExecutionException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return null;
      }
      throw e;
    }
  }

  private static int leaderless(TopicDescription topic) {
    return (int)
        topic.partitions().stream()
            .filter(each -> each.leader() == null || each.leader().id() == Node.noNode().id())
            .count();
  }

  private static String line(List<String> missing, KafkaPlace place) {
    return (missing.size() == 1 ? "the topic " : "the topics ")
        + String.join(" and ", missing)
        + (missing.size() == 1 ? " is" : " are")
        + " missing; 'bin/router kafka setup "
        + place.backend()
        + " --partitions N --replication N' makes "
        + (missing.size() == 1 ? "it" : "them");
  }

  /** Returns whether all is as it should be. */
  public boolean isGood() {
    return missing.isEmpty() && leaderless == 0;
  }

  /** Returns what is not as it should be, in one line. */
  public String problem() {
    return missing.isEmpty() ? leaderless + " partitions have no leader now" : missing;
  }

  /** Returns what is wrong with the topics of a backend, or with speaking to Kafka about them. */
  public static List<String> problems(KafkaPlace place) {
    KafkaClients clients = new KafkaClients(place);
    try (Admin admin = clients.admin()) {
      TopicLook look = at(place, admin);
      return look.isGood()
          ? TopicRules.broken(place, look.replicas(), admin)
          : List.of(look.problem());
    } catch (InvalidSettingException e) {
      return List.of(e.getMessage());
    } catch (ExecutionException e) {
      return List.of(failed(place, clients.failures(), e));
    }
  }

  /** Returns what to say where Kafka does not answer, or does not do what it is asked for. */
  static String failed(KafkaPlace place, KafkaFailures failures, ExecutionException thrown) {
    Throwable cause = KafkaFailures.cause(thrown);
    String reason = failures.reason(thrown);
    String how = "says: ";
    if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
      how = "does not let the router in: ";
    } else if (cause instanceof TimeoutException) {
      how = "does not answer (is it there, and is security.protocol what it wants?): ";
    }
    return "Kafka at " + String.join(", ", place.settings().brokers().all()) + " " + how + reason;
  }
}
