package org.threadless.handler.kafka.format;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.threadless.router.incoming.CarriedMessage;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.ReceivedMessage;

/**
 * The form of a record, version {@value #VERSION}: its key is {@code backend/identity}, its value
 * the text, and headers have the rest, all in UTF-8. Headers of other names are passed over.
 */
public final class MessageRecords {

  static final String VERSION = "1";

  private static final String FORMAT = "router-format";
  private static final String ID = "router-id";
  private static final String RECEIVED_AT = "router-received-at";
  private static final String EXTERNAL_ID = "router-external-id";
  private static final String FIELD = "router-field-";
  private static final String MEND = "router-mend";
  private static final String BETWEEN = "/";

  private final BackendName backend;

  /**
   * @param backend whose messages they are
   */
  public MessageRecords(BackendName backend) {
    this.backend = backend;
  }

  /** Returns a message as a record of a topic. */
  public static ProducerRecord<byte[], byte[]> write(CarriedMessage carried, String topic) {
    ReceivedMessage message = carried.message();
    String key =
        message.connection().backend().value() + BETWEEN + message.connection().identity().value();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, bytes(key), bytes(message.text()));
    Headers headers = record.headers();
    headers.add(FORMAT, bytes(VERSION));
    headers.add(ID, bytes(carried.id().toString()));
    headers.add(RECEIVED_AT, bytes(carried.receivedAt().toString()));
    message.externalId().ifPresent(id -> headers.add(EXTERNAL_ID, bytes(id)));
    message.fields().forEach((name, value) -> headers.add(FIELD + name, bytes(value)));
    message.mends().forEach(mend -> headers.add(MEND, bytes(mend)));
    return record;
  }

  /**
   * Returns the message in a record.
   *
   * @param perhapsRouted whether somebody may have begun to route it before
   * @throws UnreadableRecordException where there is none
   */
  public CarriedMessage read(ConsumerRecord<byte[], byte[]> record, boolean perhapsRouted)
      throws UnreadableRecordException {
    Headers headers = record.headers();
    String version = header(headers, FORMAT).orElse("none");
    if (!version.equals(VERSION)) {
      throw new UnreadableRecordException(
          "its header " + FORMAT + " is not " + VERSION + " but " + version);
    }
    if (record.key() == null || record.value() == null) {
      throw new UnreadableRecordException("it has no key or no value");
    }
    String time = required(headers, RECEIVED_AT);
    String id = required(headers, ID);
    try {
      Instant receivedAt = Instant.parse(time);
      return new CarriedMessage(
          UUID.fromString(id), message(record, receivedAt), receivedAt, perhapsRouted);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new UnreadableRecordException("its id, its time or its identity is none");
    }
  }

  private ReceivedMessage message(ConsumerRecord<byte[], byte[]> record, Instant receivedAt)
      throws UnreadableRecordException {
    return new ReceivedMessage(
        connection(text(record.key())),
        text(record.value()),
        header(record.headers(), EXTERNAL_ID),
        Optional.of(receivedAt),
        fields(record.headers()),
        mends(record.headers()));
  }

  private Connection connection(String key) throws UnreadableRecordException {
    String own = backend.value() + BETWEEN;
    if (!key.startsWith(own)) {
      throw new UnreadableRecordException(
          "its key does not begin with " + own + ": it is none of this backend");
    }
    return Connection.of(backend.value(), key.substring(own.length()));
  }

  private static Map<String, String> fields(Headers headers) {
    Map<String, String> fields = new HashMap<>();
    for (Header header : headers) {
      if (header.key().startsWith(FIELD)) {
        fields.put(header.key().substring(FIELD.length()), text(header.value()));
      }
    }
    return fields;
  }

  private static List<String> mends(Headers headers) {
    List<String> mends = new ArrayList<>();
    headers.headers(MEND).forEach(header -> mends.add(text(header.value())));
    return mends;
  }

  private static String required(Headers headers, String name) throws UnreadableRecordException {
    return header(headers, name)
        .orElseThrow(() -> new UnreadableRecordException("it lacks the header " + name));
  }

  private static Optional<String> header(Headers headers, String name) {
    return Optional.ofNullable(headers.lastHeader(name))
        .map(Header::value)
        .map(MessageRecords::text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
