package org.threadless.handler.kafka.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.threadless.handler.kafka.format.MessageRecords;
import org.threadless.router.incoming.CarriedMessage;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.ReceivedMessage;

/** On a thread that the test is itself. */
class LanesTest {

  private final ArrayDeque<Runnable> work = new ArrayDeque<>();
  private final List<Runnable> later = new ArrayList<>();
  private final Set<String> away = new HashSet<>();
  private final List<String> dealt = new ArrayList<>();
  private final PartitionProgress progress = new PartitionProgress();
  private final Lanes lanes =
      new Lanes(this::deal, work::add, (runnable, after) -> later.add(runnable));
  private long offset;

  @Test
  void messagesOfAConnectionAreRoutedInOrderAndOthersBetweenThem() {
    add("a", "1");
    add("a", "2");
    add("b", "3");
    add("a", "4");

    assertThat(work).as("what may be routed at once").hasSize(2);
    runAll();

    assertThat(dealt).containsExactly("1", "3", "2", "4");
    assertThat(progress.toCommit()).hasValue(4);
  }

  @Test
  void aMessageThatIsPutOffHoldsUpItsOwnConnectionOnly() {
    away.add("1");
    add("a", "1");
    add("a", "2");
    add("b", "3");
    runAll();

    assertThat(dealt).containsExactly("3");
    assertThat(progress.toCommit()).as("the first is not done").isEmpty();

    away.clear();
    List.copyOf(later).forEach(Runnable::run);
    runAll();

    assertThat(dealt).containsExactly("3", "1", "2");
    assertThat(progress.toCommit()).hasValue(3);
  }

  @Test
  void whatComesWhenALaneIsEmptyBeginsItAnew() {
    add("a", "1");
    runAll();
    add("a", "2");
    runAll();

    assertThat(dealt).containsExactly("1", "2");
  }

  private void runAll() {
    while (!work.isEmpty()) {
      work.remove().run();
    }
  }

  private void add(String identity, String text) {
    lanes.add(
        KeptRecord.of(
            record(identity, text), progress, new MessageRecords(new BackendName("test"))));
  }

  private ConsumerRecord<byte[], byte[]> record(String identity, String text) {
    ProducerRecord<byte[], byte[]> made =
        MessageRecords.write(
            new CarriedMessage(
                new MessageIds().next(),
                ReceivedMessage.of(Connection.of("test", identity), text),
                Instant.now(),
                false),
            "topic");
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("topic", 0, offset++, made.key(), made.value());
    made.headers().forEach(record.headers()::add);
    return record;
  }

  private Optional<Duration> deal(KeptRecord record) {
    assertThat(record.begin()).isTrue();
    String text = record.message().message().text();
    if (away.contains(text)) {
      record.putOff();
      return Optional.of(Duration.ofSeconds(1));
    }
    dealt.add(text);
    record.finish();
    return Optional.empty();
  }
}
