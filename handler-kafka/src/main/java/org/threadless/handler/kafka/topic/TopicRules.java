package org.threadless.handler.kafka.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.threadless.handler.kafka.client.KafkaPlace;

/**
 * What a topic has to be set to for a message not to be lost in it; {@link TopicSetup} sets it, and
 * whoever makes a topic in another way may not know.
 */
final class TopicRules {

  static final String CLEANUP = "cleanup.policy";
  static final String CLOCK = "message.timestamp.type";
  static final String IN_SYNC = "min.insync.replicas";
  static final String UNCLEAN = "unclean.leader.election.enable";

  private static final int FEWEST_TO_LOSE_ONE = 3;

  private TopicRules() {}

  /** Returns what holds for a topic with so many replicas. */
  static Map<String, String> of(int replicas) {
    Map<String, String> rules = new HashMap<>();
    rules.put(CLEANUP, "delete");
    // By the clock of a node that is wrong they would be deleted at once, or refused.
    rules.put(CLOCK, "LogAppendTime");
    // So that one may be lost, and what is acknowledged is on two all the same.
    rules.put(IN_SYNC, replicas >= FEWEST_TO_LOSE_ONE ? "2" : "1");
    rules.put(UNCLEAN, "false");
    return rules;
  }

  /**
   * Returns in which of them the topics of a backend differ, one line each; nothing where this user
   * may not see it.
   */
  static List<String> broken(KafkaPlace place, int replicas, Admin admin)
      throws ExecutionException {
    List<String> lines = new ArrayList<>();
    for (String topic : List.of(place.topic(), place.deadTopic())) {
      Map<String, String> set = settings(topic, admin);
      of(replicas).entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .filter(rule -> !isKept(rule.getKey(), rule.getValue(), set.get(rule.getKey())))
          .map(
              rule ->
                  "the topic "
                      + topic
                      + " has "
                      + rule.getKey()
                      + "="
                      + set.get(rule.getKey())
                      + ", so that "
                      + consequence(rule.getKey())
                      + "; set it to "
                      + rule.getValue())
          .forEach(lines::add);
    }
    return lines;
  }

  private static boolean isKept(String name, String rule, String value) {
    return value == null
        || value.equals(rule)
        || (name.equals(IN_SYNC) && Integer.parseInt(value) >= Integer.parseInt(rule));
  }

  private static String consequence(String name) {
    return switch (name) {
      case CLEANUP -> "Kafka deletes a message when the next of its connection has come";
      case CLOCK -> "what a node takes whose clock is wrong may be deleted at once, or refused";
      case IN_SYNC -> "a message may be on one broker alone when it is answered 200";
      default -> "a broker that lacks messages may become the leader, and they are lost";
    };
  }

  private static Map<String, String> settings(String topic, Admin admin) throws ExecutionException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Map<String, String> settings = new HashMap<>();
    try {
      Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
      config.entries().forEach(entry -> settings.put(entry.name(), entry.value()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExecutionException(e);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof AuthorizationException)) {
        throw e;
      }
    }
    return settings;
  }
}
