package org.threadless.handler.kafka.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.threadless.handler.kafka.client.KafkaClients;
import org.threadless.handler.kafka.client.KafkaPlace;
import org.threadless.handler.kafka.client.KafkaSettings;
import org.threadless.handler.kafka.format.MessageRecords;
import org.threadless.handler.kafka.produce.DeadRecords;
import org.threadless.handler.kafka.produce.SafeProducer;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.incoming.CarriedMessage;
import org.threadless.router.incoming.InlineRouting;
import org.threadless.router.incoming.OverloadException;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.ReceivedMessage;

class RecordRoutingTest {

  private static final BackendName TEST = new BackendName("test");
  private static final long SINCE = 1_000;

  private final KafkaPlace place =
      new KafkaSettings(
              OneOrMore.of("127.0.0.1:1"),
              Optional.empty(),
              Optional.empty(),
              null,
              null,
              null,
              Map.of())
          .of(TEST);
  private final MockProducer<byte[], byte[]> kafka =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final SafeProducer producer = new SafeProducer(() -> kafka, Duration.ofSeconds(1));
  private final DeadRecords dead =
      new DeadRecords(producer, place, new KafkaClients(place).failures(), InstantSource.system());
  private final List<CarriedMessage> routed = new ArrayList<>();
  private final PartitionProgress progress = new PartitionProgress();
  private long nanos;
  private final StoreGate gate = new StoreGate(TEST, () -> nanos);
  private Throwable thrown;
  private final RecordRouting routing = new RecordRouting(new Router(), dead, gate);
  private long offset = 5;

  /** Throws what the test wants it to. */
  private final class Router implements InlineRouting {

    @Override
    public Receipt route(CarriedMessage carried) {
      if (thrown instanceof Error error) {
        throw error;
      }
      if (thrown != null) {
        throw (RuntimeException) thrown;
      }
      routed.add(carried);
      return new Receipt(carried.id(), IncomingStatus.HANDLED, false, List.of());
    }

    @Override
    public Receipt handle(ReceivedMessage message) {
      throw new AssertionError("it is brought back, and has an id");
    }
  }

  @Test
  void aRoutedMessageIsDone() {
    KeptRecord record = message();

    assertThat(routing.deal(record)).isEmpty();

    assertThat(routed).hasSize(1);
    assertThat(progress.toCommit()).hasValue(6);
  }

  @Test
  void whileTheDatabaseIsAwayMessagesWaitAndOneIsTriedFromTimeToTime() {
    thrown = new StoreUnavailableException("away", null);
    KeptRecord first = message();
    KeptRecord second = message();
    assertThat(routing.deal(first)).isPresent();

    thrown = null;
    assertThat(routing.deal(second)).as("it is not tried").isPresent();
    assertThat(routed).isEmpty();
    assertThat(progress.toCommit()).isEmpty();

    nanos += StoreGate.CLOSED.toNanos();
    assertThat(routing.deal(first)).isEmpty();
    assertThat(routing.deal(second)).isEmpty();
    assertThat(progress.toCommit()).hasValue(7);
  }

  @Test
  void whatWasTriedMayHaveBeenStoredAndWhatWasNotIsNotAskedFor() {
    for (int i = 0; i < PartitionProgress.WINDOW * 2; i++) {
      progress.add(offset++, SINCE);
    }
    thrown = new StoreUnavailableException("away", null);
    KeptRecord tried = message();
    KeptRecord untried = message();
    assertThat(routing.deal(tried)).isPresent();
    assertThat(routing.deal(untried)).isPresent();

    assertThat(tried.message().perhapsRouted()).isTrue();
    assertThat(untried.message().perhapsRouted()).isFalse();
  }

  @Test
  void whereTooManyWaitOfAConnectionOthersAreRouted() {
    thrown = new OverloadException();
    assertThat(routing.deal(message())).isPresent();

    thrown = null;
    assertThat(routing.deal(message())).isEmpty();
  }

  @Test
  void aMessageThatCannotBeRoutedIsPutAsideAfterSomeTriesWithTheReason() {
    thrown = new AssertionError("no such column");
    KeptRecord poisoned = message();
    for (int i = 1; i < RecordRouting.TRIES; i++) {
      assertThat(routing.deal(poisoned)).isPresent();
    }
    assertThat(kafka.history()).isEmpty();

    assertThat(routing.deal(poisoned)).isEmpty();

    assertThat(progress.toCommit()).hasValue(6);
    assertThat(kafka.history())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.topic()).isEqualTo(place.deadTopic());
              assertThat(record.value()).isEqualTo(poisoned.record().value());
              assertThat(header(record, "dead-from")).isEqualTo("topic-0@5");
              assertThat(header(record, "dead-reason")).contains("no such column");
            });
  }

  @Test
  void whatIsNoMessageIsPutAsideAtOnceBeTheDatabaseAwayOrNot() {
    gate.close("away");
    KeptRecord record =
        KeptRecord.of(
            new ConsumerRecord<>("topic", 0, offset++, null, new byte[1]),
            progress,
            new MessageRecords(TEST));

    assertThat(routing.deal(record)).isEmpty();

    assertThat(kafka.history()).hasSize(1);
    assertThat(dead.count()).isEqualTo(1);
    assertThat(progress.toCommit()).hasValue(6);
  }

  @Test
  void whatCannotBePutAsideIsTriedAgain() {
    kafka.sendException = new org.apache.kafka.common.errors.TimeoutException("no broker");
    KeptRecord record =
        KeptRecord.of(
            new ConsumerRecord<>("topic", 0, offset++, null, new byte[1]),
            progress,
            new MessageRecords(TEST));

    assertThat(routing.deal(record)).isPresent();
    assertThat(progress.toCommit()).isEmpty();

    kafka.sendException = null;
    assertThat(routing.deal(record)).isEmpty();
  }

  @Test
  void whatIsAnotherNodesIsNotBegun() {
    KeptRecord record = message();
    progress.revoke();

    assertThat(routing.deal(record)).isEmpty();

    assertThat(routed).isEmpty();
    assertThat(progress.toCommit()).isEmpty();
  }

  private static String header(ProducerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private KeptRecord message() {
    CarriedMessage carried =
        new CarriedMessage(
            new MessageIds().next(),
            ReceivedMessage.of(Connection.of("test", "1"), "hello"),
            Instant.now(),
            false);
    ProducerRecord<byte[], byte[]> made = MessageRecords.write(carried, "topic");
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("topic", 0, offset++, made.key(), made.value());
    made.headers().forEach(record.headers()::add);
    return KeptRecord.of(record, progress, new MessageRecords(TEST));
  }
}
