package org.threadless.backend.http.outgoing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.threadless.backend.http.outgoing.settings.AuthSettings;
import org.threadless.backend.http.outgoing.settings.ByAlphabet;
import org.threadless.backend.http.outgoing.settings.Meaning;
import org.threadless.backend.http.outgoing.settings.OutgoingSettings;
import org.threadless.backend.http.outgoing.settings.ResultRule;
import org.threadless.backend.http.value.SettingValues;
import org.threadless.backend.http.value.Template;
import org.threadless.backend.http.value.ValuePath;
import org.threadless.http.request.NumberStyle;
import org.threadless.router.backend.SendResult;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.config.PresetSetting;
import org.threadless.router.config.Secret;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Numbers;
import org.threadless.router.message.OutgoingMessage;

/** Settings as a preset has them, in few words. */
final class Asking {

  static final UUID ID = UUID.fromString("019bffff-0000-7000-8000-000000000001");
  static final Instant NOW = Instant.parse("2026-01-31T15:30:00Z");
  static final String TOKEN = "0123456789abcdef0123456789abcdef";
  static final String REPORT_URL =
      "https://sms.example.org/http/gateway/report?m=" + ID + "&t=" + TOKEN;

  private static final Duration LONG = Duration.ofSeconds(20);

  private final String method;
  private final String url;
  private final Map<String, Template> query = new LinkedHashMap<>();
  private final Map<String, Template> headers = new LinkedHashMap<>();
  private Optional<AuthSettings> auth = Optional.empty();
  private final Map<String, Template> form = new LinkedHashMap<>();
  private Optional<Object> json = Optional.empty();
  private final Map<String, ByAlphabet> byAlphabet = new LinkedHashMap<>();
  private Optional<Integer> maxChars = Optional.empty();
  private final Optional<Duration> maxValidity = Optional.empty();
  private Optional<OneOrMore<ValuePath>> id = Optional.empty();
  private Optional<String> idPattern = Optional.empty();
  private final List<ResultRule> results = new ArrayList<>();
  private Optional<OneOrMore<ValuePath>> reason = Optional.empty();
  private final Map<String, PresetSetting> values = new LinkedHashMap<>();
  private NumberStyle numbers = NumberStyle.PLUS;
  private Optional<String> reportUrl = Optional.of(REPORT_URL);

  private Asking(String method, String url) {
    this.method = method;
    this.url = url;
  }

  static Asking post(String url) {
    return by("POST", url);
  }

  static Asking get(String url) {
    return by("GET", url);
  }

  static Asking by(String method, String url) {
    return new Asking(method, url);
  }

  Asking query(String name, String template) {
    query.put(name, Template.valueOf(template));
    return this;
  }

  Asking header(String name, String template) {
    headers.put(name, Template.valueOf(template));
    return this;
  }

  Asking basic(String template) {
    auth = Optional.of(new AuthSettings(Optional.of(Template.valueOf(template)), Optional.empty()));
    return this;
  }

  Asking bearer(String template) {
    auth = Optional.of(new AuthSettings(Optional.empty(), Optional.of(Template.valueOf(template))));
    return this;
  }

  Asking form(String name, String template) {
    form.put(name, Template.valueOf(template));
    return this;
  }

  Asking json(Object tree) {
    json = Optional.of(tree);
    return this;
  }

  Asking byAlphabet(String name, String gsm, String other) {
    byAlphabet.put(
        name,
        new ByAlphabet(
            Optional.ofNullable(gsm).map(Template::valueOf),
            Optional.ofNullable(other).map(Template::valueOf)));
    return this;
  }

  Asking maxChars(int max) {
    maxChars = Optional.of(max);
    return this;
  }

  Asking id(String... paths) {
    id = Optional.of(paths(paths));
    return this;
  }

  Asking idPattern(String pattern) {
    idPattern = Optional.of(pattern);
    return this;
  }

  Asking result(Meaning is, String path, String... expected) {
    results.add(new ResultRule(Map.of(path, new OneOrMore<>(List.of(expected))), is));
    return this;
  }

  Asking reason(String... paths) {
    reason = Optional.of(paths(paths));
    return this;
  }

  Asking value(String name, String value) {
    values.put(name, PresetSetting.of(value));
    return this;
  }

  Asking secret(String name, String value) {
    values.put(name, new PresetSetting(Optional.of(new Secret(value)), true, false));
    return this;
  }

  Asking number(String name, String value) {
    values.put(name, new PresetSetting(Optional.of(new Secret(value)), false, true));
    return this;
  }

  Asking numbers(NumberStyle style) {
    numbers = style;
    return this;
  }

  Asking withoutReports() {
    reportUrl = Optional.empty();
    return this;
  }

  OutgoingSettings settings() {
    return new OutgoingSettings(
        method,
        Template.valueOf(url),
        query,
        headers,
        auth,
        form,
        json,
        byAlphabet,
        maxChars,
        maxValidity,
        id,
        idPattern,
        results,
        reason);
  }

  SettingValues values() {
    return new SettingValues(values);
  }

  Gateway gateway() {
    return Gateway.of(
        settings(),
        values(),
        to -> numbers.outgoing(to, Numbers.AS_THEY_COME),
        message -> reportUrl,
        new Gateway.Timeouts(LONG, LONG),
        InstantSource.fixed(NOW));
  }

  Prepared prepare(String identity, String text) throws Exception {
    try (Gateway gateway = gateway()) {
      return gateway.prepare(message(identity, text));
    }
  }

  SendResult send(String identity, String text) throws Exception {
    try (Gateway gateway = gateway()) {
      gateway.start();
      return gateway.send(message(identity, text));
    }
  }

  static OutgoingMessage message(String identity, String text) {
    return new OutgoingMessage(ID, Connection.of("gateway", identity), text, Optional.empty(), NOW);
  }

  private static OneOrMore<ValuePath> paths(String... paths) {
    return new OneOrMore<>(List.of(paths).stream().map(ValuePath::valueOf).toList());
  }
}
