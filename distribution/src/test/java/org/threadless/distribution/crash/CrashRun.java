package org.threadless.distribution.crash;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.threadless.distribution.Distribution;
import org.threadless.distribution.FinishedCommand;
import org.threadless.distribution.RestartablePostgres;
import org.threadless.distribution.RouterProcess;
import org.threadless.kafka.rig.KafkaCluster;

/**
 * Nodes from the zip, clients that bring what was not answered again, a gateway with moods, and
 * somebody who kills nodes at random moments.
 */
final class CrashRun implements AutoCloseable {

  /** How often a node is killed. */
  static final int KILLS = Integer.getInteger("crash.kills", 5);

  /** What is done to a run. */
  interface Deaths {
    void in(CrashRun run) throws Exception;
  }

  private static final int CLIENTS = 6;
  private static final int MOST_BETWEEN_KILLS = 60;
  // What has come while the database was away is to be routed in that time, too.
  private static final Duration SETTLE =
      Duration.ofMinutes(2).plusSeconds(5L * Integer.getInteger("crash.away", 0));

  // Another node notices, and takes over: on one machine within seconds.
  private static final Duration LONG = Duration.ofSeconds(10);

  // H2's file is made smaller all the time, not only when it has grown.
  private static final String COMPACTS_ALWAYS = " -Dthreadless.h2-floor=0";

  private final Distribution distribution;
  private final CrashDatabase database;
  private final Path config;
  private final Traffic traffic;
  private final FlakyGateway gateway = new FlakyGateway();
  // Where the first one's messages go while it is down.
  private final FlakyGateway other = new FlakyGateway();
  private final AtomicReferenceArray<RouterProcess> nodes;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final List<Client> clients = new ArrayList<>();
  private final List<Caller> callers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<Instant> kills = new ArrayList<>();
  private final Random random;

  /**
   * @param count how many nodes
   */
  CrashRun(Distribution distribution, CrashDatabase database, int count, Traffic traffic)
      throws IOException {
    this(distribution, database, count, traffic, "queue, concurrency: 4");
  }

  /**
   * The same with something else than the database's queue behind the hand-off.
   *
   * @param queued the handler of the backend {@code queued}, and what is set of it besides
   */
  CrashRun(
      Distribution distribution, CrashDatabase database, int count, Traffic traffic, String queued)
      throws IOException {
    this.traffic = traffic;
    this.distribution = distribution;
    this.database = database;
    this.config = distribution.file("conf/crash.yml");
    this.nodes = new AtomicReferenceArray<>(count);
    long seed = Long.getLong("crash.seed", System.nanoTime());
    System.out.println("crash.seed=" + seed);
    this.random = new Random(seed);
    // A gateway that breaks off its answers does so for longer than three tries take.
    String backend =
        "{engine: http, incoming-external-id: id, outgoing-url: '%s', response-timeout: 5s,"
            + " retry: {first: 200ms, max: 2s, unanswered: 100}%s}%n";
    Files.writeString(
        config,
        "http: {port: 0}%napi: {}%ndatabase: {%s}%napps: %s%nbackends:%n"
                .formatted(database.settings(), traffic.apps())
            + "  inline: "
            + backend.formatted(gateway.url(), traffic.settings())
            + "  queued: "
            + backend.formatted(gateway.url(), ", handler: " + queued + traffic.settings())
            + "  other: "
            + backend.formatted(other.url(), "")
            + "  tester: {engine: httptester}%n".formatted());
  }

  /** Starts all nodes and clients. */
  void start() throws IOException {
    serveAll();
    for (int i = 0; i < CLIENTS; i++) {
      // Inline, a phone keeps to a node, as behind a load balancer; queued, any node will do.
      int own = i % nodes.length();
      add("inline", i, number -> root(own));
      add("queued", i, number -> root(number % nodes.length()));
    }
    start("reader", this::readPages);
  }

  /** Starts all nodes, and callers of the API in the place of clients. */
  void startCalls() throws IOException, InterruptedException {
    String token = token();
    serveAll();
    for (int i = 0; i < CLIENTS; i++) {
      addCaller("inline", i, token);
      addCaller("queued", i, token);
    }
  }

  private String token() throws IOException, InterruptedException {
    FinishedCommand added =
        distribution.run("token", "add", "crash", "--may", "send", "--config", config.toString());
    return added.out().get(0);
  }

  private void serveAll() throws IOException {
    for (int i = 0; i < nodes.length(); i++) {
      nodes.set(i, serve());
    }
  }

  private void addCaller(String backend, int number, String token) {
    IntFunction<URI> node = at -> root((at + number) % nodes.length());
    String name = backend + "-" + number;
    Caller caller = new Caller(backend, name, token, node, traffic.pause(), stop);
    callers.add(caller);
    start(name, caller);
  }

  private void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    threads.add(thread);
    thread.start();
  }

  // Those who read have connections of their own, which must not change what is written.
  private void readPages() {
    try {
      while (!stop.await(5, TimeUnit.MILLISECONDS)) {
        read();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() throws InterruptedException {
    try {
      nodes.get(0).get("/httptester/tester/");
    } catch (IOException e) {
      // Killed just now.
    }
  }

  private void add(String backend, int phone, IntFunction<URI> node) {
    Client client = new Client(backend, backend + "-" + phone, node, traffic.pause(), stop);
    clients.add(client);
    start(client.identity(), client);
  }

  private RouterProcess serve() throws IOException {
    return distribution.serveOn(
        Distribution.QUICK + COMPACTS_ALWAYS, "--config", config.toString());
  }

  private URI root(int node) {
    return nodes.get(node).root();
  }

  /**
   * Kills nodes at random moments, and starts each again; the gateway changes its mood meanwhile.
   */
  void kill(int times) throws IOException, InterruptedException {
    for (int i = 0; i < times; i++) {
      FlakyGateway.Mood[] moods = FlakyGateway.Mood.values();
      gateway.become(moods[random.nextInt(moods.length)]);
      awaitMomentToKill(i);
      int node = random.nextInt(nodes.length());
      nodes.get(node).kill();
      kills.add(Instant.now());
      boolean forLong = nodes.length() > 1 && i == times / 2;
      pause(forLong ? LONG : Duration.ofMillis(random.nextInt(300)));
      nodes.set(node, serve());
    }
  }

  private void awaitMomentToKill(int kill) throws InterruptedException {
    // Counted in answers, too, so that each kill is in the midst of them, on however slow a
    // machine.
    int enough = answered() + 1 + random.nextInt(MOST_BETWEEN_KILLS);
    if (callers.isEmpty()) {
      pause(untilKill(kill));
    }
    await().atMost(SETTLE).pollInterval(Duration.ofMillis(20)).until(() -> answered() >= enough);
  }

  // Where replies are for later, each second time when some are due.
  private Duration untilKill(int kill) {
    return traffic == Traffic.PACED && kill % 2 == 1
        ? Traffic.untilDue().plusMillis(random.nextInt(300))
        : Duration.ofMillis(200 + random.nextInt(1000));
  }

  /** Lets each node in turn leave in order, as for an upgrade, and join again. */
  void replace(int times) throws IOException, InterruptedException {
    for (int i = 0; i < times; i++) {
      int node = i % nodes.length();
      pause(Duration.ofMillis(500 + random.nextInt(2000)));
      nodes.get(node).terminate();
      pause(Duration.ofMillis(random.nextInt(3000)));
      nodes.set(node, serve());
    }
  }

  /** Kills what leads a partition of a topic at random moments, and starts each again. */
  void killBrokers(int times, KafkaCluster kafka, String topic) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      pause(Duration.ofMillis(500 + random.nextInt(2000)));
      int leader = await().until(() -> kafka.leaderOf(topic, 0), found -> found > 0);
      kafka.kill(leader);
      pause(Duration.ofMillis(random.nextInt(5000)));
      kafka.start(leader);
      // Or the next one to be killed could have the only copy of something.
      kafka.awaitInSync(topic);
    }
  }

  /** Stops the database for a time, and returns how many messages were answered 200 meanwhile. */
  int stop(RestartablePostgres database, Duration time) throws IOException, InterruptedException {
    pause(Duration.ofSeconds(2));
    int meanwhile;
    database.stop();
    try {
      int before = answered();
      pause(time);
      meanwhile = answered() - before;
    } finally {
      database.start();
    }
    pause(Duration.ofSeconds(2));
    return meanwhile;
  }

  private int answered() {
    return Stream.concat(clients.stream(), callers.stream())
        .mapToInt(sender -> sender.answered().size())
        .sum();
  }

  /** Crashes the database at random moments; it starts again by itself. */
  void crash(int times, RestartablePostgres database) throws IOException, InterruptedException {
    for (int i = 0; i < times; i++) {
      FlakyGateway.Mood[] moods = FlakyGateway.Mood.values();
      gateway.become(moods[random.nextInt(moods.length)]);
      pause(Duration.ofMillis(500 + random.nextInt(2000)));
      database.crash();
      kills.add(Instant.now());
    }
  }

  /** Lets all that is under way come to its end, and stops everything. */
  void settle() throws Exception {
    settle(() -> true);
  }

  /**
   * The same where more must have come to its end.
   *
   * @param none returns whether nothing is left of it
   * @throws AssertionError where something is left waiting
   */
  void settle(Callable<Boolean> none) throws Exception {
    gateway.become(FlakyGateway.Mood.WELL);
    stop.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    String idle = "{\"status\":\"ready\",\"reason\":null,\"waiting\":[]";
    String[] last = new String[1];
    try {
      await()
          .atMost(SETTLE)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                boolean noneLater = none.call();
                last[0] = health();
                return noneLater && last[0].startsWith(idle);
              });
    } catch (ConditionTimeoutException e) {
      close();
      System.out.println("now " + Instant.now() + "\n" + database.leftovers());
      throw new AssertionError("left waiting: " + last[0], e);
    }
    // What is not waiting is in hand: to stop in order is to finish it.
    for (int i = 0; i < nodes.length(); i++) {
      nodes.get(i).terminate();
    }
  }

  private String health() throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(root(0).resolve("/health/ready")).build(),
            BodyHandlers.ofString())
        .body();
  }

  /** Returns what everybody has recorded. */
  Evidence evidence() throws SQLException {
    return new Evidence(clients, traffic, deliveries(), Evidence.read(database));
  }

  /** Returns the same of calls. */
  CallEvidence callEvidence() throws SQLException {
    return new CallEvidence(callers, deliveries(), CallEvidence.read(database));
  }

  private Deliveries deliveries() {
    List<FlakyGateway.Taken> taken =
        Stream.concat(gateway.taken().stream(), other.taken().stream())
            .sorted(Comparator.comparing(FlakyGateway.Taken::at))
            .toList();
    return new Deliveries(taken, kills);
  }

  /** Returns what has reached both gateways. */
  Gateways gateways() {
    return new Gateways(gateway.arrived(), other.arrived(), kills);
  }

  private void pause(Duration time) throws InterruptedException {
    if (stop.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("stopped while nodes are killed");
    }
  }

  @Override
  public void close() throws InterruptedException {
    stop.countDown();
    for (int i = 0; i < nodes.length(); i++) {
      if (nodes.get(i) != null) {
        nodes.get(i).close();
      }
    }
    gateway.close();
    other.close();
  }
}
