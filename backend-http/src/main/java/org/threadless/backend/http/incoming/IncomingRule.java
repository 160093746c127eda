package org.threadless.backend.http.incoming;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threadless.backend.http.request.ReceivedRequest;
import org.threadless.backend.http.rule.Rule;
import org.threadless.backend.http.rule.Scope;
import org.threadless.backend.http.value.Times;
import org.threadless.backend.http.value.ValuePath;
import org.threadless.http.request.IdentityReader;
import org.threadless.http.request.NumberStyle;
import org.threadless.http.request.RequestException;
import org.threadless.router.config.Settings;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.text.OneLineAMinute;
import org.threadless.router.text.PercentCoding;
import org.threadless.router.text.TakenText;

/** Reads messages, and hands them to the router. */
public final class IncomingRule implements Rule {

  private final BackendName backend;
  private final IncomingSettings settings;
  private final Scope scope;
  private final NumberStyle numbers;
  private final Optional<Charset> percentCharset;
  private final IdentityReader identities;
  private final Times times;
  private final Incoming incoming;

  /**
   * @param numbers how the provider writes them
   * @param times the lines of the backend that are about times
   * @param incoming where messages go
   */
  public IncomingRule(
      BackendName backend,
      IncomingSettings settings,
      NumberStyle numbers,
      IdentityReader identities,
      OneLineAMinute times,
      Incoming incoming) {
    this.backend = backend;
    this.settings = settings;
    this.scope = settings.scope();
    this.numbers = numbers;
    this.percentCharset = settings.textPercent().map(name -> Settings.charset("textPercent", name));
    this.identities = identities;
    this.times = new Times(backend, settings.time(), times);
    this.incoming = incoming;
  }

  @Override
  public Scope scope() {
    return scope;
  }

  @Override
  public Read read(ReceivedRequest part) {
    ReceivedMessage message = message(part);
    return () -> incoming.incoming(message);
  }

  /** Returns the message that a part of a request is. */
  public ReceivedMessage message(ReceivedRequest part) {
    ReceivedMessage message =
        ReceivedMessage.of(new Connection(backend, identity(part)), text(part))
            .withFields(fields(part));
    ReceivedMessage withTime = times.of(part).map(message::withReceivedAt).orElse(message);
    return settings
        .id()
        .flatMap(id -> ValuePath.first(id.all(), part))
        .map(withTime::withExternalId)
        .orElse(withTime);
  }

  private Identity identity(ReceivedRequest part) {
    List<ValuePath> paths = settings.identity().all();
    ValuePath path =
        paths.stream()
            .filter(each -> each.in(part).isPresent())
            .findFirst()
            .orElseThrow(() -> RequestException.badField(ValuePath.named(paths), "is missing"));
    Identity came =
        path.field()
            .map(field -> identities.of(part.form(), field))
            .orElseGet(() -> identities.of(path.toString(), part.text(path).orElseThrow()));
    return new Identity(numbers.incoming(came.value()));
  }

  private TakenText text(ReceivedRequest part) {
    if (settings.textHex().isPresent()) {
      return SmppText.of(part, settings.textHex().get(), settings.textCoding());
    }
    List<ValuePath> paths = settings.text().orElseThrow().all();
    List<TakenText> there = paths.stream().flatMap(path -> part.text(path).stream()).toList();
    TakenText came =
        there.stream()
            .filter(text -> !text.text().isEmpty())
            .findFirst()
            .or(() -> there.stream().findFirst())
            .orElseThrow(() -> RequestException.badField(ValuePath.named(paths), "is missing"));
    return percentCharset.map(charset -> decoded(came, charset)).orElse(came);
  }

  private static TakenText decoded(TakenText came, Charset charset) {
    byte[] encoded = came.text().getBytes(StandardCharsets.UTF_8);
    return TakenText.of(PercentCoding.decode(encoded, 0, encoded.length), charset, came.mends());
  }

  private Map<String, String> fields(ReceivedRequest part) {
    Map<String, String> fields = new HashMap<>();
    settings
        .fields()
        .forEach(
            (name, paths) ->
                ValuePath.first(paths.all(), part).ifPresent(value -> fields.put(name, value)));
    return fields;
  }
}
