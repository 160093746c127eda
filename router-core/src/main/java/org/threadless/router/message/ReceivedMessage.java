package org.threadless.router.message;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.threadless.router.text.TakenText;

/**
 * What a backend has received and hands to the router: who said what, and what else the gateway
 * told. No text is refused: half a surrogate pair and U+0000, which cannot be kept, become U+FFFD,
 * and the field {@value #RAW} then has the text as it came.
 *
 * @param connection where it came from; never null
 * @param text what was said; never null, may be empty
 * @param externalId the gateway's own id of the message; a second message with it on the same
 *     backend is a duplicate where identity and text are the same, too. An empty one is none; one
 *     of more than 255 characters is shortened, so that two that differ still do
 * @param receivedAt when it was received, where that is not now
 * @param fields what else the gateway told, by name; kept with the message and given to apps
 * @param mends what had to be mended in the text, in words for the log
 */
public record ReceivedMessage(
    Connection connection,
    String text,
    Optional<String> externalId,
    Optional<Instant> receivedAt,
    Map<String, String> fields,
    List<String> mends) {

  /** The longest external id that is kept as it is, in characters. */
  public static final int MAX_EXTERNAL_ID_LENGTH = 255;

  /** The field that has the bytes of the text, percent-encoded, where the text is not all of it. */
  public static final String RAW = "raw";

  /** Mends what cannot be kept. */
  public ReceivedMessage {
    Objects.requireNonNull(connection, "connection");
    Objects.requireNonNull(receivedAt, "receivedAt");
    TakenText taken = TakenText.of(text);
    text = taken.text();
    mends = Stream.concat(mends.stream(), taken.mends().stream()).distinct().toList();
    fields = kept(fields, taken.raw());
    externalId = externalId.flatMap(ExternalIds::kept);
  }

  /** Leaves it open whether the text had to be mended before. */
  public ReceivedMessage(
      Connection connection,
      String text,
      Optional<String> externalId,
      Optional<Instant> receivedAt,
      Map<String, String> fields) {
    this(connection, text, externalId, receivedAt, fields, List.of());
  }

  /** Returns a message received now, without an external id or further fields. */
  public static ReceivedMessage of(Connection connection, String text) {
    return new ReceivedMessage(connection, text, Optional.empty(), Optional.empty(), Map.of());
  }

  /** The same with a text that was read from bytes, which are kept where it is not all of them. */
  public static ReceivedMessage of(Connection connection, TakenText text) {
    return new ReceivedMessage(
        connection,
        text.text(),
        Optional.empty(),
        Optional.empty(),
        text.raw().map(raw -> Map.of(RAW, raw)).orElse(Map.of()),
        text.mends());
  }

  /** Returns the same from another connection. */
  public ReceivedMessage withConnection(Connection other) {
    return new ReceivedMessage(other, text, externalId, receivedAt, fields, mends);
  }

  /** Returns the same with the gateway's own id; an empty one is none. */
  public ReceivedMessage withExternalId(String id) {
    return new ReceivedMessage(connection, text, Optional.of(id), receivedAt, fields, mends);
  }

  /** Returns the same with a time of receipt. */
  public ReceivedMessage withReceivedAt(Instant time) {
    return new ReceivedMessage(connection, text, externalId, Optional.of(time), fields, mends);
  }

  /** Returns the same with these fields besides the bytes of the text, instead of those it has. */
  public ReceivedMessage withFields(Map<String, String> newFields) {
    Map<String, String> all = new HashMap<>(newFields);
    Optional.ofNullable(fields.get(RAW)).ifPresent(raw -> all.putIfAbsent(RAW, raw));
    return new ReceivedMessage(connection, text, externalId, receivedAt, all, mends);
  }

  private static Map<String, String> kept(Map<String, String> fields, Optional<String> raw) {
    if (fields.isEmpty() && raw.isEmpty()) {
      return Map.of();
    }
    Map<String, String> kept = new HashMap<>();
    fields.forEach((name, value) -> kept.put(name, TakenText.of(value).text()));
    raw.ifPresent(bytes -> kept.putIfAbsent(RAW, bytes));
    return Map.copyOf(kept);
  }
}
