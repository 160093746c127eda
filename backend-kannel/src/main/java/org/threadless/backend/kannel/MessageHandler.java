package org.threadless.backend.kannel;

import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.http.FormReader;
import org.threadless.http.ReceivingHandler;
import org.threadless.http.RequestException;
import org.threadless.router.Incoming;
import org.threadless.router.Receipt;
import org.threadless.router.config.Secret;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.ReceivedMessage;

/**
 * Takes messages from smsbox: {@code GET ?id=%p&text=%b&charset=%C&coding=%c}, and perhaps {@code
 * external-id=%I&to=%P&smsc=%i&timestamp=%T&udh=%u}.
 *
 * <p>smsbox takes no answer but 200 and 202 for success, and by default never asks again. So
 * whatever a Kannel may send is taken, though it be no text.
 */
final class MessageHandler extends ReceivingHandler {

  private static final Logger log = LoggerFactory.getLogger(MessageHandler.class);

  private static final List<String> KEPT = List.of("to", "smsc", "timestamp", "charset", "coding");

  // Until the year 2286.
  private static final Pattern TIME = Pattern.compile("[0-9]{10}");

  private final BackendName backend;
  private final Optional<Secret> secret;
  private final Replying replying;
  private final LongAdder damaged = new LongAdder();

  @Inject
  MessageHandler(
      Incoming incoming,
      BackendName backend,
      KannelSettings settings,
      ResponseReplies replies,
      Replying replying) {
    super(message -> replies.incoming(incoming, message), Set.of(HttpMethod.GET));
    this.backend = backend;
    this.replying = replying;
    this.secret = settings.secret();
  }

  @Override
  protected ReceivedMessage read(Request request) {
    RawQuery query = RawQuery.of(request);
    secret.ifPresent(expected -> requireSecret(query, expected));
    String from = RawQuery.text(query.required("id"));
    Identity identity = FormReader.checked("id", () -> new Identity(from));
    byte[] bytes = query.required("text");
    IncomingText text = IncomingText.of(bytes, query.text("charset"), query.text("coding"));
    ReceivedMessage message =
        ReceivedMessage.of(new Connection(backend, identity), text.text())
            .withFields(fields(query, bytes, text));
    logDamage(message, text);
    return withTime(withId(message, query), query);
  }

  @Override
  protected void answer(Receipt receipt, Response response, Callback callback) {
    replying.answer(receipt, response, callback);
  }

  private static void requireSecret(RawQuery query, Secret expected) {
    byte[] given = query.bytes("secret").orElse(new byte[0]);
    if (!MessageDigest.isEqual(given, expected.reveal().getBytes(StandardCharsets.UTF_8))) {
      throw new RequestException(403, "secret: is missing or wrong");
    }
  }

  private static Map<String, String> fields(RawQuery query, byte[] bytes, IncomingText text) {
    Map<String, String> fields = new HashMap<>();
    for (String name : KEPT) {
      query.text(name).ifPresent(value -> fields.put(name, value));
    }
    query.bytes("udh").ifPresent(udh -> fields.put("udh", HexFormat.of().formatHex(udh)));
    if (text.state() != IncomingText.State.WHOLE) {
      fields.put("raw", HexFormat.of().formatHex(bytes));
    }
    return fields;
  }

  private void logDamage(ReceivedMessage message, IncomingText text) {
    if (text.state() == IncomingText.State.DAMAGED) {
      damaged.increment();
      log.warn(
          "a text from {} is damaged (no. {} since the start), and kept as the field raw; Kannel's"
              + " get-url must have text=%b, since %a takes blanks out of UCS-2",
          message.connection(), damaged.sum());
    }
  }

  private static ReceivedMessage withId(ReceivedMessage message, RawQuery query) {
    return query
        .text("external-id")
        .map(id -> FormReader.checked("external-id", () -> message.withExternalId(id)))
        .orElse(message);
  }

  private static ReceivedMessage withTime(ReceivedMessage message, RawQuery query) {
    return query
        .text("timestamp")
        .flatMap(MessageHandler::time)
        .map(message::withReceivedAt)
        .orElse(message);
  }

  /** Returns the time of {@code %T}, in seconds since 1970; empty for what cannot be one. */
  private static Optional<Instant> time(String seconds) {
    return TIME.matcher(seconds).matches()
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)))
        : Optional.empty();
  }
}
