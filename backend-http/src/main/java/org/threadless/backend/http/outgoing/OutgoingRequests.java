package org.threadless.backend.http.outgoing;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.threadless.backend.http.outgoing.PreparedRequest.Content;
import org.threadless.backend.http.outgoing.PreparedRequest.Masks;
import org.threadless.backend.http.outgoing.settings.AuthSettings;
import org.threadless.backend.http.outgoing.settings.GatewayUrl;
import org.threadless.backend.http.outgoing.settings.JsonTemplate;
import org.threadless.backend.http.outgoing.settings.MessageNames;
import org.threadless.backend.http.outgoing.settings.OutgoingSettings;
import org.threadless.backend.http.value.Template;
import org.threadless.router.message.OutgoingMessage;

/** Makes the request for a message. Safe for any thread. */
final class OutgoingRequests {

  static final String AUTHORIZATION = "Authorization";

  private static final String CONTENT_TYPE = "Content-Type";
  private static final String FORM = "application/x-www-form-urlencoded;charset=utf-8";
  private static final String JSON = "application/json";

  private final OutgoingSettings settings;
  private final MessageValues.Common common;
  private final SettingNames wording;
  private final GatewayUrl url;
  private final Optional<JsonTemplate> json;
  private final Optional<String> authorization;
  private final Secrets secrets;

  OutgoingRequests(OutgoingSettings settings, MessageValues.Common common, SettingNames wording) {
    this.settings = settings;
    this.common = common;
    this.wording = wording;
    this.url = GatewayUrl.of(settings.url(), settings.query());
    this.json = settings.json().map(tree -> JsonTemplate.of("json", tree, this::isNumber));
    Optional<String> credentials =
        settings.auth().flatMap(auth -> auth.template().fill(common.settings()::of));
    this.authorization = credentials.map(plain -> settings.auth().orElseThrow().header(plain));
    this.secrets = secrets(credentials);
  }

  private boolean isNumber(String name) {
    return name.equals(MessageNames.VALID_SECONDS)
        || name.equals(MessageNames.VALID_MINUTES)
        || common.settings().isNumber(name);
  }

  private Secrets secrets(Optional<String> credentials) {
    List<String> known = new ArrayList<>(common.settings().secrets());
    credentials.ifPresent(known::add);
    authorization.ifPresent(header -> known.add(header.substring(header.indexOf(' ') + 1)));
    return Secrets.of(known);
  }

  /** Returns what the gateway is asked, or why it cannot be. */
  Prepared prepare(OutgoingMessage message) {
    int length = message.text().codePointCount(0, message.text().length());
    if (length > settings.maxChars().orElse(Integer.MAX_VALUE)) {
      return new Prepared.Unsendable(
          "the text has "
              + length
              + " characters; max-chars is "
              + settings.maxChars().orElseThrow());
    }
    MessageValues values = new MessageValues(common, message);
    Optional<URI> filled = url.fill(values::of);
    if (filled.isEmpty()) {
      return new Prepared.Unsendable(
          wording.url() + " holds a value that is absent; {report-url} needs public-url");
    }
    if (GatewayUrl.hasSteps(filled.get())) {
      return new Prepared.Unsendable(
          "the path of " + wording.url() + " cannot hold . or .. as a value");
    }
    return prepare(filled.get(), values);
  }

  private Prepared prepare(URI filled, MessageValues values) {
    Map<String, String> headers = headers(filled, values::of);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (!OutgoingSettings.isHeader(header.getValue())) {
        return new Prepared.Unsendable(
            "the header "
                + header.getKey()
                + " cannot hold line breaks and characters beyond Latin-1");
      }
    }
    Optional<Content> content = content(headers, values::of);
    Masks masks = new Masks(wording == SettingNames.PLAIN, secrets, values.tokens());
    return new PreparedRequest(settings.method(), filled, headers, content, masks);
  }

  private Map<String, String> headers(URI filled, Function<String, Optional<String>> values) {
    Map<String, String> headers = new LinkedHashMap<>();
    authorization
        .or(() -> GatewayUrl.credentials(filled).map(AuthSettings::basic))
        .ifPresent(header -> headers.put(AUTHORIZATION, header));
    headers.putAll(filled(settings.headers(), values));
    return headers;
  }

  private Optional<Content> content(
      Map<String, String> headers, Function<String, Optional<String>> values) {
    Optional<String> written =
        headers.keySet().stream().filter(CONTENT_TYPE::equalsIgnoreCase).findFirst();
    Optional<String> type = written.map(headers::remove);
    if (json.isPresent()) {
      return Optional.of(new Content(type.orElse(JSON), json.get().fill(values)));
    }
    return settings.form().isEmpty()
        ? Optional.empty()
        : Optional.of(new Content(type.orElse(FORM), form(values)));
  }

  private String form(Function<String, Optional<String>> values) {
    return filled(settings.form(), values).entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static Map<String, String> filled(
      Map<String, Template> templates, Function<String, Optional<String>> values) {
    Map<String, String> filled = new LinkedHashMap<>();
    templates.forEach(
        (name, template) -> template.fill(values).ifPresent(value -> filled.put(name, value)));
    return filled;
  }
}
