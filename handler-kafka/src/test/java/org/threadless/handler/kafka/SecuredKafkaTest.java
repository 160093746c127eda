package org.threadless.handler.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.handler.kafka.client.KafkaSettings;
import org.threadless.kafka.rig.KafkaAccess;
import org.threadless.kafka.rig.KafkaCluster;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.incoming.HandlerState;
import org.threadless.router.incoming.KeepingFailedException;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.testing.CapturedLog;
import org.threadless.testing.HandlerContract;
import org.threadless.testing.TestRouter;

/** With a broker that lets in only who shows a password, over TLS. */
class SecuredKafkaTest {

  private static final BackendName TEST = new BackendName("test");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PASSWORD = "hunter2-of-kafka";
  private static final String WRONG = "hunter3-of-nobody";

  private static final String NOT_LET_IN =
      "Authentication failed during authentication due to invalid credentials with SASL mechanism"
          + " SCRAM-SHA-512";

  @TempDir private static Path folder;
  private static KafkaAccess access;
  private static KafkaCluster kafka;

  @BeforeAll
  static void startKafka() throws Exception {
    access = KafkaAccess.make(folder, "router", PASSWORD);
    kafka = new KafkaCluster(folder, 1).lettingIn(access).start();
  }

  @AfterAll
  static void endKafka() {
    kafka.close();
  }

  @Test
  void messagesAreKeptAndRoutedAndThePasswordIsInNoLine() {
    KafkaSettings settings = settings(access.properties());
    StringWriter said = new StringWriter();
    try (CapturedLog log = new CapturedLog(KafkaPlugin.class)) {
      assertThat(CalledSetup.run(settings, Map.of("partitions", "1", "replication", "1"), said))
          .isZero();
      assertThat(new KafkaPlugin().problems(TEST, settings)).isEmpty();
      try (TestRouter router = answering(settings)) {
        router.incoming(ReceivedMessage.of(HandlerContract.phone(1), "hello"));

        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(HandlerContract.incoming(router, HandlerContract.phone(1)))
                        .extracting(StoredMessage::text)
                        .containsExactly("hello"));
        assertThat(state(router).problem()).isEmpty();
      }
      assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(PASSWORD));
    }
    assertThat(said.toString()).contains("made the topic").doesNotContain(PASSWORD);
  }

  @Test
  void aWrongPasswordIsOneLineAndNothingIsTaken() {
    KafkaSettings settings =
        settings(new KafkaAccess("router", WRONG, null, access.trusted()).properties());
    try (CapturedLog log = new CapturedLog(KafkaPlugin.class)) {
      assertThat(new KafkaPlugin().problems(TEST, settings))
          .singleElement()
          .asString()
          .contains("does not let the router in: ")
          .contains(NOT_LET_IN);
      StringWriter said = new StringWriter();
      assertThat(CalledSetup.run(settings, Map.of("partitions", "1", "replication", "1"), said))
          .isEqualTo(1);
      assertThat(said.toString().lines()).singleElement().asString().contains(NOT_LET_IN);

      try (TestRouter router = answering(settings)) {
        assertThatThrownBy(
                () -> router.incoming(ReceivedMessage.of(HandlerContract.phone(1), "hello")))
            .isInstanceOf(KeepingFailedException.class)
            .hasMessageContaining(NOT_LET_IN);
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> {
                  assertThat(state(router).taking()).isFalse();
                  assertThat(ours(log)).anyMatch(line -> line.contains("not brought back"));
                });
        assertThat(state(router).problem()).get().asString().contains(NOT_LET_IN);
      }
      assertThat(ours(log).stream().filter(line -> line.contains("messages are refused")))
          .singleElement()
          .asString()
          .contains(NOT_LET_IN)
          .doesNotContain("\n");
      assertThat(log.lines()).noneMatch(line -> line.contains(WRONG));
    }
  }

  @Test
  void aCertificateThatIsNotTrustedIsOneLine() {
    Map<String, String> properties = new HashMap<>(access.properties());
    properties.keySet().removeIf(name -> name.startsWith("ssl."));

    assertThat(new KafkaPlugin().problems(TEST, settings(properties)))
        .singleElement()
        .asString()
        .contains("does not let the router in: ")
        .contains("SSL handshake failed");
  }

  @Test
  void whatCannotBeReadOfThePasswordIsNotTold() {
    Map<String, String> properties = new HashMap<>(access.properties());
    properties.put("sasl.jaas.config", "Login required password=\"" + PASSWORD + "\" x " + WRONG);

    assertThat(new KafkaPlugin().problems(TEST, settings(properties)))
        .singleElement()
        .asString()
        .startsWith("properties ")
        .doesNotContain(PASSWORD)
        .doesNotContain(WRONG);
  }

  private static List<String> ours(CapturedLog log) {
    return log.lines().stream().filter(line -> line.startsWith("backend test: ")).toList();
  }

  private static KafkaSettings settings(Map<String, String> properties) {
    return TopicOfTest.at(kafka, Duration.ofSeconds(30), properties);
  }

  private static TestRouter answering(KafkaSettings settings) {
    return TestRouter.builder().handler(new KafkaPlugin(), settings).start();
  }

  private static HandlerState state(TestRouter router) {
    return router.injected(Backends.class).require(TEST).keeping().orElseThrow().state();
  }
}
