package org.threadless.backend.kannel.incoming;

import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.backend.kannel.settings.KannelSettings;
import org.threadless.backend.kannel.text.IncomingText;
import org.threadless.http.caller.Callers;
import org.threadless.http.receive.ReceivingHandler;
import org.threadless.http.request.FormReader;
import org.threadless.http.request.IdentityReader;
import org.threadless.http.request.RequestException;
import org.threadless.router.config.Settings;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.Numbers;
import org.threadless.router.message.ReceivedMessage;

/**
 * Takes messages from smsbox: {@code GET ?id=%p&text=%b&charset=%C&coding=%c}, and perhaps {@code
 * external-id=%I&to=%P&smsc=%i&timestamp=%T&udh=%u}.
 *
 * <p>smsbox takes no answer but 200 and 202 for success, and by default never asks again. So
 * whatever a Kannel may send is taken, though it be no text.
 */
public final class MessageHandler extends ReceivingHandler {

  private static final List<String> KEPT = List.of("to", "smsc", "timestamp", "charset", "coding");

  // Until the year 2286.
  private static final Pattern TIME = Pattern.compile("[0-9]{10}");

  private final BackendName backend;
  private final Callers callers;
  private final SmsboxResponder responder;
  private final Charset charset;
  private final IdentityReader identities;

  @Inject
  MessageHandler(
      Incoming incoming,
      BackendName backend,
      KannelSettings settings,
      Numbers numbers,
      ResponseReplies replies,
      SmsboxResponder responder) {
    super(message -> replies.incoming(incoming, message), Set.of(HttpMethod.GET));
    this.backend = backend;
    this.responder = responder;
    this.callers = new Callers(settings.callers());
    this.charset = Settings.charset("incomingCharset", settings.incomingCharset());
    // Of a copy it is looked up what the first one was answered.
    this.identities = new IdentityReader(backend, settings.numberFormat().read(numbers));
  }

  @Override
  protected ReceivedMessage read(Request request) {
    requireSecret(request);
    FormReader form = FormReader.of(request, charset);
    Identity identity = identities.of(form, "id");
    ReceivedMessage message =
        ReceivedMessage.of(new Connection(backend, identity), IncomingText.of(form, charset))
            .withFields(fields(form));
    return withTime(withId(message, form), form);
  }

  @Override
  protected void answer(Receipt receipt, Response response, Callback callback) {
    responder.answer(receipt, response, callback);
  }

  private void requireSecret(Request request) {
    callers
        .secretRefusal(request)
        .ifPresent(
            line -> {
              throw RequestException.denied(line);
            });
  }

  private static Map<String, String> fields(FormReader form) {
    Map<String, String> fields = new HashMap<>();
    for (String name : KEPT) {
      form.optional(name)
          .filter(value -> !value.isEmpty())
          .ifPresent(value -> fields.put(name, value));
    }
    form.bytes("udh")
        .filter(udh -> udh.length > 0)
        .ifPresent(udh -> fields.put("udh", HexFormat.of().formatHex(udh)));
    return fields;
  }

  private static ReceivedMessage withId(ReceivedMessage message, FormReader form) {
    return form.optional("external-id").map(message::withExternalId).orElse(message);
  }

  private static ReceivedMessage withTime(ReceivedMessage message, FormReader form) {
    return form.optional("timestamp")
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
