package org.threadless.kafka.rig;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;

/**
 * Real brokers of Kafka on loopback, on free ports, each a process of its own that is broker and
 * controller: one, or three of which one may die. With three, topics have three replicas unless
 * something else is asked for, and two must have a record before it is acknowledged. Topics are not
 * made by being named. Nodes are numbered from 1, and keep their ports and data when they die.
 *
 * <p>For one thread. Closing it ends all nodes; the folder is the caller's to remove.
 */
public final class KafkaCluster implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration OFTEN = Duration.ofMillis(50);

  private final String id = Uuid.randomUuid().toString();
  private final Properties common = new Properties();
  private final List<Broker> nodes;
  private boolean isForLoad;
  private KafkaAccess access;

  /**
   * A cluster that is not started yet.
   *
   * @param folder for the files of all nodes
   * @param size how many nodes: 1 or 3
   */
  public KafkaCluster(Path folder, int size) {
    if (size != 1 && size != 3) {
      throw new IllegalArgumentException("1 or 3 nodes, not " + size);
    }
    nodes =
        IntStream.rangeClosed(1, size)
            .mapToObj(each -> new Broker(each, folder.resolve("node-" + each)))
            .toList();
    setRoles();
    setReplication(size, size == 1 ? 1 : 2);
    setSmall();
  }

  private void setRoles() {
    set("process.roles", "broker,controller");
    set("controller.listener.names", "CONTROLLER");
    set("inter.broker.listener.name", "BROKER");
    set("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    set(
        "controller.quorum.voters",
        nodes.stream().map(Broker::voter).collect(Collectors.joining(",")));
    // Not to wait for longer than tests must for what a dead node has led.
    set("broker.session.timeout.ms", 3_000);
    set("broker.heartbeat.interval.ms", 500);
    set("group.initial.rebalance.delay.ms", 0);
    set("auto.create.topics.enable", false);
  }

  private void setReplication(int replicas, int inSync) {
    set("default.replication.factor", replicas);
    set("min.insync.replicas", inSync);
    for (String topic :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      set(topic + ".replication.factor", replicas);
    }
    set("transaction.state.log.min.isr", inSync);
    set("share.coordinator.state.topic.min.isr", inSync);
    set("offsets.topic.num.partitions", 4);
    set("transaction.state.log.num.partitions", 1);
    set("share.coordinator.state.topic.num.partitions", 1);
  }

  private void setSmall() {
    set("num.network.threads", 2);
    set("num.io.threads", 4);
    set("log.cleaner.dedupe.buffer.size", 4 << 20);
  }

  /** Sets one of the settings of all brokers, for the next start of each. */
  public KafkaCluster set(String key, Object value) {
    common.setProperty(key, value.toString());
    return this;
  }

  /** Lets brokers become as fast as they can, for which they take longer to start. */
  public KafkaCluster forLoad() {
    isForLoad = true;
    return this;
  }

  /**
   * Lets in only who has this name and password, over TLS, with a certificate for 127.0.0.1; to be
   * called before the first start.
   */
  public KafkaCluster lettingIn(KafkaAccess only) {
    access = only;
    set("listener.security.protocol.map", "BROKER:SASL_SSL,CONTROLLER:PLAINTEXT");
    set("sasl.enabled.mechanisms", KafkaAccess.MECHANISM);
    set("sasl.mechanism.inter.broker.protocol", KafkaAccess.MECHANISM);
    set(
        "listener.name.broker."
            + KafkaAccess.MECHANISM.toLowerCase(Locale.ROOT)
            + ".sasl.jaas.config",
        only.jaas());
    set("ssl.keystore.type", "PEM");
    set("ssl.keystore.location", only.identity());
    set("ssl.truststore.type", "PEM");
    set("ssl.truststore.location", only.trusted());
    return this;
  }

  private List<String> format() {
    return access == null ? List.of() : List.of("--add-scram", access.scram());
  }

  /** Starts all nodes, and waits until all are there. */
  public KafkaCluster start() {
    nodes.forEach(each -> each.start(id, common, format(), isForLoad));
    awaitNodes();
    return this;
  }

  /** Starts a node that was killed or stopped, on its data, and waits until it is there again. */
  public void start(int node) {
    node(node).start(id, common, format(), isForLoad);
    awaitNodes();
  }

  /** Ends a node at once, as {@code kill -9} does. */
  public void kill(int node) {
    node(node).kill();
  }

  /** Asks a node to stop, and waits until it has. */
  public void stop(int node) {
    node(node).stop();
  }

  /** Returns the addresses of all nodes, as {@code bootstrap.servers} has them. */
  public String bootstrapServers() {
    return nodes.stream().map(Broker::address).collect(Collectors.joining(","));
  }

  /** Returns the numbers of the nodes that run. */
  public List<Integer> running() {
    return nodes.stream().filter(Broker::isRunning).map(Broker::id).toList();
  }

  /** Makes a topic with as many replicas as there are nodes, and waits until it can be used. */
  public void createTopic(String topic, int partitions) {
    try (Admin admin = admin()) {
      admin
          .createTopics(List.of(new NewTopic(topic, partitions, (short) nodes.size())))
          .all()
          .get();
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("topic " + topic + " was not made", e.getCause());
    }
    awaitInSync(topic);
  }

  /** Waits until each replica of a topic has all that the others have. */
  public void awaitInSync(String topic) {
    await("all replicas of " + topic)
        .atMost(PATIENCE)
        .pollInterval(OFTEN)
        .until(() -> isInSync(partitions(topic)));
  }

  private static boolean isInSync(List<TopicPartitionInfo> partitions) {
    return !partitions.isEmpty()
        && partitions.stream().allMatch(each -> each.isr().size() == each.replicas().size());
  }

  /** Returns the number of the node that leads a partition, 0 if there is none now. */
  public int leaderOf(String topic, int partition) {
    return partitions(topic).stream()
        .filter(each -> each.partition() == partition && each.leader() != null)
        .mapToInt(each -> each.leader().id())
        .filter(each -> each > 0)
        .findFirst()
        .orElse(0);
  }

  private List<TopicPartitionInfo> partitions(String topic) {
    try (Admin admin = admin()) {
      TopicDescription description =
          admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
      return description.partitions();
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      // It is being made, or who leads it is not known now.
      return List.of();
    }
  }

  // Asks each for itself: the others may take one for alive that has just died.
  private void awaitNodes() {
    await("brokers that answer")
        .atMost(PATIENCE)
        .pollInterval(OFTEN)
        .until(() -> nodes.stream().filter(Broker::isStarted).allMatch(this::knowsAll));
  }

  private boolean knowsAll(Broker node) {
    if (!node.isRunning()) {
      throw new IllegalStateException("node " + node.id() + " has ended:\n" + node.said());
    }
    try (Admin admin = admin(node.address())) {
      List<Integer> known =
          admin.describeCluster().nodes().get().stream().map(Node::id).sorted().toList();
      return known.equals(running());
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      return false;
    }
  }

  private Admin admin() {
    return admin(bootstrapServers());
  }

  private Admin admin(String servers) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    properties.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200);
    if (access != null) {
      properties.putAll(access.properties());
    }
    return Admin.create(properties);
  }

  private Broker node(int number) {
    return nodes.get(number - 1);
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }

  @Override
  public void close() {
    // They have nothing to keep: asked to stop, the last of three would wait for the others.
    nodes.forEach(Broker::kill);
  }
}
