package org.threadless.handler.kafka.topic;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.threadless.handler.kafka.client.KafkaClients;
import org.threadless.handler.kafka.client.KafkaPlace;
import org.threadless.handler.kafka.client.KafkaSettings;
import org.threadless.router.backend.BackendCall;
import org.threadless.router.backend.BackendCommand;
import org.threadless.router.backend.BackendOption;
import org.threadless.router.config.InvalidSettingException;

/** {@code router kafka setup BACKEND}: makes the topics of a backend, where they are missing. */
public final class TopicSetup implements BackendCommand {

  private static final String PARTITIONS = "partitions";
  private static final String REPLICATION = "replication";
  private static final String DAYS = "days";

  private static final int LOOKS = 100;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private static final int MOST_PARTITIONS = 10_000;
  private static final int MOST_REPLICAS = 100;
  private static final int MOST_DAYS = 3_650;

  @Override
  public String name() {
    return "setup";
  }

  @Override
  public String description() {
    return "Makes the topics of a backend in Kafka, where they are missing: one for its messages, one"
        + " for those that cannot be routed. What is there it leaves as it is.";
  }

  @Override
  public List<BackendOption> options() {
    return List.of(
        new BackendOption(
            PARTITIONS,
            "N",
            "Into how many parts messages are divided: at most so many nodes share the work."),
        new BackendOption(
            REPLICATION, "N", "How many brokers have each message; with 3, one may be lost."),
        new BackendOption(DAYS, "N", "How long Kafka keeps a message, routed or not; default 14."));
  }

  @Override
  public int run(BackendCall call) {
    KafkaPlace place = ((KafkaSettings) call.settings()).of(call.backend());
    PrintWriter out = call.out();
    KafkaClients clients = new KafkaClients(place);
    try (Admin admin = clients.patientAdmin()) {
      int partitions = number(call, PARTITIONS, MOST_PARTITIONS);
      int replicas = number(call, REPLICATION, MOST_REPLICAS);
      Map<String, String> configs = configs(call, replicas);
      make(new NewTopic(place.topic(), partitions, (short) replicas).configs(configs), admin, out);
      make(new NewTopic(place.deadTopic(), 1, (short) replicas).configs(configs), admin, out);
      awaitThere(place, admin);
      return 0;
    } catch (InvalidSettingException e) {
      out.println(e.getMessage());
      return 1;
    } catch (ExecutionException e) {
      out.println(TopicLook.failed(place, clients.failures(), e));
      return 1;
    }
  }

  // Brokers learn of it one after the other, and whoever starts the router next should find it.
  private static void awaitThere(KafkaPlace place, Admin admin) throws ExecutionException {
    try {
      for (int i = 0; i < LOOKS && !TopicLook.at(place, admin).isGood(); i++) {
        Thread.sleep(BETWEEN_LOOKS.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, String> configs(BackendCall call, int replicas) {
    int days = call.option(DAYS).isPresent() ? number(call, DAYS, MOST_DAYS) : 14;
    Map<String, String> configs = new HashMap<>(TopicRules.of(replicas));
    configs.put("retention.ms", Long.toString(Duration.ofDays(days).toMillis()));
    // Only by time: a broker may have a default of its own.
    configs.put("retention.bytes", "-1");
    return configs;
  }

  private static void make(NewTopic topic, Admin admin, PrintWriter out) throws ExecutionException {
    try {
      admin.createTopics(List.of(topic)).all().get();
      out.println(
          "made the topic "
              + topic.name()
              + ": partitions "
              + topic.numPartitions()
              + ", replication "
              + topic.replicationFactor()
              + ", "
              + topic.configs().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
      out.println("the topic " + topic.name() + " is there already, and was left as it is");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExecutionException(e);
    }
  }

  private static int number(BackendCall call, String option, int most) {
    Optional<String> given = call.option(option).filter(text -> text.matches("[0-9]{1,9}"));
    int number = given.map(Integer::parseInt).orElse(0);
    if (number < 1 || number > most) {
      throw new InvalidSettingException(
          "--" + option, "must be a number from 1 to " + most + ", and is to be given");
    }
    return number;
  }
}
