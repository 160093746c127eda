package org.threadless.app.webhook;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.http.HttpMethod;
import org.threadless.http.webhook.WebhookSecret;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Contact;
import org.threadless.router.message.IncomingMessage;
import tools.jackson.databind.json.JsonMapper;

/**
 * A question in JSON, signed as Standard Webhooks are.
 *
 * @param id the message's, which is the same each time it is asked
 */
record JsonQuestion(String id, BackendName backend, String body, Optional<WebhookSecret> secret)
    implements ProgramQuestion {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  static JsonQuestion of(IncomingMessage message, Optional<WebhookSecret> secret) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "message.incoming");
    body.put("timestamp", message.receivedAt().toString());
    body.put("data", data(message));
    return new JsonQuestion(
        message.id().toString(),
        message.connection().backend(),
        MAPPER.writeValueAsString(body),
        secret);
  }

  private static Map<String, Object> data(IncomingMessage message) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("id", message.id().toString());
    data.put("backend", message.connection().backend().value());
    data.put("identity", message.connection().identity().value());
    data.put("text", message.text());
    data.put("received", message.receivedAt().toString());
    message.externalId().ifPresent(id -> data.put("external-id", id));
    data.put("fields", message.fields());
    message.contact().ifPresent(contact -> data.put("contact", person(contact)));
    return data;
  }

  private static Map<String, Object> person(Contact contact) {
    Map<String, Object> person = new LinkedHashMap<>();
    person.put("id", contact.id().toString());
    contact.name().ifPresent(name -> person.put("name", name));
    contact.language().map(Locale::toLanguageTag).ifPresent(tag -> person.put("language", tag));
    return person;
  }

  @Override
  public Request in(Request request, URI url, Instant at) {
    secret
        .map(key -> key.headers(id, at, body))
        .orElse(Map.of("webhook-id", id, "webhook-timestamp", Long.toString(at.getEpochSecond())))
        .forEach((name, value) -> request.headers(headers -> headers.put(name, value)));
    return request
        .method(HttpMethod.POST)
        .body(new StringRequestContent("application/json", body, StandardCharsets.UTF_8));
  }
}
