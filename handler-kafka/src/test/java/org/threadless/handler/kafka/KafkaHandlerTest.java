package org.threadless.handler.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.handler.kafka.client.KafkaClients;
import org.threadless.handler.kafka.client.KafkaPlace;
import org.threadless.handler.kafka.client.KafkaSettings;
import org.threadless.handler.kafka.format.MessageRecords;
import org.threadless.kafka.rig.KafkaCluster;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.config.Secret;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.wiring.HandlerInstance;
import org.threadless.router.incoming.CarriedMessage;
import org.threadless.router.incoming.HandlerState;
import org.threadless.router.incoming.IncomingHandlerPlugin;
import org.threadless.router.incoming.KeepingFailedException;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.testing.HandlerContract;
import org.threadless.testing.TestRouter;

/** With a broker that runs. */
class KafkaHandlerTest implements HandlerContract {

  private static final BackendName TEST = new BackendName("test");
  private static final int PARTITIONS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path folder;
  private static KafkaCluster kafka;

  private KafkaPlace place;

  @BeforeAll
  static void startKafka() {
    kafka = new KafkaCluster(folder, 1).start();
  }

  @AfterAll
  static void endKafka() {
    kafka.close();
  }

  @Override
  public IncomingHandlerPlugin plugin() {
    return new KafkaPlugin();
  }

  /** On topics of its own. */
  @Override
  public Record settings() {
    KafkaSettings settings = unmade();
    place = settings.of(TEST);
    makeTopics(settings);
    return settings;
  }

  private static void makeTopics(KafkaSettings settings) {
    Map<String, String> options = Map.of("partitions", "3", "replication", "1");
    assertThat(CalledSetup.run(settings, options, new StringWriter())).isZero();
  }

  private static KafkaSettings unmade() {
    return TopicOfTest.at(
        kafka, Duration.ofSeconds(4), Map.of("ssl.truststore.password", "hunter2"));
  }

  @Override
  public Map<String, Object> badSettings() {
    return Map.of(
        "brokers", OneOrMore.of("kafka"),
        "topic", Optional.of("a topic"),
        "group", Optional.of(".."),
        "concurrency", 0,
        "timeout", Duration.ofMillis(5),
        "handover", Duration.ofMinutes(10),
        "properties", Map.of("acks", new Secret("1")));
  }

  /** Kafka knows that all is done. */
  @Override
  public void awaitRouted(TestRouter router) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(done()).isEqualTo(ends()));
  }

  private Map<TopicPartition, Long> ends() throws Exception {
    try (Admin admin = new KafkaClients(place).admin()) {
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      partitions().forEach(each -> asked.put(each, OffsetSpec.latest()));
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin.listOffsets(asked).all().get().forEach((each, end) -> ends.put(each, end.offset()));
      return ends;
    }
  }

  private Map<TopicPartition, Long> done() throws Exception {
    try (Admin admin = new KafkaClients(place).admin()) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(place.group()).partitionsToOffsetAndMetadata().get();
      Map<TopicPartition, Long> done = new HashMap<>();
      partitions()
          .forEach(
              each ->
                  done.put(
                      each,
                      Optional.ofNullable(committed.get(each))
                          .map(OffsetAndMetadata::offset)
                          .orElse(0L)));
      return done;
    }
  }

  private List<TopicPartition> partitions() {
    return IntStream.range(0, PARTITIONS)
        .mapToObj(each -> new TopicPartition(place.topic(), each))
        .toList();
  }

  /** Kafka keeps it, and it is routed by the next router that has a database. */
  @Override
  @Test
  public void whatCannotBeStoredIsNotTaken() {
    Record settings = settings();
    try (TestRouter router = answering(settings)) {
      router.loseDatabase();

      assertThat(router.incoming(message("hello")).status()).isEqualTo(IncomingStatus.QUEUED);
    }
    try (TestRouter router = answering(settings)) {
      awaitRouted(router);

      assertThat(HandlerContract.incoming(router, HandlerContract.phone(1)))
          .extracting(StoredMessage::text)
          .containsExactly("hello");
    }
  }

  @Test
  void messagesOfAConnectionAreRoutedInTheOrderInWhichTheyCame() {
    List<String> texts = IntStream.range(0, 200).mapToObj(i -> "message " + i).toList();
    try (TestRouter router = answering(settings())) {
      texts.forEach(text -> router.incoming(message(text)));

      awaitRouted(router);
      assertThat(HandlerContract.incoming(router, HandlerContract.phone(1)))
          .extracting(StoredMessage::text)
          .containsExactlyElementsOf(texts);
    }
  }

  @Test
  void aMessageThatIsInKafkaTwiceIsRoutedOnce() throws Exception {
    CarriedMessage carried = carried("hello");
    try (TestRouter router = answering(settings())) {
      put(MessageRecords.write(carried, place.topic()));
      put(MessageRecords.write(carried, place.topic()));

      awaitRouted(router);
      assertThat(router.backend().given()).hasSize(1);
    }
  }

  @Test
  void whatIsNoMessageIsPutAsideAndOthersAreRouted() throws Exception {
    try (TestRouter router = answering(settings())) {
      byte[] key = "test/1".getBytes(StandardCharsets.UTF_8);
      put(new ProducerRecord<>(place.topic(), 0, key, new byte[] {1}));
      router.incoming(message("hello"));

      awaitRouted(router);
      assertThat(router.backend().given()).hasSize(1);
      assertThat(state(router).figure("dead")).isEqualTo(1);
    }
  }

  @Test
  void aTextThatIsTooLargeForKafkaIsRoutedAllTheSame() {
    String large = "x".repeat(2_000_000);
    try (TestRouter router = answering(settings())) {
      assertThat(router.incoming(message(large)).status()).isEqualTo(IncomingStatus.HANDLED);
    }
  }

  @Test
  void whileKafkaIsDownMessagesAreRefusedAndWhatItHasIsKept() {
    try (TestRouter router = answering(settings())) {
      router.incoming(message("before"));
      awaitRouted(router);
      kafka.kill(1);
      try {
        assertThatThrownBy(() -> router.incoming(message("not taken")))
            .isInstanceOf(KeepingFailedException.class);
        awaitRefusing(router, "does not answer");
        long began = System.nanoTime();
        assertThatThrownBy(() -> router.incoming(message("not taken either")))
            .isInstanceOf(KeepingFailedException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
      } finally {
        kafka.start(1);
      }
      await().atMost(PATIENCE).until(() -> state(router).taking());
      router.incoming(message("after"));

      awaitTexts(router, List.of("before", "after"));
    }
  }

  @Test
  void whileATopicIsMissingMessagesAreRefusedAndThenAllOfTheNewOneAreRouted() throws Exception {
    KafkaSettings settings = (KafkaSettings) settings();
    try (TestRouter router = answering(settings)) {
      router.incoming(message("before"));
      awaitRouted(router);

      deleteTopics();
      awaitRefusing(router, "are missing");
      assertThatThrownBy(() -> router.incoming(message("not taken")))
          .isInstanceOf(KeepingFailedException.class)
          .hasMessageContaining("kafka setup test");

      makeTopics(settings);
      await().atMost(PATIENCE).until(() -> state(router).taking());
      List<String> after = IntStream.range(0, 5).mapToObj(i -> "after " + i).toList();
      after.forEach(text -> router.incoming(message(text)));

      awaitTexts(router, after);
    }
  }

  @Test
  void whereATopicIsReplacedAtOnceAllOfTheNewOneAreRouted() throws Exception {
    KafkaSettings settings = (KafkaSettings) settings();
    try (TestRouter router = answering(settings)) {
      router.incoming(message("before"));
      router.incoming(message("before too"));
      awaitRouted(router);

      deleteTopics();
      makeTopics(settings);
      List<String> after = IntStream.range(0, 10).mapToObj(i -> "after " + i).toList();
      for (String text : after) {
        put(MessageRecords.write(carried(text), place.topic()));
      }

      awaitTexts(router, after);
    }
  }

  private static void awaitRefusing(TestRouter router, String why) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(state(router).taking()).isFalse();
              assertThat(state(router).problem()).get().asString().contains(why);
            });
  }

  private static void awaitTexts(TestRouter router, List<String> texts) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(HandlerContract.incoming(router, HandlerContract.phone(1)))
                    .extracting(StoredMessage::text)
                    .containsSubsequence(texts));
  }

  private void deleteTopics() throws Exception {
    try (Admin admin = new KafkaClients(place).admin()) {
      admin.deleteTopics(List.of(place.topic(), place.deadTopic())).all().get();
    }
  }

  @Test
  void aNodeWhoseBackendsAllKeepMessagesInKafkaIsReadyWithoutADatabase() throws Exception {
    try (TestRouter router = answering(settings())) {
      URI ready = router.listen().resolve("/health/ready");
      assertThat(get(ready).statusCode()).isEqualTo(200);
      assertThat(get(ready).body())
          .contains("{\"backend\":\"test\",\"handler\":\"kafka\",\"taking\":true");

      router.loseDatabase();

      HttpResponse<String> without = get(ready);
      assertThat(without.statusCode()).isEqualTo(200);
      assertThat(without.body()).contains("ready, but the database cannot be used now");
    }
  }

  private static HttpResponse<String> get(URI url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aTopicThatIsMissingIsNamedWithWhatMakesIt() {
    KafkaSettings settings = unmade();
    String line =
        "the topics "
            + settings.topic().orElseThrow()
            + " and "
            + settings.topic().orElseThrow()
            + ".dead are missing; 'bin/router kafka setup test --partitions N --replication N'"
            + " makes them";

    assertThatThrownBy(() -> answering(settings)).hasMessage(line);
    assertThat(plugin().problems(TEST, settings)).containsExactly(line);
  }

  @Test
  void setupMakesTopicsAndLeavesThoseThatAreThere() {
    KafkaSettings settings = (KafkaSettings) settings();
    assertThat(plugin().problems(TEST, settings)).isEmpty();
    StringWriter said = new StringWriter();

    assertThat(CalledSetup.run(settings, Map.of("partitions", "7", "replication", "1"), said))
        .isZero();
    assertThat(said.toString())
        .contains("the topic " + place.topic() + " is there already, and was left as it is");
    assertThat(CalledSetup.run(settings, Map.of("replication", "1"), said)).isEqualTo(1);
    assertThat(said.toString()).contains("--partitions must be a number from 1 to 10000");
  }

  @Test
  void checkTellsWhatATopicIsSetToThatLosesMessages() throws Exception {
    KafkaSettings settings = unmade();
    place = settings.of(TEST);
    Map<String, String> configs =
        Map.of("cleanup.policy", "compact", "unclean.leader.election.enable", "true");
    try (Admin admin = new KafkaClients(place).admin()) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(place.topic(), 1, (short) 1).configs(configs),
                  new NewTopic(place.deadTopic(), 1, (short) 1)))
          .all()
          .get();
    }
    kafka.awaitInSync(place.deadTopic());

    assertThat(plugin().problems(TEST, settings))
        .hasSize(4)
        .contains(
            "the topic "
                + place.topic()
                + " has cleanup.policy=compact, so that Kafka deletes a message when the next of"
                + " its connection has come; set it to delete")
        .anySatisfy(line -> assertThat(line).contains("unclean.leader.election.enable=true"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("the topic " + place.deadTopic() + " has ")
                    .contains("message.timestamp.type=CreateTime"));
  }

  @Test
  void twoBackendsCannotHaveOneTopicOfOneKafka() {
    KafkaSettings settings = unmade();
    KafkaSettings elsewhere = at("127.0.0.1:1", settings.topic());
    KafkaSettings aside =
        at(kafka.bootstrapServers(), settings.topic().map(topic -> topic + ".dead"));

    assertThat(shared(settings, settings))
        .contains(
            "the topic " + settings.topic().orElseThrow() + " at " + kafka.bootstrapServers());
    assertThat(shared(settings, aside)).isPresent();
    assertThat(shared(settings, elsewhere)).isEmpty();
    assertThat(shared(at("127.0.0.1:1", Optional.empty()), elsewhere)).isEmpty();
  }

  private Optional<String> shared(KafkaSettings one, KafkaSettings other) {
    return new HandlerInstance(new BackendName("other"), plugin(), other)
        .shared(new HandlerInstance(TEST, plugin(), one));
  }

  private static KafkaSettings at(String broker, Optional<String> topic) {
    return new KafkaSettings(
        OneOrMore.of(broker), topic, Optional.empty(), null, null, null, Map.of());
  }

  @Test
  void whereNobodyListensCheckSaysSo() {
    KafkaSettings nobody = at("127.0.0.1:1", Optional.empty());

    assertThat(plugin().problems(TEST, nobody))
        .singleElement()
        .asString()
        .startsWith("Kafka at 127.0.0.1:1 does not answer (");
  }

  private static CarriedMessage carried(String text) {
    return new CarriedMessage(new MessageIds().next(), message(text), Instant.now(), false);
  }

  private static ReceivedMessage message(String text) {
    return ReceivedMessage.of(HandlerContract.phone(1), text);
  }

  @Test
  void whatKafkaHasDeletedBeforeItWasRoutedIsCountedAndTheRestIsRouted() throws Exception {
    Record settings = settings();
    try (TestRouter router = answering(settings)) {
      router.incoming(message("routed"));
      awaitRouted(router);
    }
    for (String text : List.of("deleted", "deleted too", "kept")) {
      put(MessageRecords.write(carried(text), place.topic()));
    }
    deleteAllButTheLast();

    try (TestRouter router = answering(settings)) {
      awaitRouted(router);

      assertThat(HandlerContract.incoming(router, HandlerContract.phone(1)))
          .extracting(StoredMessage::text)
          .containsExactly("kept");
      assertThat(state(router).figure("deleted")).isEqualTo(2);
    }
  }

  private void deleteAllButTheLast() throws Exception {
    Map<TopicPartition, RecordsToDelete> deleted = new HashMap<>();
    ends()
        .forEach(
            (partition, end) -> {
              if (end > 0) {
                deleted.put(partition, RecordsToDelete.beforeOffset(end - 1));
              }
            });
    try (Admin admin = new KafkaClients(place).admin()) {
      admin.deleteRecords(deleted).all().get();
    }
  }

  private static HandlerState state(TestRouter router) {
    return router.injected(Backends.class).require(TEST).keeping().orElseThrow().state();
  }

  private void put(ProducerRecord<byte[], byte[]> record) throws Exception {
    try (Producer<byte[], byte[]> producer = new KafkaClients(place).producer()) {
      producer.send(record).get();
    }
  }
}
