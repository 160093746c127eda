package org.threadless.handler.kafka.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.threadless.router.incoming.CarriedMessage;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.ReceivedMessage;

class MessageRecordsTest {

  private static final Connection FROM = Connection.of("test", "+41/79:1");

  private final MessageRecords records = new MessageRecords(new BackendName("test"));

  @Test
  void aMessageIsReadAsItWasWritten() throws Exception {
    CarriedMessage carried =
        carried(
            new ReceivedMessage(
                FROM,
                "Zürich \uD83D\uDE00\n",
                Optional.of("id/7"),
                Optional.of(Instant.parse("2026-11-28T07:00:00.123456Z")),
                Map.of("smsc", "a", "ключ", "", "raw", "%80"),
                List.of("a byte", "another")));

    assertThat(records.read(asRead(MessageRecords.write(carried, "topic")), false))
        .isEqualTo(carried);
  }

  @Test
  void theKeyIsTheConnectionSoThatItsMessagesStayInOnePartition() {
    ProducerRecord<byte[], byte[]> one = MessageRecords.write(carried(message("one")), "topic");
    ProducerRecord<byte[], byte[]> two = MessageRecords.write(carried(message("two")), "topic");

    assertThat(one.key()).isEqualTo(two.key()).asString().isEqualTo("test/+41/79:1");
    assertThat(new String(one.value(), StandardCharsets.UTF_8)).isEqualTo("one");
  }

  @Test
  void whatSomebodyElseHasPutThereIsUnreadableAndTheReasonSaysWhy() {
    assertUnreadable(new ConsumerRecord<>("topic", 0, 0, bytes("test/1"), bytes("x")), "none");
    assertUnreadable(changed("router-format", "2"), "router-format is not 1 but 2");
    assertUnreadable(changed("router-id", "seven"), "its id");
    assertUnreadable(changed("router-received-at", "noon"), "its time");
    assertUnreadable(withKey("other/1"), "test/");
    assertUnreadable(withKey("test/\u0001"), "its identity");
    assertUnreadable(withKey(null), "no key");
  }

  private void assertUnreadable(ConsumerRecord<byte[], byte[]> record, String why) {
    assertThatThrownBy(() -> records.read(record, false))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining(why);
  }

  private static ConsumerRecord<byte[], byte[]> changed(String header, String value) {
    ConsumerRecord<byte[], byte[]> record = asRead(written());
    record.headers().remove(header).add(header, bytes(value));
    return record;
  }

  private static ConsumerRecord<byte[], byte[]> withKey(String key) {
    ProducerRecord<byte[], byte[]> good = written();
    return asRead(
        new ProducerRecord<>(
            "topic", null, null, key == null ? null : bytes(key), good.value(), good.headers()));
  }

  private static ProducerRecord<byte[], byte[]> written() {
    return MessageRecords.write(carried(message("hello")), "topic");
  }

  private static ReceivedMessage message(String text) {
    return ReceivedMessage.of(FROM, text);
  }

  private static CarriedMessage carried(ReceivedMessage message) {
    Instant at = Instant.parse("2026-11-28T07:00:00.123456Z");
    return new CarriedMessage(
        UUID.fromString("01900000-0000-7000-8000-000000000000"), message, at, false);
  }

  private static ConsumerRecord<byte[], byte[]> asRead(ProducerRecord<byte[], byte[]> made) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("topic", 0, 0, made.key(), made.value());
    made.headers().forEach(record.headers()::add);
    return record;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
